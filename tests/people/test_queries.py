"""Which unit was called what, stood where, and whose figures are whose."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from lachan.people import operations, queries
from lachan.people.models import SuccessionKind, Unit, UnitSuccession, UnitVersion
from lachan.people.rules import Tree
from tests.builders import NOON, people
from tests.people.test_succession import FIRST, UNITS, histories, values

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 16)


def test_a_name_is_the_one_valid_then_or_the_nearest():
    unit = people.unit(name="Xã Thử", valid_from=date(2022, 1, 1), valid_to=date(2025, 7, 1))

    for on in (date(2021, 1, 1), date(2023, 1, 1), date(2026, 1, 1)):
        assert queries.unit_name(unit.pk, on) == "Xã Thử"


def test_a_unit_nobody_knows_has_no_name():
    assert queries.unit_name(0, TODAY) == ""


def test_an_area_signs_through_its_committee_and_a_body_under_its_own_name():
    commune = people.unit(name="Xã Thử")
    department = people.unit(name="Sở Thử", kind="department")

    assert queries.issuer_name(commune.pk, TODAY) == "Ủy ban nhân dân xã Thử"
    assert queries.issuer_name(department.pk, TODAY) == "Sở Thử"


def test_names_of_a_day_are_those_of_units_that_existed():
    gone = people.unit(name="Xã Cũ", valid_to=TODAY)
    here = people.unit(name="Xã Mới", valid_from=TODAY)

    assert queries.names_on(TODAY) == {here.pk: "Xã Mới"}
    assert queries.names_on(TODAY - timedelta(days=1)) == {gone.pk: "Xã Cũ"}


def test_communes_are_told_from_other_bodies():
    commune = people.unit()
    people.unit(kind="department")

    assert list(queries.commune_units(TODAY)) == [commune]


def test_each_tree_has_its_own_units_below():
    province, office = people.unit(), people.unit()
    commune = people.unit(parent=province)
    operations.place_unit(
        unit=commune,
        parent=office,
        tree=Tree.LINE,
        valid_from=TODAY,
        by=people.SETUP,
        now=NOON,
    )

    assert queries.units_under(province.pk, Tree.TERRITORIAL, TODAY) == {province.pk, commune.pk}
    assert queries.units_under(office.pk, Tree.LINE, TODAY) == {office.pk, commune.pk}
    assert queries.units_under(office.pk, Tree.LINE, TODAY - timedelta(days=1)) == {office.pk}


def merged():
    """Two communes that became one today."""
    one, two = people.unit(valid_to=TODAY), people.unit(valid_to=TODAY)
    new = people.unit(valid_from=TODAY)
    for unit in (one, two):
        operations.record_succession(
            before=unit,
            after=new,
            effective=TODAY,
            kind=SuccessionKind.MERGE,
            share=Decimal(1),
            by=people.SETUP,
            now=NOON,
        )
    return one, two, new


def test_figures_on_the_old_map_and_on_today_s_have_one_total():
    one, two, new = merged()
    figures = {one.pk: 3, two.pk: 4}

    assert queries.as_it_was(figures, TODAY - timedelta(days=1)) == figures
    assert queries.on_todays_map(figures, TODAY) == {new.pk: 7}


def test_a_figure_of_a_unit_that_was_not_yet_there_is_not_attributed():
    _one, _two, new = merged()

    assert queries.as_it_was({new.pk: 5}, TODAY - timedelta(days=1)) == {None: 5}


def test_a_map_of_the_day_before_knows_no_successor():
    one, _two, _new = merged()

    assert queries.on_todays_map({one.pk: 3}, TODAY - timedelta(days=1)) == {one.pk: 3}


def test_a_unit_that_lives_on_is_not_asked_twice_for_what_it_gave():
    giver, taker = people.unit(), people.unit()
    operations.record_succession(
        before=giver,
        after=taker,
        effective=TODAY,
        kind=SuccessionKind.TRANSFER,
        share=Decimal("0.25"),
        by=people.SETUP,
        now=NOON,
    )
    figures = {giver.pk: 8}

    assert queries.on_todays_map(figures, TODAY) == {giver.pk: 6, taker.pk: 2}
    assert queries.on_todays_map(figures, TODAY, reported_on=TODAY) == figures


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(figures=values, steps=histories())
def test_totals_are_equal_in_both_views_whatever_happened(db, figures, steps):
    later = FIRST + timedelta(days=30)
    with transaction.atomic():
        store(steps)

        was = queries.as_it_was(figures, FIRST)
        today = queries.on_todays_map(figures, later)

        transaction.set_rollback(True)
    assert sum(was.values()) == sum(today.values()) == sum(figures.values())


def store(steps):
    """The history as rows: a unit that does not live on ends on its day."""
    ends = {step.before: step.effective for step in steps if not step.lives_on}
    Unit.objects.bulk_create(Unit(pk=key, code=f"u{key}") for key in UNITS)
    UnitVersion.objects.bulk_create(
        UnitVersion(unit_id=key, valid_from=people.LONG_AGO - timedelta(1), valid_to=ends.get(key))
        for key in UNITS
    )
    UnitSuccession.objects.bulk_create(
        UnitSuccession(
            before_id=step.before,
            after_id=step.after,
            effective=step.effective,
            share=step.share,
            kind=SuccessionKind.TRANSFER if step.lives_on else SuccessionKind.SPLIT,
        )
        for step in steps
    )
