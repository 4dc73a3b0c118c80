"""What is done again and again, and how often. The one place where the storeys' steps meet."""

from datetime import datetime, timedelta

from lachan.cases import operations as cases
from lachan.clocks import operations as clocks
from lachan.clocks.scheduler import Step
from lachan.journal import operations as journal
from lachan.monitor import tasks as monitor
from lachan.notices import operations as notices
from lachan.programme import operations as programme
from lachan.serve import warnings
from lachan.serve.worker import rescue_jobs
from lachan.tips import operations as tips
from lachan.triage import operations as triage


def _seal(now: datetime) -> None:
    journal.seal(now=now)


def _anchor(now: datetime) -> None:
    journal.anchor(now=now)


def _take_in(now: datetime) -> None:
    triage.take_in(now=now)


def _watch(now: datetime) -> None:
    triage.watch(now=now)


def _wake_cases(now: datetime) -> None:
    cases.wake_due(now=now)


def _warn(now: datetime) -> None:
    clocks.climb_ladder(now=now, tell=warnings.tell)


def _deliver(now: datetime) -> None:
    notices.deliver_due(now=now)


def _remind(now: datetime) -> None:
    programme.remind_due(now=now)


def _purge_drafts(now: datetime) -> None:
    tips.purge(now=now)


# Each is a sweep that may be repeated without harm. The anchor is asked for hourly and made daily:
# asking again on the same day returns the file already there.
STEPS = (
    Step("journal.seal", timedelta(seconds=1), _seal),
    Step("triage.take_in", timedelta(seconds=2), _take_in),
    Step("triage.watch", timedelta(seconds=30), _watch),
    Step("cases.wake_due", timedelta(minutes=1), _wake_cases),
    Step("clocks.climb_ladder", timedelta(seconds=30), _warn),
    Step("notices.deliver_due", timedelta(seconds=10), _deliver),
    Step("programme.remind_due", timedelta(hours=1), _remind),
    Step("tips.purge", timedelta(seconds=60), _purge_drafts),
    Step("monitor.fetch_due", timedelta(minutes=1), monitor.fetch_due),
    Step("monitor.resume_left_behind", timedelta(minutes=1), monitor.resume_left_behind),
    Step(monitor.REREAD, timedelta(minutes=10), monitor.reread),
    Step("jobs.rescue", timedelta(seconds=5), rescue_jobs),
    Step("journal.anchor", timedelta(hours=1), _anchor),
)
