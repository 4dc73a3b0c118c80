"""Is the scheduler alive."""

from datetime import datetime, timedelta

from django.db.models import Max, Min, QuerySet

from lachan.clocks.models import Clock, StepRun

# A scheduler that has done nothing for this long is taken for dead.
SILENT_AFTER = timedelta(minutes=10)


def silent_since(now: datetime) -> datetime | None:
    """Since when no step has started, if that is more than ten minutes ago; None when all is well.

    A scheduler that never ran is missed from the first clock on that it should have watched.
    """
    beat = StepRun.objects.aggregate(last=Max("last_started"))["last"]
    if beat is None:
        beat = Clock.objects.aggregate(first=Min("recorded_at"))["first"]
    return beat if beat is not None and now - beat > SILENT_AFTER else None


def last_good_run(step: str) -> datetime | None:
    """When the step began that last ended well; None when it never did."""
    return StepRun.objects.filter(name=step).values_list("last_ok", flat=True).first()


def failing_steps() -> QuerySet[StepRun]:
    """Steps whose last run failed, the longest failing first."""
    return StepRun.objects.exclude(last_error="").order_by("last_ok", "name")
