"""Whoever looks back while others add, drop or take texts out sees what was there."""

from datetime import date, timedelta

from lachan.detect.history.backtest import backtest
from lachan.detect.history.comparing import compare
from tests.detect.history.conftest import AT

DAY = "2026-08-01"
SWAPPED = ("[bạn, lớp em]", "[bạn, học trò]")


def test_texts_added_while_a_day_is_compared_change_nothing_of_it(past, changed, monkeypatch):
    past.add(("a", "sợ hãi học trò", DAY), ("b", "sợ hãi lớp em", DAY))

    def meanwhile(stored, *given):
        past.add(("0", "sợ hãi học trò", DAY), ("b", "khác hẳn", DAY), at=AT + timedelta(1))
        return compare(stored, *given)

    monkeypatch.setattr("lachan.detect.history.backtest.compare", meanwhile)
    (rule,) = backtest(past.home, changed(SWAPPED)).rules

    assert (rule.new, rule.lost, rule.kept) == (1, 1, 0)
    # The lost one was replaced before it could be shown.
    assert [[s.id for s in shown] for shown in (rule.new_samples, rule.lost_samples)] == [["a"], []]


def test_texts_dropped_before_they_are_shown_are_not_shown(past, changed, monkeypatch):
    past.add(("a", "sợ hãi học trò", DAY))

    def meanwhile(*given):
        result = compare(*given)
        past.history.drop_texts(date(2026, 9, 1))
        return result

    monkeypatch.setattr("lachan.detect.history.backtest.compare", meanwhile)
    (rule,) = backtest(past.home, changed(SWAPPED)).rules

    assert rule.new == 1 and rule.new_samples[0].excerpt == ""
