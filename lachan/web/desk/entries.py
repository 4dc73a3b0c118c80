"""Nhập số liệu: what the system cannot count, typed in by the unit that knows it."""

from collections.abc import Iterator
from typing import Any

from django import forms
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
from lachan.programme.models import EnteredValue, Indicator, Period, Side
from lachan.programme.periods import PeriodKind
from lachan.web.desk.needs import DeskRequest, needs, unit_at_work

Row = tuple[Indicator, Side]


class EntriesForm(forms.Form):
    """A number or a reason for each row; what stays empty is not entered, and not zero."""

    def __init__(
        self, rows: list[Row], known: dict[tuple[int, str], EnteredValue], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.known = rows, known
        for indicator, side in rows:
            value = known.get((indicator.pk, side.value))
            self.fields[_name(indicator, side)] = forms.IntegerField(
                label=_label(indicator, side),
                min_value=0,
                required=False,
                initial=value.value if value else None,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-10"}),
            )
            self.fields[_name(indicator, side, "ly-do")] = forms.CharField(
                label=gettext("Nếu không có số liệu: vì sao"),
                max_length=300,
                required=False,
                initial=value.missing_reason if value else "",
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for indicator, side in self.rows:
            number, reason = self._told(given, indicator, side)
            if number is not None and reason:
                text = gettext("Đã có số thì bỏ trống lý do, hoặc ngược lại.")
                self.add_error(_name(indicator, side), text)
        return given

    def changes(self) -> Iterator[tuple[Indicator, Side, int | None, str]]:
        """The rows that say something new."""
        for indicator, side in self.rows:
            number, reason = self._told(self.cleaned_data, indicator, side)
            before = self.known.get((indicator.pk, side.value))
            told = (number, reason)
            if told != (None, "") and (
                before is None or told != (before.value, before.missing_reason)
            ):
                yield indicator, side, number, reason

    def _told(
        self, given: dict[str, Any], indicator: Indicator, side: Side
    ) -> tuple[int | None, str]:
        number = given.get(_name(indicator, side))
        return number, (given.get(_name(indicator, side, "ly-do")) or "").strip()


def _name(indicator: Indicator, side: Side, part: str = "so") -> str:
    return f"{part}-{indicator.pk}-{side.value}"


def _label(indicator: Indicator, side: Side) -> str:
    of = indicator.numerator_name if side is Side.NUMERATOR else indicator.denominator_name
    name, unit = gettext(of or indicator.name), gettext(indicator.unit_word)
    return f"{indicator.code}. {name} ({unit})"


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
