"""The scheduler writes down when each step began and how it ended."""

from datetime import datetime

from django.db.models import F

from lachan.clocks.models import StepRun


def note_started(*, name: str, now: datetime) -> None:
    """The step begins. Written before the work, so that a crash in it is visible."""
    StepRun.objects.update_or_create(name=name, defaults={"last_started": now})


def note_finished(*, name: str, now: datetime, error: str = "") -> None:
    """The step ended; `error` is a code, empty when all was well."""
    run = StepRun.objects.filter(name=name)
    if error:
        run.update(last_error=error, failures=F("failures") + 1)
    else:
        run.update(last_ok=now, last_error="", failures=0)
