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


def main() -> None:
    """Prepares, telling progress on stderr, and prints the demo's sign-in people as JSON."""
    given = environment.read()
    database.wait_until_it_answers(_server(given), _tell, patience=30)
    database.create_if_missing(given.conninfo)
    database.refuse_unfit(given.conninfo)
    wake_django()
    with _my_turn():
        now = timezone.now()
        migrate()
        _keys(now)
        _content(now)
        if given.demo:
            _demo(now)
    collect_static()
    print(json.dumps(_sign_in_people() if given.demo else []))


def migrate() -> None:
    """Applies what is missing; a database already in shape costs one query."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _tell("Bringing the database to this version's shape.")
        call_command("migrate", verbosity=0, interactive=False)


def collect_static() -> None:
    call_command("collectstatic", verbosity=0, interactive=False)


def _server(given: environment.Environment) -> str:
    """Our own server answers under `postgres` before our database is made."""
    return (
        given.conninfo.replace("dbname=lachan", "dbname=postgres")
        if (given.owns_postgres)
        else given.conninfo
    )


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


def _demo(now: datetime) -> None:
    """Once, whole or not at all: an interrupted first run leaves no mark and no half."""
    from lachan.demo.seed import seed
    from lachan.serve.models import StartMark
    from lachan.serve.operations import mark

    if StartMark.objects.filter(name="demo").exists():
        return
    _tell("Inventing people and stories for the demo.")
    with transaction.atomic():
        seed(now=now)
        mark("demo", "told", now=now)


def _sign_in_people() -> list[dict[str, str]]:
    from django.core import signing

    from lachan.demo.seed import sign_in_people

    return [
        {"role": str(role), "token": signing.dumps(user.pk, salt="lachan.demo")}
        for role, user in sign_in_people()
    ]


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
