"""Runs what must happen by itself: each step when its turn has come, one scheduler at a time.

Steps sweep for what is due and are safe to repeat, so one run after a long silence catches up.
The next turn is counted from the last start kept in the database, not from memory.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from lachan.clocks.models import StepRun
from lachan.clocks.operations.heartbeat import note_finished, note_started
from lachan.clocks.queries import silent_since

__all__ = ["Step", "run_due", "silent_since"]

log = logging.getLogger(__name__)

# Ours alone among the advisory locks of the database ("lachancl").
ONLY_SCHEDULER = 0x6C61_6368_616E_636C


@dataclass(frozen=True, slots=True)
class Step:
    """Something to run every so often. `run` takes the moment and may be repeated without harm."""

    name: str
    every: timedelta
    run: Callable[[datetime], object]


def run_due(steps: Sequence[Step], now: datetime) -> list[str]:
    """Runs the steps whose turn has come, the longest overdue first; names of those that ran well.

    A step that fails is noted with the class of its error, logged, and does not stop the others;
    it gets its next turn as usual. Empty when another scheduler works on the same database.
    A lost database ends the run with Django's error: there is nowhere to note it.
    """
    with _only_scheduler() as alone:
        return [step.name for step in _due(steps, now) if _run(step, now)] if alone else []


def _due(steps: Sequence[Step], now: datetime) -> list[Step]:
    started = dict(StepRun.objects.values_list("name", "last_started"))
    never = datetime.min.replace(tzinfo=now.tzinfo)
    turns = [
        (started[step.name] + step.every if step.name in started else never, step) for step in steps
    ]
    return [step for turn, step in sorted(turns, key=lambda pair: pair[0]) if turn <= now]


def _run(step: Step, now: datetime) -> bool:
    note_started(name=step.name, now=now)
    try:
        step.run(now)
    except Exception as error:
        log.exception("scheduler step %s failed", step.name)
        note_finished(name=step.name, now=now, error=type(error).__name__)
        return False
    note_finished(name=step.name, now=now)
    return True


@contextmanager
def _only_scheduler() -> Iterator[bool]:
    """Holds the lock of the session; PostgreSQL lets go of it if the process dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONLY_SCHEDULER])
        alone = bool(cursor.fetchone()[0])
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONLY_SCHEDULER])
