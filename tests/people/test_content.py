"""The files of content/units, as shipped: Thái Nguyên before and after 1 July 2025."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from lachan.common.text_vi import fold
from lachan.people import operations, queries
from lachan.people.models import Unit, UnitKind, UnitSuccession, UnitVersion
from lachan.people.rules import Function, Tree
from tests.builders import NOON, people

pytestmark = pytest.mark.django_db
DIRECTIVE_1926, DEPARTMENTS, MERGER = date(2022, 5, 10), date(2025, 3, 1), date(2025, 7, 1)
UNITS: Path = settings.CONTENT / "units"
DATA: Path = settings.ROOT.parent / "shared" / "data" / "admin_units"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="no ../shared/data to compare with")


@pytest.fixture
def loaded():
    return operations.load_content(folder=UNITS, by=people.SETUP, now=NOON)


def under(code: str, kind: UnitKind, on: date) -> dict[str, str]:
    """Code to name of the units of the kind below the unit on the day."""
    below = queries.units_under(Unit.objects.get(code=code).pk, Tree.TERRITORIAL, on)
    return dict(queries.units_on(on).filter(pk__in=below, kind=kind).values_list("code", "name"))


def holder(function: Function, on: date) -> str:
    return str(queries.holder_of(function, on))


@pytest.mark.parametrize(("province", "districts", "communes"), [("19", 9, 172), ("06", 8, 108)])
def test_the_provinces_before_the_merger(loaded, province, districts, communes):
    assert len(under(province, UnitKind.DISTRICT, DIRECTIVE_1926)) == districts
    assert len(under(province, UnitKind.COMMUNE, DIRECTIVE_1926)) == communes


def test_the_province_after_the_merger(loaded):
    names = list(under("19", UnitKind.COMMUNE, MERGER).values())

    assert len(names) == queries.commune_units(MERGER).count() == 92
    assert sum(name.startswith("Xã ") for name in names) == 77
    assert sum(name.startswith("Phường ") for name in names) == 15
    assert not under("19", UnitKind.DISTRICT, MERGER)


def test_all_but_three_former_communes_went_over_whole(loaded):
    communes = UnitSuccession.objects.filter(
        before__versions__kind=UnitKind.COMMUNE, effective=MERGER
    )

    assert communes.filter(share=1).count() == 277
    assert communes.filter(share=None).values("before").distinct().count() == 3
    assert communes.filter(share=None).count() == 6


def test_every_former_commune_has_exactly_one_heir_of_its_work(loaded):
    former = queries.commune_units(DIRECTIVE_1926)
    heirs = UnitSuccession.objects.filter(before__in=former.values("pk"), inherits_work=True)

    assert heirs.count() == former.count() == 280


def test_a_figure_for_each_former_commune_keeps_its_total_on_today_s_map(loaded):
    figures = {unit.pk: 10 for unit in queries.commune_units(DIRECTIVE_1926)}

    today = dict(queries.on_todays_map(figures, MERGER))

    assert sum(today.values()) == sum(queries.as_it_was(figures, DIRECTIVE_1926).values()) == 2800
    assert today.pop(None) == 30
    assert set(today) == {unit.pk for unit in queries.commune_units(MERGER)}


@pytest.mark.parametrize(
    ("function", "before", "after"),
    [
        (Function.PROGRAMME_LEAD, "19.so-tttt", "19.so-khcn"),
        (Function.E_INFORMATION_LEAD, "19.so-tttt", "19.so-vhttdl"),
        (Function.CHILD_AFFAIRS_LEAD, "19.so-ldtbxh", "19.so-yt"),
        (Function.FINANCE, "19.so-khdt", "19.so-tc"),
        (Function.CYBER_POLICE, "19.pa05", "19.pa05"),
    ],
)
def test_functions_moved_with_the_departments(loaded, function, before, after):
    assert holder(function, DIRECTIVE_1926) == before
    assert holder(function, DEPARTMENTS) == after


@pytest.mark.parametrize("on", [DIRECTIVE_1926, DEPARTMENTS, MERGER, NOON.date()])
def test_every_function_of_one_holder_is_held(loaded, on):
    held = {
        function: holder(function, on) for function in Function if function != "commune_authority"
    }

    assert "None" not in held.values()


def test_every_commune_of_the_province_holds_the_commune_s_function(loaded):
    for on in (DIRECTIVE_1926, MERGER):
        holders = queries.holders_of(Function.COMMUNE_AUTHORITY, on)
        assert {unit.code for unit in holders} == set(under("19", UnitKind.COMMUNE, on))


def test_nothing_is_called_verified_that_nobody_has_read(loaded):
    assert not UnitVersion.objects.filter(verified=True).exists()
    assert not UnitSuccession.objects.filter(verified=True).exists()


@needs_data
def test_today_s_communes_agree_with_the_national_list(loaded):
    file = next(DATA.glob("simplified_json*.json"))
    province = next(p for p in json.loads(file.read_text("utf-8")) if p["Code"] == "19")

    ours = {code: fold(name) for code, name in under("19", UnitKind.COMMUNE, MERGER).items()}

    assert ours == {f"19.{w['Code']}": fold(w["FullName"]) for w in province["Wards"]}


@needs_data
@pytest.mark.parametrize("code", ["19", "06"])
def test_former_units_agree_with_an_independent_list(loaded, code):
    provinces = json.loads((DATA / "dvhcvn_daohoangson.json").read_text("utf-8"))["data"]
    province = next(p for p in provinces if p["level1_id"] == code)

    numbers = {
        f"{code}.{district['level2_id']}.{commune['level3_id']}"
        for district in province["level2s"]
        for commune in district["level3s"]
    }

    assert set(under(code, UnitKind.COMMUNE, DIRECTIVE_1926)) == numbers
    assert len(under(code, UnitKind.DISTRICT, DIRECTIVE_1926)) == len(province["level2s"])


def whole_communes():
    rows = UnitSuccession.objects.filter(share=1, before__versions__kind=UnitKind.COMMUNE)
    return rows.select_related("before", "after")


def squashed(text: str) -> str:
    return fold(text).replace(" ", "")


@needs_data
def test_what_became_of_each_commune_agrees_with_the_published_mapping(loaded):
    file = DATA / "converter_2025.vietnamadminunits.json"
    whole = json.loads(file.read_text("utf-8"))["DICT_PROVINCE_WARD_NO_DIVIDED"]["tinhthainguyen"]
    then = {unit.code: squashed(unit.name) for unit in queries.units_on(DIRECTIVE_1926)}
    now = {unit.code: squashed(unit.name) for unit in queries.units_on(MERGER)}

    ours = Counter()
    for row in whole_communes():
        province, district, _commune = row.before.code.split(".")
        path = (province, f"{province}.{district}", row.before.code)
        ours[now[row.after.code], "_".join(then[code] for code in path)] += 1

    theirs = Counter((squashed(new), squashed(old)) for new, olds in whole.items() for old in olds)
    assert ours == theirs
