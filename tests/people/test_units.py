"""Writes to units, and what the database refuses whoever asks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from lachan.common.errors import NotAllowed
from lachan.journal.models import Entry
from lachan.people import operations, queries
from lachan.people.errors import UnitClash
from lachan.people.models import SuccessionKind, Unit, UnitRelation, UnitSuccession, UnitVersion
from lachan.people.rules import Function, Role, Tree
from tests.builders import NOON, people

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 16)
ACT = {"by": people.SETUP, "now": NOON}


def place(child, parent, tree=Tree.LINE, valid_from=people.LONG_AGO, valid_to=None):
    return operations.place_unit(
        unit=child, parent=parent, tree=tree, valid_from=valid_from, valid_to=valid_to, **ACT
    )


def succeed(before, after, effective=TODAY, share=Decimal(1), kind=SuccessionKind.MERGE, **more):
    return operations.record_succession(
        before=before, after=after, effective=effective, share=share, kind=kind, **more, **ACT
    )


def test_a_unit_is_made_with_its_name_order_and_place():
    province = people.unit(name="Tỉnh Thử")

    unit = people.unit(name="Xã Đông Thử", parent=province)

    version = unit.versions.get()
    assert (str(version), version.short_name) == ("Xã Đông Thử", "Đông Thử")
    assert unit.relations_up.get().parent == province


def test_making_a_unit_leaves_a_trace():
    unit = people.unit()

    entries = Entry.objects.filter(subject_kind="people.unit", subject_id=str(unit.pk))
    assert [entry.action for entry in entries] == ["unit.created"]


def test_a_code_is_never_given_twice():
    people.unit(code="19.thu")

    with pytest.raises(UnitClash):
        people.unit(code="19.thu")

    assert str(Unit.objects.get(code="19.thu")) == "19.thu"


def test_who_may_not_edit_content_makes_no_unit():
    admin = people.actor(Role.SYSTEM_ADMIN)

    with pytest.raises(NotAllowed):
        people.unit(code="19.thu", by=admin)

    assert not Unit.objects.filter(code="19.thu").exists()


def test_units_are_listed_in_vietnamese_order():
    for name in ("Xã Đức", "Xã Dương", "Xã Ấm", "Xã An"):
        people.unit(name=name)

    assert [unit.name for unit in queries.commune_units(TODAY)] == [
        "Xã An",
        "Xã Ấm",
        "Xã Dương",
        "Xã Đức",
    ]


def test_a_renamed_unit_keeps_its_old_name_for_old_days():
    unit = people.unit(name="Xã Cũ")

    operations.rename_unit(unit=unit, name="Phường Mới", effective=TODAY, **ACT)

    assert queries.unit_name(unit.pk, TODAY - timedelta(days=1)) == "Xã Cũ"
    assert queries.unit_name(unit.pk, TODAY) == "Phường Mới"


def test_a_unit_that_does_not_exist_that_day_cannot_be_renamed():
    unit = people.unit(valid_to=TODAY)

    with pytest.raises(UnitClash):
        operations.rename_unit(unit=unit, name="Phường Mới", effective=TODAY, **ACT)


def test_a_unit_cannot_be_renamed_on_its_first_day():
    unit = people.unit(name="Xã Cũ")

    with pytest.raises(UnitClash, match="ends_after_it_begins"):
        operations.rename_unit(unit=unit, name="Xã Mới", effective=people.LONG_AGO, **ACT)

    assert queries.unit_name(unit.pk, TODAY) == "Xã Cũ"


def test_two_versions_of_a_unit_never_overlap():
    unit = people.unit()
    version = unit.versions.get()
    version.pk, version.valid_from = None, TODAY

    with pytest.raises(IntegrityError, match="unitversion_no_overlap"):
        version.save()


def test_a_unit_has_one_parent_at_a_time_in_each_tree():
    child, one, two = people.unit(), people.unit(), people.unit()
    place(child, one, valid_to=TODAY)
    place(child, two, tree=Tree.PROGRAMME)
    place(child, two, valid_from=TODAY)

    with pytest.raises(UnitClash, match="unitrelation_one_parent"):
        place(child, one, valid_from=TODAY - timedelta(days=1))


def test_a_unit_never_stands_below_itself():
    top, middle, bottom = people.unit(), people.unit(), people.unit()
    place(middle, top)
    place(bottom, middle)

    with pytest.raises(UnitClash, match="unitrelation_no_ring"):
        place(top, bottom)


def test_a_unit_is_not_its_own_parent():
    unit = people.unit()

    with pytest.raises(UnitClash):
        place(unit, unit)


def test_parent_and_child_may_change_places_over_time():
    one, two = people.unit(), people.unit()
    place(one, two, valid_to=TODAY)

    place(two, one, valid_from=TODAY)

    assert queries.units_under(one.pk, Tree.LINE, TODAY) == {one.pk, two.pk}
    assert queries.units_under(one.pk, Tree.LINE, TODAY - timedelta(days=1)) == {one.pk}


def test_a_function_has_one_holder_at_a_time():
    one, two = people.unit(), people.unit()
    give = {"function": Function.COURT, **ACT}
    operations.give_function(unit=one, valid_from=people.LONG_AGO, valid_to=TODAY, **give)

    with pytest.raises(UnitClash, match="unitfunction_one_holder"):
        operations.give_function(unit=two, valid_from=TODAY - timedelta(days=1), **give)

    operations.give_function(unit=two, valid_from=TODAY, **give)
    assert queries.holder_of(Function.COURT, TODAY - timedelta(days=1)) == one
    assert queries.holder_of(Function.COURT, TODAY) == two


def test_nobody_holds_a_function_that_was_never_given():
    assert queries.holder_of(Function.PRESS, TODAY) is None


def test_every_commune_may_hold_the_commune_s_function_but_once():
    communes = [people.unit(), people.unit()]
    give = {"function": Function.COMMUNE_AUTHORITY, "valid_from": people.LONG_AGO, **ACT}
    for commune in communes:
        operations.give_function(unit=commune, **give)

    assert list(queries.holders_of(Function.COMMUNE_AUTHORITY, TODAY)) == communes
    with pytest.raises(UnitClash, match="unitfunction_held_once"):
        operations.give_function(unit=communes[0], **give)


def test_a_function_of_many_has_no_single_holder():
    with pytest.raises(ValueError, match="many"):
        queries.holder_of(Function.COMMUNE_AUTHORITY, TODAY)


def test_a_unit_never_succeeds_itself():
    one, two = people.unit(), people.unit()
    succeed(one, two)

    with pytest.raises(UnitClash, match="succession_no_ring"):
        succeed(two, one)


def test_parts_never_exceed_the_whole():
    one = people.unit()
    succeed(one, people.unit(), share=Decimal("0.6"), kind=SuccessionKind.SPLIT)

    with pytest.raises(UnitClash, match="succession_shares_within_one"):
        succeed(one, people.unit(), share=Decimal("0.5"), kind=SuccessionKind.SPLIT)


def test_open_work_has_one_heir():
    one = people.unit()
    succeed(one, people.unit(), share=None, inherits_work=True)

    with pytest.raises(UnitClash, match="succession_one_heir"):
        succeed(one, people.unit(), share=None, inherits_work=True)


@pytest.mark.parametrize("share", [Decimal(0), Decimal(-1), Decimal("1.1")])
def test_a_share_is_a_part(share):
    with pytest.raises(UnitClash):
        succeed(people.unit(), people.unit(), share=share)


def test_an_ended_unit_is_on_no_later_map_and_holds_nothing():
    unit = people.unit(parent=people.unit())
    give = {"function": Function.COURT, "valid_from": people.LONG_AGO, **ACT}
    operations.give_function(unit=unit, **give)

    operations.end_unit(unit=unit, on=TODAY, **ACT)

    assert unit.pk not in queries.names_on(TODAY)
    assert unit.pk in queries.names_on(TODAY - timedelta(days=1))
    assert queries.holder_of(Function.COURT, TODAY) is None
    assert not UnitRelation.objects.filter(child=unit, valid_to__isnull=True).exists()


def test_a_unit_with_plans_cannot_end_before_them():
    unit = people.unit()
    operations.rename_unit(unit=unit, name="Xã Mới", effective=TODAY, **ACT)

    with pytest.raises(UnitClash):
        operations.end_unit(unit=unit, on=TODAY - timedelta(days=9), **ACT)


def test_the_database_refuses_days_that_run_backwards():
    version = people.unit().versions.get()
    version.valid_to = version.valid_from

    with pytest.raises(IntegrityError, match="ends_after_it_begins"):
        version.save()


def test_a_refused_write_leaves_the_rest_of_the_transaction_whole():
    with transaction.atomic():
        kept = people.unit()
        with pytest.raises(UnitClash):
            place(kept, kept)

    assert UnitVersion.objects.filter(unit=kept).exists()
    assert not UnitSuccession.objects.exists()
