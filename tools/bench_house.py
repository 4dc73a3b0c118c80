"""A house to measure in: a PostgreSQL of its own with the settings we ship, gone afterwards.

Nothing of an installation is touched, whatever DATABASE_URL or LACHAN_VAR say.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from steps import ROOT

_held = ExitStack()

# Since then staff sit in the units of today's map.
AT_WORK = timedelta(days=300)


@dataclass(frozen=True)
class House:
    """The database's address, the folder of state, and the staff: people and units by id."""

    conninfo: str
    var: Path
    now: datetime
    communes: list[int]
    workers: list[int]
    content_unit: int
    desk_unit: int
    people: dict[str, Any]

    @property
    def busy(self) -> int:
        """The user who works in the commune with the most cases."""
        return self.workers[0]


@contextmanager
def scratch_database() -> Iterator[Path]:
    """A folder and a running server; Django is awake over an empty database when it is given."""
    from lachan.config.environment import socket_folder
    from lachan.serve.own_postgres import OwnPostgres, wait_until_ready
    from lachan.serve.parts import Running

    above = Path(os.environ.get("LACHAN_VAR") or ROOT / "var").absolute()
    above.mkdir(parents=True, exist_ok=True)
    var = Path(tempfile.mkdtemp(prefix="bench-", dir=above))
    var.chmod(0o711)
    data = var / "postgres"
    server = OwnPostgres(data, socket_folder(data), var / "postgres.log")
    server.prepare()
    running = Running(server.part())
    running.start()
    try:
        assert running.process is not None
        wait_until_ready(server, running.process)
        _wake(var, f"host={server.sockets} user=postgres dbname=lachan")
        yield var
    finally:
        running.ask_to_stop()
        running.wait_or_kill(time.monotonic() + 20)
        shutil.rmtree(var)


def _wake(var: Path, conninfo: str) -> None:
    """Test mode: known secrets, no mail, and the second factor asked for as in production."""
    for name in [name for name in os.environ if name.startswith("LACHAN_")]:
        del os.environ[name]
    os.environ |= {"LACHAN_MODE": "test", "LACHAN_VAR": str(var), "DATABASE_URL": conninfo}
    from lachan.config.boot import wake_django
    from lachan.serve import database

    database.create_if_missing(conninfo)
    wake_django()
    (var / "static").mkdir()  # WhiteNoise looks for it


@cache
def house() -> House:
    """The one house of this run: tables, content/, invented staff, no work yet."""
    var = _held.enter_context(scratch_database())
    from django.utils import timezone

    from lachan.demo.people import invent
    from lachan.serve.prepare import furnish

    now = timezone.now()
    tell("Furnishing an empty house: tables, content/, staff in 92 communes.")
    furnish(demo=False)
    people = {role.value: user for role, user in invent(now=now - AT_WORK).items()}
    return _staffed(var, now, people)


def close() -> None:
    """Stops the server and removes the folder."""
    if house.cache_info().currsize:
        from django.db import connections

        connections.close_all()
    _held.close()


def _staffed(var: Path, now: datetime, people: dict[str, Any]) -> House:
    """The busiest commune is the one where the demo's invented worker sits."""
    from lachan.common.time import local_date
    from lachan.people.models import Membership
    from lachan.people.queries import commune_units, holder_of
    from lachan.people.rules import Function

    on = local_date(now)
    worker = people["commune_worker"]
    home = Membership.objects.get(user=worker).unit_id
    others = [unit for unit in commune_units(on) if unit.pk != home]
    working = [worker, *(_worker(unit, now) for unit in others)]
    people["quiet_worker"] = working[-1]
    content, desk = holder_of(Function.E_INFORMATION_LEAD, on), holder_of(Function.INTAKE_DESK, on)
    assert content is not None
    assert desk is not None
    return House(
        conninfo=os.environ["DATABASE_URL"],
        var=var,
        now=now,
        communes=[home, *(unit.pk for unit in others)],
        workers=[user.pk for user in working],
        content_unit=content.pk,
        desk_unit=desk.pk,
        people=people,
    )


def _worker(unit: Any, now: datetime) -> Any:
    from lachan.demo.people import BY
    from lachan.people.operations import add_member, create_user
    from lachan.people.rules import Role

    user = create_user(
        email=f"xa-{unit.pk}@lachan.example",
        full_name=f"Người Làm Công Tác {unit.pk}",
        by=BY,
        now=now - AT_WORK,
    )
    add_member(user=user, unit=unit, role=Role.COMMUNE_WORKER, by=BY, now=now - AT_WORK)
    return user


def tell(text: str) -> None:
    """What is happening, on stderr, so that the figures stand alone."""
    print(text, file=sys.stderr, flush=True)
