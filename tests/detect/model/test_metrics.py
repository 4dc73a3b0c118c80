"""Figures, against what can be counted by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lachan.detect.model.metrics import block, calibration_error, interval, macro_f1
from lachan.detect.model.metrics import paired_difference as difference

TRUTH = np.array([True, True, False, False])
SCORES = np.array([0.9, 0.4, 0.6, 0.1])


def test_the_figures_of_four_texts():
    made = block(TRUTH, SCORES, 0.5, "x")

    assert made["confusion"]["rows_are_truth"] == [[1, 1], [1, 1]]
    assert made["macro_f1"] == 0.5 and made["auc"] == 0.75
    assert made["classes"]["x"] == {"rows": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert made["false_alarms_per_1000"] == 500


def test_where_all_is_clean_only_false_alarms_are_told():
    made = block(np.zeros(4, bool), SCORES, 0.5, "x")

    assert made["false_alarms_per_1000"] == 500
    assert made["auc"] is None and made["precision_at_recall_0.8"] is None


def test_no_texts_no_figures():
    made = block(np.zeros(0, bool), np.zeros(0), 0.5, "x")

    assert made["macro_f1"] is None and made["macro_f1_interval"] == [None, None]


@given(st.lists(st.integers(0, 50), min_size=4, max_size=4))
def test_macro_f1_is_that_of_scikit_learn(cells):
    from sklearn.metrics import f1_score

    truth, called = np.repeat([0, 0, 1, 1], cells), np.repeat([0, 1, 0, 1], cells)
    mine = macro_f1(np.array(cells).reshape(2, 2))

    if mine is not None and set(truth) | set(called) == {0, 1}:
        assert abs(mine - f1_score(truth, called, average="macro", zero_division=0)) < 1e-4


def test_the_interval_holds_the_figure():
    low, high = interval(np.array([[80, 20], [10, 90]]))

    assert low < macro_f1(np.array([[80, 20], [10, 90]])) < high


def test_probabilities_that_come_true_have_no_calibration_error():
    assert calibration_error(np.array([True, False]), np.array([1.0, 0.0])) == 0


def test_the_same_answers_differ_by_nothing():
    assert difference(TRUTH, SCORES > 0.5, SCORES > 0.5) == [0, 0]


def test_a_clear_gain_excludes_zero():
    truth = np.arange(400) % 2 == 0

    low, _ = difference(truth, truth, np.roll(truth, 1))

    assert low > 0
