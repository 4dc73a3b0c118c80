"""The rules that ship, as a whole: every harm covered, every rule understood and tried."""

from collections import Counter

import pytest
import yaml

from lachan.common.taxonomy import HARMS
from lachan.common.text_vi import fold
from lachan.detect.engine import RuleSet
from tests.builders.perturbations import has_marks
from tests.detect.conftest import CONTENT

RULES = RuleSet.load(CONTENT / "rules").rules
SOURCES = [yaml.safe_load(path.read_text("utf-8")) for path in (CONTENT / "rules").glob("*.yaml")]
KINDS = {"bao_chi", "trang_tin", "mang_xa_hoi", "tin_bao", "khac"}
by_file = pytest.mark.parametrize("rule", RULES, ids=[rule.file for rule in RULES])


def wanted(rule, *, match):
    return [example for example in rule.examples if example.must_match is match]


def parts(value):
    """Every mapping inside a rule's conditions."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)


def test_every_harm_has_two_rules_or_more():
    counted = Counter(rule.harm for rule in RULES)

    assert len(RULES) >= 40
    assert {harm: counted[harm] for harm in HARMS if counted[harm] < 2} == {}


@by_file
def test_a_file_is_named_after_the_harm(rule):
    assert rule.file.startswith(f"{rule.harm.lower()}_")


@by_file
def test_a_rule_has_examples_enough(rule):
    assert len(wanted(rule, match=True)) >= 3 and len(wanted(rule, match=False)) >= 3


@by_file
def test_some_examples_are_typed_with_marks_and_some_without(rule):
    if rule.code == "RO_RI_DANH_TINH_TRE_EM_BAO_CHI":
        pytest.skip("newspapers write with marks")
    marked = [has_marks(example.text) for example in wanted(rule, match=True)]

    assert any(marked) and not all(marked)


@by_file
def test_the_near_misses_are_of_a_kind_that_the_rule_reads(rule):
    read = [e for e in wanted(rule, match=False) if rule.applies_to(e.source_kind)]

    assert len(read) >= 3


def test_no_example_is_given_twice():
    said = Counter(fold(example.text) for rule in RULES for example in rule.examples)

    assert [text for text, times in said.items() if times > 2] == []


@by_file
def test_the_explanation_is_one_sentence_for_an_officer(rule):
    said = rule.explanation

    assert 30 <= len(said) <= 180
    assert said[0].isupper() and ". " not in said and not said.endswith(".")


def test_only_kinds_of_source_that_exist_are_named():
    named = {kind for rule in RULES for kind in rule.source_kinds}
    told = {example.source_kind for rule in RULES for example in rule.examples}

    assert named <= KINDS
    assert told <= KINDS | {""}


def test_no_two_rules_ask_the_same_or_say_the_same():
    for key in ("ma", "ten", "giai_thich", "khi"):
        said = Counter(yaml.safe_dump(value[key]) for value in SOURCES)

        assert [text for text, times in said.items() if times > 1] == []


def test_every_word_list_is_used():
    named = {part["tu_dien"] for value in SOURCES for part in parts(value) if "tu_dien" in part}
    kept = {path.stem for path in (CONTENT / "lexicons").glob("*.yaml")}

    assert kept == named


def test_words_listed_in_a_rule_are_not_an_unnamed_list():
    loose = [
        (value["ma"], part["cum_tu"][:3])
        for value in SOURCES
        for part in parts(value["khi"])
        if "cum_tu" in part and "ten" not in part
    ]

    assert loose == []


def test_the_gravest_harms_are_never_called_light():
    grave = {rule.severity for rule in RULES if rule.harm in {"T01", "T02", "T03", "T04", "T05"}}

    assert grave == {"S1", "S2"}
