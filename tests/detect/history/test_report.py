"""The report as text and as JSON."""

import json
from datetime import date

import pytest

from lachan.detect.history.backtest import backtest
from lachan.detect.history.changes import Change, Kind, changes
from tests.detect.history.test_backtest import ROWS, SWAPPED


@pytest.fixture
def report(past, changed):
    return backtest(past.add(*ROWS).home, changed(SWAPPED))


def test_text_names_the_rule_its_counts_and_its_samples(report):
    said = "\n".join(report.lines())

    assert "THU_NGHIEM: changed\n  new 1, lost 1, kept 1\n" in said
    assert "  new  2026-08-05 bao_chi c\n       sợ hãi học trò\n" in said
    assert "2.0 -> 2.0 findings a week, 0.2 -> 0.2 officer-hours a week" in said
    assert "precision unknown of 0 decided, 0.00 to 1.00 of all" in said


def test_text_of_no_change_is_two_lines(past):
    report = backtest(past.add(*ROWS).home, past.rules)

    assert list(report.lines())[1] == "No rule finds anything else; 2 rules are as they were."


def test_text_says_what_could_not_be_read_and_what_a_rule_was_called(past, changed):
    past.add(*ROWS).history.drop_texts(date(2026, 8, 2))
    said = "\n".join(backtest(past.home, changed(SWAPPED)).lines())
    renamed = "\n".join(backtest(past.home, changed(("ma: THU_NGHIEM", "ma: MOI"))).lines())

    assert "  2 texts could not be compared: they are no longer kept\n" in said
    assert "MOI (was THU_NGHIEM): renamed" in renamed


def test_json_is_plain_and_has_the_bounds_of_precision(report):
    (rule,) = json.loads(json.dumps(report.as_json()))["rules"]

    assert (rule["kind"], rule["new"], rule["new_samples"][0]["day"]) == (
        "changed",
        1,
        "2026-08-05",
    )
    assert rule["precision_after"] == {
        "real": 0, "not_real": 0, "undecided": 2, "known": None, "low": 0.0, "high": 1.0,
    }  # fmt: skip


def test_overlaps_are_told(past, changed):
    past.add(("x", "bạn bắt nạt em mất ngủ", "2026-08-01"))
    said = "\n".join(backtest(past.home, changed(("[bạn, lớp em]", "[bạn]"))).lines())

    assert "  overlaps with THU_HAI 1.00" in said


def test_a_long_text_is_cut_around_the_evidence(past, changed):
    long = "đầu " * 100 + "sợ hãi học trò" + " cuối" * 100
    past.add(("x", long, "2026-08-01"))
    (rule,) = backtest(past.home, changed(SWAPPED)).rules

    excerpt = rule.new_samples[0].excerpt
    assert excerpt.startswith("…") and excerpt.endswith("…") and "sợ hãi học trò" in excerpt
    assert len(excerpt) == 242


def test_changes_are_told_by_code_and_fingerprint():
    old = {"A": "1", "B": "2", "C": "3", "D": "4"}
    new = {"A": "1", "B": "9", "E": "3", "F": "5"}

    assert changes(old, new) == [
        Change(Kind.CHANGED, "B", "B", "2", "9"),
        Change(Kind.REMOVED, "D", "", "4", ""),
        Change(Kind.RENAMED, "C", "E", "3", "3"),
        Change(Kind.ADDED, "", "F", "", "5"),
    ]
