"""Officers' decisions are read from files, kept once each, and bound a rule's precision."""

import pyarrow as pa
import pytest
from pyarrow import parquet

from lachan.detect.history.backtest import backtest
from lachan.detect.history.decisions import (
    Decision,
    Outcome,
    add_decisions,
    decisions_file,
    read_decisions,
)
from lachan.detect.history.refusals import CannotLookBack
from lachan.detect.history.report import Precision

REAL = Decision("a", "THU_NGHIEM", Outcome.REAL)
DAY = "2026-08-01"


@pytest.fixture
def csv(tmp_path):
    def write(body, encoding="utf-8-sig"):
        path = tmp_path / "d.csv"
        path.write_text(body, encoding=encoding)
        return path

    return write


def test_decisions_come_from_csv_and_from_parquet(csv, tmp_path):
    table = tmp_path / "d.parquet"
    parquet.write_table(pa.table({"id": ["a"], "rule": ["THU_NGHIEM"], "outcome": ["real"]}), table)

    assert decisions_file(csv("id,rule,outcome\na,THU_NGHIEM,real\n")) == [REAL]
    assert decisions_file(table) == [REAL]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("id,rule,outcome\na,R,real\nb,R,maybe\n", r"d\.csv, dòng 3: “maybe”"),
        ("id,rule\na,R\n", r"d\.csv, dòng 2: thiếu outcome"),
        ("id,rule,outcome\n,R,real\n", "dòng 2: thiếu id"),
    ],
)
def test_a_row_that_is_no_decision_is_told_by_line(csv, body, says):
    with pytest.raises(CannotLookBack, match=says):
        decisions_file(csv(body))


def test_a_file_that_is_none_is_told(csv, tmp_path):
    with pytest.raises(CannotLookBack, match="id, rule, outcome"):
        decisions_file(csv("id,rule,outcome\nệ,R,real\n", encoding="utf-16"))
    with pytest.raises(CannotLookBack):
        decisions_file(tmp_path / "none.csv")


def test_the_later_decision_on_a_finding_stands(tmp_path):
    add_decisions(tmp_path, [REAL, Decision("b", "R", Outcome.REAL)])

    assert add_decisions(tmp_path, [Decision("a", "THU_NGHIEM", Outcome.NOT_REAL)]) == 2
    assert read_decisions(tmp_path)[0].outcome is Outcome.NOT_REAL


def test_there_are_none_at_first(tmp_path):
    assert read_decisions(tmp_path) == []


def test_precision_is_bounded_by_what_is_not_decided(past, changed):
    past.add(*((str(n), f"sợ hãi lớp em {n}", DAY) for n in range(4)), ("n", "sợ hãi học trò", DAY))
    outcomes = [("0", Outcome.REAL), ("1", Outcome.NOT_REAL), ("n", Outcome.REAL)]
    add_decisions(past.home, [Decision(id_, "THU_NGHIEM", said) for id_, said in outcomes])
    (rule,) = backtest(past.home, changed(("[bạn, lớp em]", "[lớp em, học trò]"))).rules

    assert rule.precision_before == Precision(real=1, not_real=1, undecided=2)
    assert (rule.precision_before.low, rule.precision_before.high) == (0.25, 0.75)
    assert rule.precision_after == Precision(real=2, not_real=1, undecided=2)
    assert rule.precision_after.known == pytest.approx(2 / 3)


def test_decisions_on_another_rule_say_nothing(past, changed):
    past.add(("a", "sợ hãi lớp em", DAY))
    add_decisions(past.home, [Decision("a", "THU_HAI", Outcome.REAL)])
    (rule,) = backtest(past.home, changed(("[bạn, lớp em]", "[bạn]"))).rules

    assert rule.precision_before == Precision(0, 0, 1)


def test_a_rule_under_another_code_keeps_its_decisions(past, changed):
    past.add(("a", "sợ hãi lớp em", DAY))
    add_decisions(past.home, [REAL])
    (rule,) = backtest(past.home, changed(("ma: THU_NGHIEM", "ma: TEN_KHAC"))).rules

    assert rule.precision_after == Precision(1, 0, 0)


def test_without_a_finding_precision_is_open():
    assert (Precision(0, 0, 0).known, Precision(0, 0, 0).low) == (None, 0)
