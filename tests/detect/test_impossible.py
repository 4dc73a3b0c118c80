"""Rules that can never be met are refused by file and line; what only may be odd is not."""

import pytest

from lachan.detect.engine import RuleSet
from lachan.detect.implications import Implications
from lachan.detect.leaves import LeafBook
from lachan.detect.problems import BadRules
from tests.detect.conftest import RULE

NEEDED = "    - co_cum_tu: {tu_dien: lo_lang}"
EXCEPTION = "    - co_cum_tu: {cum_tu: [trong phim]}"


def said(folder):
    with pytest.raises(BadRules) as refusal:
        RuleSet.load(folder)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("needed", "exception"),
    [
        (NEEDED, NEEDED),
        (NEEDED, "    - co_cum_tu: {cum_tu: [sợ hãi, lo sợ, bắt nạt]}"),
        (NEEDED, "    - co_cum_tu: {tu_dien: lo_lang, dau: bo_qua}"),
        (NEEDED, "    - mot_trong: [ten_truong, {co_cum_tu: {tu_dien: lo_lang}}]"),
        ("    - co_tuoi_duoi: 12", "    - co_tuoi_duoi: 16"),
        ("    - so_lan: {it_nhat: 2, trong: [ten_truong]}", "    - ten_truong"),
        ("    - gan_nhau: {trong_ky_tu: 50, tat_ca: [ten_truong, lop_hoc]}", "    - lop_hoc"),
        ("    - it_nhat: {so: 2, trong: [ten_truong, lop_hoc]}", "    - lop_hoc"),
    ],
)
def test_an_exception_that_always_holds_is_refused(write_rules, needed, exception):
    folder = write_rules((NEEDED, needed), (EXCEPTION, exception))

    assert said(folder).startswith("a.yaml, dòng 12: ngoại lệ này luôn đúng khi")


@pytest.mark.parametrize(
    ("needed", "exception"),
    [
        (NEEDED, "    - co_cum_tu: {cum_tu: [sợ hãi]}"),
        (NEEDED, "    - co_cum_tu: {tu_dien: lo_lang, dau: bat_buoc}"),
        (NEEDED, "    - tat_ca: [ten_truong, {co_cum_tu: {tu_dien: lo_lang}}]"),
        (NEEDED, "    - so_lan: {it_nhat: 2, trong: [{co_cum_tu: {tu_dien: lo_lang}}]}"),
        ("    - co_tuoi_duoi: 16", "    - co_tuoi_duoi: 12"),
        ("    - mot_trong: [ten_truong, lop_hoc]", "    - lop_hoc"),
        ("    - it_nhat: {so: 2, trong: [ten_truong, lop_hoc, so_nha]}", "    - lop_hoc"),
    ],
)
def test_an_exception_that_need_not_hold_is_taken(write_rules, needed, exception):
    assert RuleSet.load(write_rules((NEEDED, needed), (EXCEPTION, exception)))


def test_the_same_sign_twice_among_so_many_is_refused(write_rules):
    twice = "    - it_nhat:\n        so: 2\n        trong: [ten_truong, lop_hoc, ten_truong]"

    assert "a.yaml, dòng 9: điều kiện này đã có" in said(write_rules((NEEDED, twice)))


def test_more_places_than_characters_are_refused(write_rules):
    many = "    - so_lan: {it_nhat: 60, trong: [ten_truong]}"
    folder = write_rules((NEEDED, many), ("trong_ky_tu: 100", "trong_ky_tu: 50"))

    assert "a.yaml, dòng 7: đòi 60 chỗ trong 50 ký tự" in said(folder)


def test_places_without_a_limit_of_characters_may_be_many(write_rules):
    many = "    - so_lan: {it_nhat: 60, trong: [ten_truong]}"

    assert RuleSet.load(write_rules((NEEDED, many), ("cung_doan: {trong_ky_tu: 100}\n", "")))


def test_the_rule_that_the_tests_change_is_the_one_they_mean():
    assert RULE.splitlines()[6] == NEEDED and RULE.splitlines()[11] == EXCEPTION


def test_a_higher_score_brings_a_lower_one_along_and_only_of_one_label():
    book = LeafBook({}, scored=frozenset({"x", "y"}))
    low, high, other = (
        book.key("co_nhan", {"nhan": label, "tu": least})[0]
        for label, least in (("x", 0.5), ("x", 0.7), ("y", 0.5))
    )
    known = Implications(book)

    assert known.implies(high, low) and not known.implies(low, high)
    assert not known.implies(high, other)
