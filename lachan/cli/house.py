"""The `lachan` command: the house itself, its people, its trail, its demo."""

from pathlib import Path

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Lá Chắn: the working system of a province's child online protection programme."""


@main.command()
def serve() -> None:
    """Start everything under one parent: PostgreSQL, web, worker, scheduler."""
    from lachan.serve.start import serve

    raise SystemExit(serve())


@main.command()
def secrets() -> None:
    """Print a fresh value for every secret, to be kept outside the database."""
    from lachan.config.environment import new_secrets

    for name, value in new_secrets().items():
        click.echo(f"{name}={value}")


@main.command()
def status() -> None:
    """Show what runs, how much memory it takes, and what waits."""
    from lachan.serve.status import report

    raise SystemExit(report(click.echo))


@main.command()
def check() -> None:
    """Say whether this machine and its settings are fit to serve; exit code 1 if not."""
    from lachan.serve.fitness import report

    raise SystemExit(report(click.echo))


@main.command()
def migrate() -> None:
    """Bring the database to the shape this version needs."""
    from lachan.serve.commands import migrate

    migrate()


@main.command("load-content")
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def load_content(folder: Path | None) -> None:
    """Load content/ (or another FOLDER laid out like it) into the database."""
    from lachan.serve.commands import load_content

    load_content(folder)


@main.command(hidden=True)
def prepare() -> None:
    """What `serve` does to the database before it opens the doors."""
    from lachan.serve.prepare import main

    main()


@main.command()
def web() -> None:
    """Serve the web face or faces alone (LACHAN_FACE), over a database that is already there."""
    from lachan.serve.web import main

    main()


@main.command()
def worker() -> None:
    """Run background jobs; as many machines as wanted may do so."""
    from lachan.serve.worker import main

    main()


@main.command()
def scheduler() -> None:
    """Run the steps that are due: sealing, taking in, deadlines, letters."""
    from lachan.serve.scheduler import main

    main()


@main.group()
def staff() -> None:
    """People who sign in. The first administrators are made here, the rest in the desk."""


@staff.command("add")
@click.argument("email")
@click.option("--name", required=True, help="Full name.")
@click.option("--unit", required=True, help="Code of the unit, as in content/units.")
@click.option("--role", default="system_admin", show_default=True)
def add_staff(email: str, name: str, unit: str, role: str) -> None:
    """Make an account with a role in a unit; asks for its password. At the first sign-in it
    enrols a second factor."""
    from lachan.serve.commands import add_staff

    # Asked for, never an argument: a machine's users see each other's arguments.
    password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    add_staff(email=email, name=name, unit_code=unit, role=role, password=password, say=click.echo)


@main.group()
def journal() -> None:
    """The append-only trail."""


@journal.command()
def verify() -> None:
    """Check the whole hash chain; exit code 1 if anything was changed or removed."""
    from lachan.serve.commands import verify_journal

    raise SystemExit(verify_journal(click.echo))


@main.group()
def demo() -> None:
    """Invented people and whole stories, in demo mode only."""
    from lachan.config.boot import assume_demo

    assume_demo()


@demo.command("main-job")
@click.option(
    "--input",
    "source",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Articles as JSONL.",
)
def main_job(source: Path) -> None:
    """Drive the whole path, from articles and a child's report to the official document."""
    from lachan.serve.commands import run_main_job

    run_main_job(source)
