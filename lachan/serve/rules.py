"""What `lachan rules check` says."""

from collections.abc import Callable
from pathlib import Path

from lachan.detect.checks import check_folder


def run_check(folder: Path, sample: Path | None, say: Callable[[str], None]) -> int:
    """Tells every error and warning of a folder of rules; exit code 1 when there is an error."""
    checked = check_folder(folder, sample)
    for problem in checked.errors:
        say(f"ERROR {problem}")
    for problem in checked.warnings:
        say(f"WARNING {problem}")
    say(f"{checked.rules} rules: {len(checked.errors)} errors, {len(checked.warnings)} warnings")
    return int(bool(checked.errors))
