"""What is done again and again, and how often. The one place where the storeys' steps meet."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from lachan.clocks.scheduler import Step


@cache
def steps() -> tuple[Step, ...]:
    """The steps in the order in which they are looked at."""
    return (
        _every(timedelta(seconds=10), "jobs.rescue", _rescue_jobs),
    )  # fmt: skip


def _every(period: timedelta, name: str, run: Callable[[datetime], None]) -> Step:
    return Step(name=name, every=period, run=run)


def _rescue_jobs(_now: datetime) -> None:
    from lachan.serve.worker import rescue_jobs

    rescue_jobs()
