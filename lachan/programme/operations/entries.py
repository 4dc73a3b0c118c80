"""Values that units type in, where the system cannot count."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people import queries as people
from lachan.people.models import Unit
from lachan.people.permissions import Permission
from lachan.people.rules import Function
from lachan.programme import access
from lachan.programme.errors import NotAReporter, ValueOrReason
from lachan.programme.models import EnteredValue, Indicator, Period, Side
from lachan.programme.models.indicators import ENTERED


@transaction.atomic
def enter_value(
    *,
    indicator: Indicator,
    side: Side,
    unit: Unit,
    period: Period,
    value: int | None,
    missing_reason: str = "",
    by: Author,
    now: datetime,
) -> EnteredValue:
    """A unit's value for one side of an indicator, or why it has none; a correction is a version.

    Values entered after a report was submitted do not change it: its figures are frozen.
    """
    access.unit_for(by, unit, Permission.REPORT_DUTY)
    reason = missing_reason.strip()
    if (value is None) == (reason == "") or (value is not None and value < 0):
        raise ValueOrReason
    if not _enters(indicator, side, unit, period):
        raise NotAReporter(indicator=indicator.code)
    # Two people of one unit entering at once would take the same version.
    Unit.objects.select_for_update().get(pk=unit.pk)
    place = {"indicator": indicator, "side": side, "unit": unit, "period": period}
    newest = EnteredValue.objects.filter(**place).aggregate(newest=Max("version"))["newest"] or 0
    entered = EnteredValue.objects.create(
        **place,
        version=newest + 1,
        value=value,
        missing_reason=reason,
        entered_by_id=by.user_id,
        entered_at=now,
    )
    journal.record(
        by=by,
        action="value.entered",
        subject=entered,
        at=now,
        indicator=indicator.code,
        side=side.value,
        period=period.code,
        unit=unit.pk,
        version=entered.version,
        value=value,
    )
    return entered


def _enters(indicator: Indicator, side: Side, unit: Unit, period: Period) -> bool:
    source = indicator.numerator if side == Side.NUMERATOR else indicator.denominator
    return source == ENTERED and any(
        people.holders_of(Function(function), period.window.last_day).filter(pk=unit.pk).exists()
        for function in indicator.reporters
    )
