"""Reads of the programme that the desk needs."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Count, QuerySet, Sum

from lachan.common.time import local_date
from lachan.journal.rules import Author
from lachan.people import queries as people
from lachan.people.models import Unit
from lachan.people.permissions import Permission
from lachan.people.rules import Function
from lachan.programme.models import (
    Assignment,
    Directive,
    Duty,
    EnteredValue,
    Figure,
    FigureSide,
    FigureSource,
    Indicator,
    LevelDeadline,
    Period,
    Programme,
    Report,
    Side,
)
from lachan.programme.models.indicators import ENTERED
from lachan.programme.rules import REQUIRED_SECTIONS, Section, Timeliness, timeliness
from lachan.programme.suppression import Published, suppress, suppress_ratio

_WHOLE_PROVINCE = (Function.PROGRAMME_LEAD, Function.PROVINCE_AUTHORITY)


def programme_on(day: date) -> Programme | None:
    """The programme that runs on the day; after its end, the last one until another is entered."""
    begun = Programme.objects.filter(starts_on__lte=day)
    return begun.order_by("-ends_on", "-starts_on").first()


def indicators_of(programme: Programme) -> list[Indicator]:
    """The newest version of every indicator, in the order of the papers."""
    newest = {indicator.code: indicator for indicator in programme.indicators.order_by("version")}
    return sorted(newest.values(), key=lambda indicator: indicator.position)


def scope_of(unit_id: int, on: date) -> frozenset[int] | None:
    """The units whose records a unit's report counts: None, the whole province, for its leads."""
    for function in _WHOLE_PROVINCE:
        if people.holders_of(function, on).filter(pk=unit_id).exists():
            return None
    return people.reach([unit_id], on).get(unit_id, (frozenset({unit_id}),))[0]


# --- duties ----------------------------------------------------------------------------------


def directives(actor: Author) -> QuerySet[Directive]:
    """Directives the actor may read, newest first, with `duties_count`."""
    return Directive.objects.visible_to(actor).annotate(duties_count=Count("duties", distinct=True))


def assignments(actor: Author, directive: Directive | None = None) -> QuerySet[Assignment]:
    """What the actor may see of who has to do what, with duty and directive."""
    found = Assignment.objects.visible_to(actor).select_related("duty__directive", "unit")
    return found if directive is None else found.filter(duty__directive=directive)


def duties_without_holder(directive: Directive) -> QuerySet[Duty]:
    """Duties that fell to nobody, since no unit held the function: to be given by hand."""
    return directive.duties.filter(assignments__isnull=True)


def timeliness_of(assignment: Assignment, today: date) -> Timeliness:
    done = local_date(assignment.reported_at) if assignment.reported_at else None
    return timeliness(due=assignment.due_on, done=done, today=today)


def standing(found: QuerySet[Assignment], today: date) -> Mapping[Timeliness, int]:
    """How many of the assignments are in time, late, done; adds up to all of them."""
    counts = dict.fromkeys(Timeliness, 0)
    for assignment in found.select_related(None).only("due_on", "reported_at"):
        counts[timeliness_of(assignment, today)] += 1
    return counts


# --- what units enter ------------------------------------------------------------------------


def due_on(period: Period, level: str) -> date | None:
    """When a level owes its report of the period; None where no deadline is known."""
    rule = LevelDeadline.objects.filter(kind=period.kind, level=level).first()
    return period.window.last_day + timedelta(days=rule.days_after_close) if rule else None


def to_enter(unit: Unit, programme: Programme, period: Period) -> list[tuple[Indicator, Side]]:
    """What the unit has to enter for the period, in the order of the papers."""
    on = period.window.last_day
    held = {
        function.value
        for function in Function
        if people.holders_of(function, on).filter(pk=unit.pk).exists()
    }
    return [
        (indicator, side)
        for indicator in indicators_of(programme)
        if held & set(indicator.reporters)
        for side, source in (
            (Side.NUMERATOR, indicator.numerator),
            (Side.DENOMINATOR, indicator.denominator),
        )
        if source == ENTERED
    ]


