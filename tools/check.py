"""The fast static part: everything that can be said about the code without running it."""

from steps import PYTHON, Step, finish, module, run_all

_CONTRACTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# H015 asks for line breaks after headings, H043 for the default of a button to be written out.
_TEMPLATES = ("djlint", "lachan", "--lint", "--profile=django", "--ignore=H015,H043")
# It asks the database about applied migrations, which a static check has none of.
_MIGRATIONS = ("django", "makemigrations", "--check", "--dry-run")

CHECKS: tuple[Step, ...] = (
    module("types (mypy --strict)", "mypy", "lachan"),
    module("lint (ruff)", "ruff", "check", "."),
    module("layout (ruff format)", "ruff", "format", "--check", "."),
    Step("import contracts (.importlinter)", (PYTHON, "-c", _CONTRACTS)),
    module("templates (djlint)", *_TEMPLATES),
    Step("migrations in step with models", (PYTHON, "-W", "ignore", "-m", *_MIGRATIONS)),
    Step("translations (tools/messages.py)", (PYTHON, "tools/messages.py", "check")),
)


if __name__ == "__main__":
    finish(run_all(CHECKS))
