"""The list of harms holds together."""

import pytest

from lachan.common.taxonomy import HARMS, SEVERITY_LABELS, CodeTwice, Severity, harm, read_harms
from lachan.people.rules import Function


def test_there_are_seventeen_kinds_in_order():
    assert list(HARMS) == [f"T{number:02}" for number in range(17)]


def test_sexual_harms_take_an_address_and_nothing_else():
    assert {code for code, kind in HARMS.items() if kind.locator_only} == {
        "T02", "T03", "T04", "T05",
    }  # fmt: skip


def test_a_risk_to_life_starts_as_an_emergency():
    assert harm("T01").severity is Severity.S1


@pytest.mark.parametrize("kind", HARMS.values(), ids=HARMS)
def test_triggers_never_lower_a_severity(kind):
    assert kind.worst <= kind.severity


@pytest.mark.parametrize("kind", HARMS.values(), ids=HARMS)
def test_every_harm_has_a_leader_and_two_labels(kind):
    assert kind.functions and kind.label and kind.label_en
    assert set(kind.functions) <= set(Function)


def test_every_severity_has_a_label():
    assert set(SEVERITY_LABELS) == set(Severity)


def test_the_label_follows_the_language():
    assert harm("T07").label_in("en-gb").startswith("Bullying")
    assert harm("T07").label_in("vi").startswith("Bắt nạt")


def test_an_unknown_code_is_an_error():
    with pytest.raises(KeyError):
        harm("T99")


def test_a_code_given_twice_is_refused(tmp_path):
    row = "- {ma: T01, ten: a, ten_en: a, nhom_4c: [], muc_do: S1, chuc_nang: [press]}\n"
    path = tmp_path / "harms.yaml"
    path.write_text(row * 2)

    with pytest.raises(CodeTwice):
        read_harms(path)