def newest_values(
    actor: Author, unit: Unit, period: Period
) -> Mapping[tuple[int, str], EnteredValue]:
    """The unit's newest values of the period, by indicator and side."""
    values = EnteredValue.objects.visible_to(actor).filter(unit=unit, period=period)
    return {(value.indicator_id, value.side): value for value in values.order_by("version")}


# --- reports ---------------------------------------------------------------------------------


def reports(actor: Author) -> QuerySet[Report]:
    """Reports the actor may read, newest period first."""
    return Report.objects.visible_to(actor).select_related("period", "programme", "unit", "paper")


def to_sign(actor: Author) -> QuerySet[Report]:
    """Submitted reports that wait for this person's signature, never their own."""
    waiting = Report.objects.visible_to(actor, Permission.SIGN_REPORT).filter(state="submitted")
    return waiting.exclude(prepared_by=actor.user_id).select_related("period", "unit")


def figures(report: Report) -> QuerySet[Figure]:
    """The figures of a report with their indicators, in the order of the papers."""
    return report.figures.select_related("indicator").order_by("indicator__position")


def by_data(found: Iterable[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Figures that have a number for the period, and those for which nobody gave one."""
    listed = list(found)
    told = [figure for figure in listed if figure.numerator is not None]
    return told, [figure for figure in listed if figure.numerator is None]


def sources(figure: Figure, side: FigureSide) -> QuerySet[FigureSource]:
    """The records behind one number of a figure; their amounts add up to it."""
    return figure.sources.filter(side=side).order_by("at", "id")


def breakdown(figure: Figure, dim: str) -> Mapping[str, int]:
    """The numerator by one kind of disaggregation; records without it stand under ''."""
    totals: dict[str, int] = {}
    counted = sources(figure, FigureSide.NUMERATOR).order_by("id")
    for dims, amount in counted.values_list("dims", "amount"):
        key = str(dims.get(dim) or "")
        totals[key] = totals.get(key, 0) + amount
    return totals


def published_breakdown(figure: Figure, dim: str) -> Published[str]:
    """The same for publication: small cells hidden, and with them what would give them away."""
    return suppress(breakdown(figure, dim))


def by_unit(figure: Figure) -> Mapping[int | None, int]:
    """The numerator by the unit that owned each record, for maps and tables."""
    totals = sources(figure, FigureSide.NUMERATOR).order_by().values_list("unit_id")
    return dict(totals.annotate(total=Sum("amount")).values_list("unit_id", "total"))


def missing_units(report: Report) -> list[str]:
    """Names, as of the period's last day, of the units that had entered nothing."""
    names = people.names_on(report.period.window.last_day)
    silent = report.missing_units.values_list("unit_id", flat=True)
    return sorted_names({unit: names.get(unit, "") for unit in silent}, list(names))


def sorted_names(names: Mapping[int, str], order: list[int]) -> list[str]:
    """Names in the order of the directory; unknown ones last."""
    places = {unit: place for place, unit in enumerate(order)}
    return [names[unit] for unit in sorted(names, key=lambda unit: places.get(unit, len(places)))]


def missing_sections(report: Report) -> list[Section]:
    """Parts that a person still has to write before the report can be submitted."""
    return [section for section in REQUIRED_SECTIONS if not report.narrative.get(section.value)]


def published(figure: Figure) -> tuple[int | None, int | None]:
    """Numerator and denominator as they may be shown outside: small counts of children hidden."""
    numerator, denominator = figure.numerator, figure.denominator
    if not figure.indicator.counts_children or numerator is None:
        return numerator, denominator
    if denominator is not None:
        return suppress_ratio(numerator, denominator)
    return suppress({"counted": numerator}).total, None
