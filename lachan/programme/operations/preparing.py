"""Preparing a report: the period, the figures with their records, the text."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.models import Unit
from lachan.people.permissions import Permission
from lachan.programme import access, figures, periods, queries
from lachan.programme.errors import EditionOpen, FiguresFrozen
from lachan.programme.models import (
    Figure,
    FigureSide,
    FigureSource,
    MissingUnit,
    Period,
    Programme,
    Report,
)
from lachan.programme.rules import OPEN_REPORT, REPORT_LABELS, ReportState, Section


@transaction.atomic
def open_period(*, kind: periods.PeriodKind, day: date, by: Author, now: datetime) -> Period:
    """The period of the kind that holds the day; made when nobody has spoken of it yet."""
    window = periods.containing(kind, day)
    period, new = Period.objects.get_or_create(
        code=window.code,
        defaults={
            "kind": kind.value,
            "year": window.year,
            "number": window.number,
            "starts_on": window.start,
            "ends_on": window.end,
        },
    )
    if new:
        journal.record(by=by, action="period.opened", subject=period, at=now, code=period.code)
    return period


@transaction.atomic
def prepare_report(
    *, programme: Programme, period: Period, unit: Unit, by: Author, now: datetime
) -> Report:
    """A draft with every figure worked out. After the last one was issued: its next edition.

    Raises EditionOpen while another edition of the period is being worked on.
    """
    access.unit_for(by, unit, Permission.PREPARE_REPORT)
    Unit.objects.select_for_update().get(pk=unit.pk)
    editions = Report.objects.filter(programme=programme, unit=unit, period=period)
    if editions.exclude(state=ReportState.ISSUED).exists():
        raise EditionOpen
    report = Report.objects.create(
        programme=programme,
        unit=unit,
        period=period,
        edition=editions.count() + 1,
        state=ReportState.DRAFT,
        prepared_by_id=by.user_id,
        prepared_at=now,
        computed_at=now,
    )
    _write_figures(report)
    journal.record(
        by=by,
        action="report.prepared",
        subject=report,
        at=now,
        period=period.code,
        edition=report.edition,
    )
    return report


@transaction.atomic
def recompute(*, report: Report, by: Author, now: datetime) -> Report:
    """Works every figure out anew, from what is recorded and entered by now."""
    report = open_report(report, by)
    report.computed_at = now
    report.save(update_fields=["computed_at"])
    report.figures.all().delete()
    report.missing_units.all().delete()
    _write_figures(report)
    journal.record(by=by, action="report.recomputed", subject=report, at=now)
    return report


@transaction.atomic
def write_section(
    *, report: Report, section: Section, text: str, by: Author, now: datetime
) -> Report:
    """Writes one part of the report, as plain text; a blank line parts paragraphs."""
    report = open_report(report, by)
    report.narrative = report.narrative | {section.value: text.strip()}
    report.save(update_fields=["narrative"])
    journal.record(by=by, action="report.written", subject=report, at=now, section=section.value)
    return report


def open_report(report: Report, by: Author) -> Report:
    """The locked row of a report whose text and figures may still change."""
    access.report_for(by, report.pk, Permission.PREPARE_REPORT)
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state not in OPEN_REPORT:
        raise FiguresFrozen(state=REPORT_LABELS[ReportState(report.state)])
    return report


def _write_figures(report: Report) -> None:
    scope = queries.scope_of(report.unit_id, report.period.window.last_day)
    indicators = queries.indicators_of(report.programme)
    worked = figures.work_out(indicators, report.period, scope=scope)
    rows = Figure.objects.bulk_create(_figure(report, work) for work in worked)
    FigureSource.objects.bulk_create(
        (source for row, work in zip(rows, worked, strict=True) for source in _sources(row, work)),
        batch_size=2000,
    )
    MissingUnit.objects.bulk_create(
        MissingUnit(report=report, unit_id=unit_id) for unit_id in sorted(_silent(worked))
    )


def _figure(report: Report, work: figures.Worked) -> Figure:
    return Figure(
        report=report,
        indicator=work.indicator,
        numerator=work.numerator.value,
        denominator=work.denominator.value,
        previous_numerator=work.previous_numerator.value,
        previous_denominator=work.previous_denominator.value,
        units_missing=len(work.missing),
    )


def _sources(figure: Figure, work: figures.Worked) -> Iterable[FigureSource]:
    counts = {
        FigureSide.NUMERATOR: work.numerator,
        FigureSide.DENOMINATOR: work.denominator,
        FigureSide.PREVIOUS_NUMERATOR: work.previous_numerator,
        FigureSide.PREVIOUS_DENOMINATOR: work.previous_denominator,
    }
    for side, count in counts.items():
        for source in count.sources:
            yield FigureSource(
                figure=figure,
                side=side,
                kind=source.ref.kind,
                record_id=source.ref.id,
                label=source.label,
                at=source.at,
                unit_id=source.unit_id,
                amount=source.amount,
                dims=dict(source.dims),
            )


def _silent(worked: Iterable[figures.Worked]) -> set[int]:
    """Units that owe values and neither gave any nor said why."""
    owing = {unit for work in worked for unit in work.missing}
    return owing - {unit for work in worked for unit in work.answered}
