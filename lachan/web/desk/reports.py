"""Báo cáo: a period's report from draft to signature, and the records behind each figure."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from lachan.common.errors import NotFound
from lachan.common.refs import Ref
from lachan.common.time import local_date
from lachan.papers import queries as papers
from lachan.papers.access import paper_for
from lachan.people.permissions import Permission, holds
from lachan.people.queries import names_on
from lachan.programme import operations as do
from lachan.programme import queries
from lachan.programme.access import figure_for, report_for
from lachan.programme.levels import by_level
from lachan.programme.models import Figure, FigureSide, FigureSource, Report
from lachan.programme.periods import PeriodKind, containing, title, window
from lachan.programme.rules import (
    REPORT_LABELS,
    SECTION_TITLES,
    ReportState,
    Section,
    number_text,
    percent_text,
)
from lachan.web.desk.acts import find, fitting
from lachan.web.desk.links import addresses
from lachan.web.desk.listing import show
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.performing import attempt, perform, status_of
from lachan.web.desk.report_acts import ACTS
from lachan.web.desk.report_table import report_table
from lachan.web.desk.standing import unit_at_work

SHOWN = 500
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class NewReport(forms.Form):
    """A period to report on: this half-year or one before."""

    begun: Report
    period = forms.ChoiceField(label=gettext_lazy("Kỳ báo cáo"))

    def offer(self, request: DeskRequest) -> None:
        now = containing(PeriodKind.HALF_YEAR, local_date(request.now))
        kinds = [(now.year, 1), (now.year, 2), (now.year - 1, 2), (now.year - 1, 1)]
        windows = [window(PeriodKind.HALF_YEAR, year, number) for year, number in kinds]
        begun = [one for one in windows if one.start <= local_date(request.now)]
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.start.isoformat(), capfirst(title(one, gettext))) for one in begun]
        field.initial = now.start.isoformat()


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_REPORT)
def reports(request: DeskRequest) -> HttpResponseBase:
    """The reports of one's reach; who prepares them can begin one here."""
    may_prepare = holds(request.actor, Permission.PREPARE_REPORT)
    form = NewReport(request.POST or None) if may_prepare else None
    refusal = None
    if form:
        form.offer(request)
        if request.method == "POST" and form.is_valid():
            refusal = attempt(form, lambda: _begin(form, request))
            if refusal is None:
                return redirect("desk_report", form.begun.pk)
    units = names_on(local_date(request.now))
    table = report_table(units)
    context = {"heading": gettext("Báo cáo"), "form": form}
    answer = show(request, table, queries.reports(request.actor), "desk/reports.html", context)
    answer.status_code = status_of(form, refusal)
    return answer


def _begin(form: NewReport, request: DeskRequest) -> None:
    by, now = request.actor, request.now
    day = forms.DateField().clean(form.cleaned_data["period"])
    period = do.open_period(kind=PeriodKind.HALF_YEAR, day=day, by=by, now=now)
    programme = queries.programme_on(local_date(now))
    if programme is None:
        raise NotFound
    unit = unit_at_work(request, Permission.PREPARE_REPORT)
    form.begun = do.prepare_report(programme=programme, period=period, unit=unit, by=by, now=now)


@needs(Permission.READ_REPORT)
def report(request: DeskRequest, report_id: int) -> HttpResponse:
    """The figures beside last year's, each a link to its records; the text; the papers."""
    one = report_for(request.actor, report_id)
    subject = Ref.of(one)
    told, without = queries.by_data(queries.figures(one))
    context: dict[str, Any] = {
        "report": one,
        "state": gettext(REPORT_LABELS[ReportState(one.state)]),
        "unit": names_on(local_date(request.now)).get(one.unit_id, ""),
        "figures": [_line(figure) for figure in told],
        "without": without,
        "compared": any(figure.previous_numerator is not None for figure in told),
        "of_all": len(told) + len(without),
        "sections": [
            (section.value, gettext(SECTION_TITLES[section]), one.narrative.get(section.value, ""))
            for section in Section
        ],
        "missing": queries.missing_units(one),
        "unwritten": [gettext(SECTION_TITLES[part]) for part in queries.missing_sections(one)],
        "papers": papers.for_subject(request.actor, subject),
        "acts": fitting(ACTS, one, request.actor),
        "here": reverse("desk_report", args=[one.pk]),
        "version": 0,
    }
    return render(request, "desk/report.html", context)


def _line(figure: Figure) -> dict[str, Any]:
    ratio = bool(figure.indicator.denominator)
    return {
        "figure": figure,
        "numerator": gettext(number_text(figure.numerator)),
        "denominator": gettext(number_text(figure.denominator)) if ratio else "–",
        "percent": gettext(percent_text(figure.numerator, figure.denominator)) if ratio else "–",
        "previous": gettext(number_text(figure.previous_numerator)),
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_REPORT)
def act(request: DeskRequest, report_id: int, code: str) -> HttpResponse:
    seen = report_for(request.actor, report_id)
    chosen = find(ACTS, code, seen)
    one = report_for(request.actor, report_id, chosen.permission)
    back = reverse("desk_report", args=[one.pk])
    return perform(request, chosen, one, back=back, label=capfirst(one.period.title))


@needs(Permission.READ_REPORT)
def figure(request: DeskRequest, figure_id: int) -> HttpResponse:
    """The records that add up to a number: their official numbers and moments, no child's data.

    A record is a link only for somebody whose role opens such records; its door decides again.
    """
    one = figure_for(request.actor, figure_id)
    units = names_on(local_date(request.now))
    sides = [FigureSide.NUMERATOR] + ([FigureSide.DENOMINATOR] if one.indicator.denominator else [])
    context = {
        "figure": one,
        "line": _line(one),
        "sides": [_records(one, side, units, request) for side in sides],
    }
    return render(request, "desk/figure.html", context)


def _records(
    figure: Figure, side: FigureSide, units: dict[int, str], request: DeskRequest
) -> dict[str, Any]:
    found = queries.sources(figure, side)
    shown = list(found[:SHOWN])
    pages = addresses(map(_record, shown), request.actor)
    numerator = side is FigureSide.NUMERATOR
    levels = by_level(figure, side)
    return {
        "title": figure.indicator.numerator_name
        if numerator
        else figure.indicator.denominator_name,
        "total": figure.numerator if numerator else figure.denominator,
        "rows": [
            {
                "source": source,
                "unit": units.get(source.unit_id or 0, ""),
                "href": pages.get(_record(source)),
            }
            for source in shown
        ],
        "more": max(found.count() - SHOWN, 0),
        "levels": levels,
        "units": sum(one.units for one in levels if one.level),
    }


def _record(source: FigureSource) -> Ref:
    return Ref(source.kind, source.record_id)


@needs(Permission.READ_REPORT)
def paper(request: DeskRequest, paper_id: str) -> HttpResponse:
    """The .docx as issued. The download is in the trail."""
    one = paper_for(request.actor, paper_id, now=request.now)
    answer = HttpResponse(papers.content_of(one), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{papers.file_name(one)}"'
    return answer
