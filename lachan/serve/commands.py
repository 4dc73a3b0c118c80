"""The commands that need the database, each in a few lines."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from lachan.serve.at_hand import database_at_hand

Say = Callable[[str], None]


def migrate() -> None:
    """Brings the database to this version's shape."""
    with database_at_hand():
        from lachan.serve import prepare

        prepare.migrate()


def load_content(folder: Path | None) -> None:
    """Loads content/, or another folder laid out like it, whether or not it changed."""
    with database_at_hand():
        from django.conf import settings

        from lachan.serve import content

        content.load(folder or settings.CONTENT, now=datetime.now(UTC))


def add_staff(*, email: str, name: str, unit_code: str, role: str, password: str, say: Say) -> None:
    """Makes an account with one position, as the machine's own administrator."""
    with database_at_hand():
        from django.core.exceptions import ValidationError

        from lachan.common.errors import Refused
        from lachan.serve.first_staff import add

        try:
            add(email, name, unit_code, role, password, now=datetime.now(UTC))
        except ValidationError as problem:
            raise SystemExit(" ".join(problem.messages)) from None
        except Refused as refusal:
            raise SystemExit(str(refusal)) from None
        say(f"{email} can sign in at /lam-viec/ and will be asked for a second factor.")


def verify_journal(say: Say) -> int:
    """Exit code 0 when the whole chain is sound, else 1 with a line for each problem."""
    with database_at_hand():
        from lachan.journal.verification import verify

        verdict = verify(lambda count: say(f"… {count} entries read"))
        for problem in verdict.problems:
            say(f"PROBLEM: {problem}")
        say(
            f"{verdict.checked} sealed entries checked, {verdict.unsealed} wait for their seal, "
            f"{verdict.anchors} anchors match: {'sound' if verdict.ok else 'NOT SOUND'}."
        )
        return 0 if verdict.ok else 1


def run_main_job(source: Path) -> None:
    """Drives the whole path on real articles, in demo mode and on the demo's database only."""
    from lachan.common.errors import Fault, Refused
    from lachan.config import environment

    if not environment.read().demo:
        raise environment.Misconfigured("`lachan demo` runs in demo mode only: LACHAN_MODE=demo.")
    with database_at_hand():
        from lachan.demo.main_job import run
        from lachan.serve.prepare import furnish

        furnish(demo=True)
        try:
            run(source, now=datetime.now(UTC))
        except (Fault, Refused) as refusal:
            raise SystemExit(str(refusal)) from None
