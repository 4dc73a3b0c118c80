"""A small invented province that runs the programme, and reports at every step."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from lachan.papers.models import Paper
from lachan.people import operations as people_operations
from lachan.people.models import Unit, UnitKind
from lachan.people.rules import Actor, Function, Role
from lachan.programme import operations
from lachan.programme.models import Directive, Indicator, Period, Programme, Report, Side
from lachan.programme.periods import PeriodKind
from lachan.programme.rules import REQUIRED_SECTIONS, ReportState, Section
from tests.builders import NOON, people

JUNE = date(2026, 6, 1)
FULL_NAME = "Trần Thị Ký Thử"


def load() -> Programme:
    """The programme of the repository's own content."""
    operations.load_content(folder=settings.CONTENT, by=people.SETUP, now=NOON)
    return Programme.objects.get(code="830")


def holding(function: Function, unit: Unit) -> Unit:
    people_operations.give_function(
        unit=unit, function=function, valid_from=people.LONG_AGO, by=people.SETUP, now=NOON
    )
    return unit


@dataclass(frozen=True)
class House:
    """A province with a lead department, an education department and two communes."""

    programme: Programme
    province: Unit
    lead: Unit
    education: Unit
    communes: tuple[Unit, Unit]
    coordinator: Actor
    leader: Actor

    @property
    def directive(self) -> Directive:
        return Directive.objects.get(code="1926")

    def indicator(self, code: str) -> Indicator:
        return Indicator.objects.get(code=code)


def house() -> House:
    province = people.unit(name="Tỉnh Thử", kind=UnitKind.PROVINCE)
    lead = people.unit(name="Sở Khoa học và Công nghệ", kind=UnitKind.DEPARTMENT, parent=province)
    education = people.unit(
        name="Sở Giáo dục và Đào tạo", kind=UnitKind.DEPARTMENT, parent=province
    )
    first = people.unit(name="Xã Thử Một", parent=province)
    second = people.unit(name="Phường Thử Hai", parent=province)
    holding(Function.PROGRAMME_LEAD, lead)
    holding(Function.EDUCATION_LEAD, education)
    for commune in (first, second):
        holding(Function.COMMUNE_AUTHORITY, commune)
    return House(
        programme=load(),
        province=province,
        lead=lead,
        education=education,
        communes=(first, second),
        coordinator=people.actor(Role.COORDINATOR, lead),
        leader=leader_of(lead),
    )


def leader_of(unit: Unit) -> Actor:
    user = people.user(Role.LEADER, unit, full_name=FULL_NAME)
    return people.queries.actor_of(user, NOON)


def period(day: date = JUNE, kind: PeriodKind = PeriodKind.HALF_YEAR) -> Period:
    """By default the first half of 2026: 15 December 2025 to 14 June 2026."""
    return operations.open_period(kind=kind, day=day, by=people.SETUP, now=NOON)


def entered(
    place: House,
    code: str,
    unit: Unit,
    value: int | None,
    *,
    side: Side = Side.NUMERATOR,
    reason: str = "",
    of: Period | None = None,
) -> None:
    """What a unit typed in for the period."""
    operations.enter_value(
        indicator=place.indicator(code),
        side=side,
        unit=unit,
        period=of or period(),
        value=value,
        missing_reason=reason,
        by=people.SETUP,
        now=NOON,
    )


def report(place: House, state: ReportState = ReportState.DRAFT, now: datetime = NOON) -> Report:
    """The lead department's report on the period, brought to the state by the right people."""
    found = operations.prepare_report(
        programme=place.programme, period=period(), unit=place.lead, by=place.coordinator, now=now
    )
    if state is ReportState.DRAFT:
        return found
    submitted(place, found)
    if state is ReportState.RETURNED:
        return operations.return_report(
            report=found, reason="Bổ sung phần III.", by=place.leader, now=NOON
        )
    if state in (ReportState.APPROVED, ReportState.ISSUED):
        operations.sign_report(report=found, by=place.leader, now=NOON)
    if state is ReportState.ISSUED:
        operations.number_report(
            report=found, number=5, day=date(2026, 6, 20), by=place.coordinator, now=NOON
        )
    return Report.objects.get(pk=found.pk)


def submitted(place: House, found: Report) -> Report:
    written(place, found, *REQUIRED_SECTIONS)
    return operations.submit_report(report=found, by=place.coordinator, now=NOON)


def written(place: House, found: Report, *sections: Section) -> None:
    for section in sections:
        operations.write_section(
            report=found,
            section=section,
            text=f"Nội dung phần {section}.",
            by=place.coordinator,
            now=NOON,
        )


def paper_of(found: Report) -> Paper:
    paper = Report.objects.get(pk=found.pk).paper
    assert paper is not None
    return paper
