"""A figure is the sum of the records it lists; what nobody knows is not zero."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lachan.common.errors import NotFound
from lachan.people.models import Level, UnitKind
from lachan.people.rules import Function, Role
from lachan.programme import operations, queries
from lachan.programme.access import figure_for
from lachan.programme.errors import NotAReporter, ValueOrReason
from lachan.programme.levels import LevelTotal, by_level
from lachan.programme.models import (
    EnteredValue,
    Figure,
    FigureSide,
    FigureSource,
    Report,
    Side,
)
from lachan.programme.registry import MEASURES
from tests.builders import NOON, people, programme, tips
from tests.builders.programme import House

pytestmark = pytest.mark.django_db
A_YEAR_AGO = NOON.replace(year=2025)


def figure(report: Report, code: str) -> Figure:
    return report.figures.select_related("indicator").get(indicator__code=code)


def test_a_figure_lists_the_very_records_it_counts(place: House) -> None:
    inside = [tips.received(at=NOON - timedelta(days=day)).tip for day in (1, 2, 3)]
    tips.received(at=datetime(2025, 12, 14, 23, 59, tzinfo=NOON.tzinfo))

    counted = figure(programme.report(place), "C1")

    listed = queries.sources(counted, FigureSide.NUMERATOR)
    assert {source.record_id for source in listed} == {str(tip.pk) for tip in inside}
    assert {source.label for source in listed} == {tip.number for tip in inside}
    assert counted.numerator == 3


def test_the_first_moment_of_the_period_counts_and_the_first_after_it_does_not(
    place: House,
) -> None:
    window = programme.period().window
    first = datetime.combine(window.start, datetime.min.time(), NOON.tzinfo)
    after = datetime.combine(window.end, datetime.min.time(), NOON.tzinfo)
    for moment in (first, after - timedelta(seconds=1), first - timedelta(seconds=1), after):
        tips.received(at=moment)
    assert figure(programme.report(place), "C1").numerator == 2


def test_the_same_period_of_last_year_is_counted_beside_it(place: House) -> None:
    tips.received()
    tips.received(at=A_YEAR_AGO)
    tips.received(at=A_YEAR_AGO)
    counted = figure(programme.report(place), "C1")
    assert (counted.numerator, counted.previous_numerator) == (1, 2)
    assert queries.sources(counted, FigureSide.PREVIOUS_NUMERATOR).count() == 2


def test_a_period_before_the_system_began_is_no_data_and_not_zero(place: House) -> None:
    counted = figure(programme.report(place), "C1")
    assert (counted.numerator, counted.previous_numerator) == (0, None)


def test_what_nobody_entered_is_no_data_and_not_zero(place: House) -> None:
    counted = figure(programme.report(place), "B1")
    assert (counted.numerator, counted.denominator, counted.units_missing) == (None, None, 1)


def test_entered_values_add_up_over_the_units(place: House) -> None:
    for unit, value in zip(place.communes, (4, 0), strict=True):
        programme.entered(place, "B2.1", unit, value)
    programme.entered(place, "B2.1", place.education, 10)

    counted = figure(programme.report(place), "B2.1")

    assert (counted.numerator, counted.units_missing) == (14, 0)
    listed = queries.sources(counted, FigureSide.NUMERATOR)
    assert {(source.label, source.amount) for source in listed} == {
        ("Xã Thử Một", 4),
        ("Phường Thử Hai", 0),
        ("Sở Giáo dục và Đào tạo", 10),
    }


def test_communes_are_rolled_up_and_the_levels_add_up_to_the_number(place: House) -> None:
    for unit, value in zip(place.communes, (4, 3), strict=True):
        programme.entered(place, "B2.1", unit, value)
    programme.entered(place, "B2.1", place.education, 10)

    counted = figure(programme.report(place), "B2.1")

    levels = by_level(counted, FigureSide.NUMERATOR)
    assert levels == [LevelTotal(Level.PROVINCE, 10, 1), LevelTotal(Level.COMMUNE, 7, 2)]
    assert sum(one.total for one in levels) == counted.numerator


def test_a_record_of_no_unit_is_in_the_sum_too(place: House) -> None:
    tips.received()

    counted = figure(programme.report(place), "C1")

    assert by_level(counted, FigureSide.NUMERATOR) == [LevelTotal(None, 1, 1)]


def test_what_a_district_gave_stays_a_districts_after_it_ended(place: House) -> None:
    """Numbers reported by an old unit are never rewritten."""
    district = people.unit(
        name="Huyện Thử", kind=UnitKind.DISTRICT, parent=place.province, level=Level.DISTRICT
    )
    counted = figure(programme.report(place), "B2.1")
    FigureSource.objects.create(
        figure=counted,
        side=FigureSide.NUMERATOR,
        kind="programme.enteredvalue",
        record_id="0",
        label="Huyện Thử",
        at=NOON,
        unit_id=district.pk,
        amount=5,
    )
    people.operations.end_unit(unit=district, on=programme.JUNE, by=people.SETUP, now=NOON)

    assert by_level(counted, FigureSide.NUMERATOR) == [LevelTotal(Level.DISTRICT, 5, 1)]


def test_a_unit_that_says_why_it_has_no_figure_adds_nothing(place: House) -> None:
    programme.entered(place, "B2.1", place.education, 10)
    programme.entered(place, "B2.1", place.communes[0], None, reason="Chưa thống kê xong")
    counted = figure(programme.report(place), "B2.1")
    assert (counted.numerator, counted.units_missing) == (10, 2)


def test_a_correction_is_a_new_version_and_only_the_newest_counts(place: House) -> None:
    for value in (3, 5):
        programme.entered(place, "B4", place.education, value)
    counted = figure(programme.report(place), "B4")
    assert counted.numerator == 5
    assert list(EnteredValue.objects.order_by("version").values_list("value", flat=True)) == [3, 5]


def test_last_years_entered_values_stand_beside_this_years(place: House) -> None:
    before = programme.period(A_YEAR_AGO.date())
    programme.entered(place, "B4", place.education, 30, of=before)
    programme.entered(place, "B4", place.education, 40, side=Side.DENOMINATOR, of=before)
    counted = figure(programme.report(place), "B4")
    assert (counted.previous_numerator, counted.previous_denominator) == (30, 40)


def test_a_unit_reports_what_happened_with_it_alone(place: House) -> None:
    mine, other = place.communes
    for unit in place.communes:
        programme.entered(place, "B2.1", unit, 7)
    reporter = people.actor(Role.UNIT_REPORTER, mine)

    report = operations.prepare_report(
        programme=place.programme, period=programme.period(), unit=mine, by=reporter, now=NOON
    )

    assert figure(report, "B2.1").numerator == 7
    assert other.pk not in queries.by_unit(figure(report, "B2.1"))


def test_the_whole_province_is_the_lead_departments_scope(place: House) -> None:
    on = programme.JUNE
    assert queries.scope_of(place.lead.pk, on) is None
    assert queries.scope_of(place.communes[0].pk, on) == {place.communes[0].pk}


@pytest.mark.parametrize(("value", "reason"), [(None, ""), (3, "vừa có vừa không"), (-1, "")])
def test_a_number_or_a_reason_and_not_both(place: House, value: int | None, reason: str) -> None:
    with pytest.raises(ValueOrReason):
        programme.entered(place, "B4", place.education, value, reason=reason)


def test_a_unit_enters_only_what_its_functions_give_it(place: House) -> None:
    with pytest.raises(NotAReporter):
        programme.entered(place, "B4", place.communes[0], 1)
    with pytest.raises(NotAReporter):
        programme.entered(place, "C1", place.lead, 1)


def test_nobody_enters_for_another_unit(place: House) -> None:
    with pytest.raises(NotFound):
        operations.enter_value(
            indicator=place.indicator("B2.1"),
            side=Side.NUMERATOR,
            unit=place.communes[1],
            period=programme.period(),
            value=1,
            by=people.actor(Role.UNIT_REPORTER, place.communes[0]),
            now=NOON,
        )


def test_what_a_unit_has_to_enter_follows_its_functions(place: House) -> None:
    wanted = queries.to_enter(place.education, place.programme, programme.period())
    codes = [indicator.code for indicator, _side in wanted]
    assert "B1" in codes
    assert codes.count("B1") == 2
    assert "C4" not in codes


def test_the_newest_values_of_a_unit_are_shown_to_it_alone(place: House) -> None:
    programme.entered(place, "B4", place.education, 5)
    mine = people.actor(Role.UNIT_REPORTER, place.education)
    key = (place.indicator("B4").pk, Side.NUMERATOR)
    period = programme.period()
    assert queries.newest_values(mine, place.education, period)[key].value == 5
    assert not queries.newest_values(people.actor(Role.UNIT_REPORTER), place.education, period)


def test_a_figure_can_be_broken_down_and_the_parts_add_up(place: House) -> None:
    for harm in ("T07", "T07", "T11"):
        tips.received(harm=harm)
    counted = figure(programme.report(place), "C1")
    assert queries.breakdown(counted, "harm") == {"T07": 2, "T11": 1}
    assert sum(queries.by_unit(counted).values()) == counted.numerator


def test_a_published_breakdown_hides_what_is_small(place: House) -> None:
    for harm in ("T07", "T07", "T11"):
        tips.received(harm=harm)
    shown = queries.published_breakdown(figure(programme.report(place), "C1"), "harm")
    assert (dict(shown.cells), shown.total) == ({"T07": None, "T11": None}, None)


def test_a_figure_is_opened_through_its_report(place: House) -> None:
    counted = figure(programme.report(place), "C1")
    assert figure_for(place.leader, counted.pk) == counted
    with pytest.raises(NotFound):
        figure_for(people.actor(Role.UNIT_REPORTER), counted.pk)


def test_every_measure_the_indicators_name_is_published(place: House) -> None:
    for indicator in queries.indicators_of(place.programme):
        for source in (indicator.numerator, indicator.denominator):
            assert source in ("", "entered") or set(source.split("+")) <= set(MEASURES)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    days=st.lists(st.integers(min_value=-400, max_value=90), max_size=6),
    values=st.lists(st.none() | st.integers(min_value=0, max_value=99), min_size=3, max_size=3),
)
def test_each_number_is_the_sum_of_its_records_whatever_was_told_and_entered(
    place: House, days: list[int], values: list[int | None]
) -> None:
    with transaction.atomic():
        for day in days:
            tips.received(at=NOON + timedelta(days=day))
        for unit, value in zip((*place.communes, place.education), values, strict=True):
            programme.entered(place, "B2.1", unit, value, reason="" if value is not None else "?")

        for counted in queries.figures(programme.report(place)):
            assert_is_its_records(counted)
            for side in FigureSide:
                rolled_up = sum(one.total for one in by_level(counted, side))
                assert rolled_up == (getattr(counted, side.value) or 0)
        transaction.set_rollback(True)


def assert_is_its_records(counted: Figure) -> None:
    for side in FigureSide:
        total = getattr(counted, side.value)
        listed = list(queries.sources(counted, side))
        assert (total or 0) == sum(source.amount for source in listed)
        assert total is not None or listed == []


def test_a_function_that_changed_hands_is_asked_as_the_period_ends(place: House) -> None:
    newer = people.unit(name="Sở Mới", parent=place.province)
    people.operations.give_function(
        unit=newer,
        function=Function.CULTURE,
        valid_from=programme.JUNE,
        by=people.SETUP,
        now=NOON,
    )
    programme.entered(place, "E4.1", newer, 2)
    assert figure(programme.report(place), "E4.1").numerator == 2


@pytest.mark.parametrize(
    ("code", "numbers", "shown"),
    [
        ("D1", (3, None), (None, None)),
        ("D1", (30, None), (30, None)),
        ("D2", (10, 12), (None, 12)),
        ("D1", (None, None), (None, None)),
        ("C1", (3, None), (3, None)),
    ],
)
def test_small_counts_of_children_are_not_published(
    place: House, code: str, numbers: tuple[int | None, int | None], shown: tuple[int | None, ...]
) -> None:
    counted = Figure(indicator=place.indicator(code), numerator=numbers[0], denominator=numbers[1])
    assert queries.published(counted) == shown
