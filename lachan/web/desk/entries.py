"""Nhập số liệu: what the system cannot count, typed in by the unit that knows it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from lachan.common.time import local_date
from lachan.people.models import Unit
from lachan.people.permissions import Permission
from lachan.people.queries import unit_name
from lachan.programme import operations as do
from lachan.programme import queries
from lachan.programme.models import Period
from lachan.programme.periods import PeriodKind
from lachan.web.desk.entries_form import EntriesForm
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.standing import unit_at_work


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT_DUTY)
def entries(request: DeskRequest) -> HttpResponse:
    """This half-year's values of one's own unit; a later entry is a correction, kept beside."""
    unit, period = _mine(request)
    programme = queries.programme_on(local_date(request.now))
    rows = queries.to_enter(unit, programme, period) if programme else []
    known = dict(queries.newest_values(request.actor, unit, period))
    form = EntriesForm(rows, known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = _keep(form, unit, period, request)
        messages.success(request, gettext("Đã lưu %(n)d số liệu.") % {"n": count})
        return redirect("desk_entries")
    context = {
        "form": form,
        "period": period,
        "rows": rows,
        "unit": unit_name(unit.pk, local_date(request.now)),
    }
    return render(request, "desk/entries.html", context, status=400 if form.errors else 200)


def _mine(request: DeskRequest) -> tuple[Unit, Period]:
    unit = unit_at_work(request, Permission.REPORT_DUTY)
    period = do.open_period(
        kind=PeriodKind.HALF_YEAR,
        day=local_date(request.now),
        by=request.actor,
        now=request.now,
    )
    return unit, period


@transaction.atomic
def _keep(form: EntriesForm, unit: Unit, period: Period, request: DeskRequest) -> int:
    """All of the page or none of it; how many values were written."""
    found = list(form.changes())
    for indicator, side, number, reason in found:
        do.enter_value(
            indicator=indicator,
            side=side,
            unit=unit,
            period=period,
            value=number,
            missing_reason=reason,
            by=request.actor,
            now=request.now,
        )
    return len(found)
