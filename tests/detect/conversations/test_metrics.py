"""The measures of early warning, worked out by hand."""

import math

import pytest

from lachan.detect.conversations.metrics import (
    Outcome,
    erde,
    f_latency,
    f_score,
    penalty,
    penalty_rate,
    score,
)

HIT_1, HIT_5, MISS = Outcome(True, 1), Outcome(True, 5), Outcome(True, None)
FALSE, RIGHT = Outcome(False, 3), Outcome(False, None)


def test_a_miss_costs_one_and_silence_about_harmless_chats_nothing():
    assert erde([MISS], 5) == 1
    assert erde([RIGHT], 5) == 0


def test_a_false_alarm_costs_its_share():
    assert erde([FALSE], 5, false_alarm_cost=0.25) == 0.25


def test_a_hit_at_the_turning_point_costs_half():
    # 1 - 1 / (1 + e^0)
    assert erde([HIT_5], 5) == 0.5
    # 1 - 1 / (1 + e^-4) = 0.017986
    assert erde([HIT_1], 5) == pytest.approx(0.017986, abs=1e-6)


def test_with_fifty_turns_allowed_an_early_hit_costs_nothing():
    assert erde([HIT_5], 50) == pytest.approx(0, abs=1e-15)


def test_the_error_is_the_mean_over_all_chats():
    # (0.5 + 1 + 0.1 + 0) / 4
    assert erde([HIT_5, MISS, FALSE, RIGHT], 5, false_alarm_cost=0.1) == pytest.approx(0.4)


def test_a_very_late_hit_is_a_miss_and_no_overflow():
    assert erde([Outcome(True, 10_000)], 5) == pytest.approx(1)


def test_no_chats_have_no_error():
    assert erde([], 5) == 0
    assert f_latency([], 0.1) == 0


def test_the_penalty_is_nothing_at_first_and_half_where_it_is_said_to_be():
    assert penalty(1, 0.1) == 0
    assert penalty(12, penalty_rate(12)) == pytest.approx(0.5)
    # -1 + 2 / (1 + e^(-0.1 * 10)) = tanh(0.5)
    assert penalty(11, 0.1) == pytest.approx(math.tanh(0.5))


def test_f_latency_is_f1_less_the_median_penalty():
    # Two of three found, none false: P 1, R 2/3, F1 0.8; penalties 0 and tanh(0.2), median half.
    expected = 0.8 * (1 - math.tanh(0.2) / 2)

    assert f_latency([HIT_1, HIT_5, MISS, RIGHT], 0.1) == pytest.approx(expected)


def test_f_latency_of_no_hits_is_nothing():
    assert f_latency([MISS, FALSE], 0.1) == 0


def test_f_weighs_recall_by_beta():
    assert f_score(0.5, 1.0, 1.0) == pytest.approx(2 / 3)
    # 1.25 * 0.5 / (0.25 * 0.5 + 1)
    assert f_score(0.5, 1.0, 0.5) == pytest.approx(0.625 / 1.125)
    assert f_score(0, 0, 1.0) == 0


def test_the_scores_of_a_set_of_five():
    found = score([HIT_1, HIT_5, MISS, FALSE, RIGHT], half_penalty_at=11)

    assert (found.chats, found.harmful, found.median_turns) == (5, 3, 3)
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(2 / 3)
    assert found.false_alarms_per_1000 == 500


def test_a_set_in_which_nothing_was_raised_has_no_delay():
    assert score([MISS, RIGHT], half_penalty_at=11).median_turns is None
