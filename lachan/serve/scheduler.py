"""Runs the steps that are due, one process per installation; a second one only waits its turn."""

import logging
import sys
import time
from datetime import UTC, datetime

from django.db import InterfaceError, OperationalError, connection

from lachan.config import environment
from lachan.config.boot import wake_django
from lachan.serve import database

_BEAT = 0.5

log = logging.getLogger(__name__)


def main() -> None:
    """Runs for ever; a lost database makes it wait and then catch up."""
    given = environment.read()
    database.wait_until_it_answers(given.conninfo, _say)
    wake_django()
    from lachan.clocks.scheduler import run_due
    from lachan.serve.schedule import STEPS

    while True:
        try:
            run_due(STEPS, datetime.now(UTC))
        except (OperationalError, InterfaceError):
            _say("The database was lost; steps that come due meanwhile are caught up.")
            connection.close()
            database.wait_until_it_answers(given.conninfo, _say)
        time.sleep(_BEAT)


def _say(text: str) -> None:
    print(f"scheduler: {text}", file=sys.stderr, flush=True)
