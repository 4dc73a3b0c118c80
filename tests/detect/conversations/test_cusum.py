"""The running sum, and the two numbers that forget the order."""

import pytest

from lachan.detect.conversations.cusum import TOP, WINDOW, Cusum, Tail


def test_the_sum_never_falls_below_nothing_and_remembers_its_peak():
    cusum = Cusum()

    assert [cusum.add(ratio) for ratio in (-5, 3, -1, -9, 2)] == [0, 3, 2, 0, 2]
    assert cusum.peak == 3


def tail(*scores):
    made = Tail()
    for one in scores:
        made.add(one)
    return made


def test_the_top_mean_is_of_the_highest_few():
    assert tail(*range(10)).top_mean() == pytest.approx((9 + 8 + 7 + 6 + 5) / TOP)
    assert tail(4, 2).top_mean() == 3
    assert tail().top_mean() == 0


def test_skewness_is_of_the_population():
    # Mean 1, second moment 3, third 6 over 4: (0, 0, 0, 4) gives 6 / 3^1.5.
    assert tail(0, 0, 0, 4).skewness() == pytest.approx(6 / 3**1.5)
    assert tail(1, 1, 1).skewness() == 0
    assert tail(1).skewness() == 0


def test_what_is_long_past_is_forgotten():
    assert tail(100, *[1] * WINDOW).top_mean() == 1
