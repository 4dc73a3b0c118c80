"""What happens to the database before the doors open; each piece may be interrupted and repeated.

Runs in a process of its own, so that the parent, which only watches, stays small.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from lachan.config import environment
from lachan.config.boot import wake_django
from lachan.serve import database

# Any number that is ours alone: hosts that start together prepare one after another.
_TURN = 0x1AC4A
_DEMO = "demo"


class NotForThisMode(SystemExit):
    """The database holds the demo's people and the mode is not demo, or the other way round."""


def main() -> None:
    """Prepares, telling progress on stderr, and prints the demo's sign-in people as JSON."""
    given = environment.read()
    database.wait_until_it_answers(given.conninfo, _tell, patience=30)
    database.create_if_missing(given.conninfo)
    database.refuse_unfit(given.conninfo)
    wake_django()
    furnish(demo=given.demo)
    collect_static()
    print(json.dumps(sign_in_people() if given.demo else []))


def furnish(*, demo: bool) -> None:
    """Tables, keys, content/ and, in demo mode, invented people; hosts take turns."""
    with _my_turn():
        now = timezone.now()
        migrate()
        _refuse_other_mode(demo=demo)
        _keys(now)
        _content(now)
        if demo:
            _demo(now)


def migrate() -> None:
    """Applies what is missing; a database already in shape costs one query."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _tell("Bringing the database to this version's shape.")
        call_command("migrate", verbosity=0, interactive=False)


def collect_static() -> None:
    call_command("collectstatic", verbosity=0, interactive=False)


@contextmanager
def _my_turn() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_TURN])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_TURN])


def _keys(now: datetime) -> None:
    from lachan.serve.keys import check_keys

    check_keys(now=now)


def _content(now: datetime) -> None:
    """Every time: what has not changed costs a glance, and a half-told start is made whole."""
    from django.conf import settings

    from lachan.serve.content import load

    load(settings.CONTENT, now=now)


def _refuse_other_mode(*, demo: bool) -> None:
    """Invented people and real ones never share a database."""
    from lachan.people.models import User

    if demo and not _told() and User.objects.exists():
        raise NotForThisMode(
            "This database has staff who are not the demo's. Demo mode changes nothing in it: "
            "unset LACHAN_MODE, or use another DATABASE_URL or LACHAN_VAR."
        )
    if not demo and _told():
        raise NotForThisMode(
            "This database holds the demo's invented people and stories. Use an empty one: "
            "another DATABASE_URL or LACHAN_VAR; or set LACHAN_MODE=demo to go on with the demo."
        )


def _demo(now: datetime) -> None:
    """Once, whole or not at all: an interrupted first run leaves no mark and no half."""
    from lachan.demo import seed
    from lachan.serve.operations import mark

    if _told():
        return
    _tell("Inventing people and stories for the demo.")
    with transaction.atomic():
        seed.seed(now=now)
        mark(_DEMO, "told", now=now)


def _told() -> bool:
    from lachan.serve.models import StartMark

    return StartMark.objects.filter(name=_DEMO).exists()


def sign_in_people() -> list[dict[str, str]]:
    from django.core import signing

    from lachan.demo import seed

    return [
        {"role": str(role), "token": signing.dumps(user.pk, salt="lachan.demo")}
        for role, user in seed.sign_in_people()
    ]


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
