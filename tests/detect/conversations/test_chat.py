"""Letters for people, and moments as programs write them."""

import pytest

from lachan.detect.conversations.chat import Pseudonyms, letters
from lachan.detect.conversations.times import pasted_time, unix_time, written_time


@pytest.mark.parametrize(("number", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (702, "AAA")])
def test_letters_go_on_after_z(number, letter):
    assert letters(number) == letter


def test_the_same_account_keeps_its_letter_under_another_name():
    people = Pseudonyms()

    assert [people.of(1, "x"), people.of(2, "y"), people.of(1, "z")] == ["A", "B", "A"]
    assert people.names == {"A": "x", "B": "y"}


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("20:15, 01/03/2026", "2026-03-01T20:15:00+07:00"),
        ("01.03.26 8:05 PM", "2026-03-01T20:05:00+07:00"),
        ("12:30 AM, 1/3/2026", "2026-03-01T00:30:00+07:00"),
        ("2026-03-01 20:15:09", "2026-03-01T20:15:09+07:00"),
        ("20h15 01-03-2026", "2026-03-01T20:15:00+07:00"),
    ],
)
def test_a_stamp_is_read_day_before_month(stamp, moment):
    assert pasted_time(stamp).isoformat() == moment


@pytest.mark.parametrize("stamp", ["", "20:15", "01/03/2026", "20:15, 31/02/2026", "99:99, 1/1/26"])
def test_what_is_no_moment_is_none(stamp):
    assert pasted_time(stamp) is None


def test_seconds_since_1970_may_be_digits():
    assert unix_time("1772370900") == unix_time(1772370900)
    assert unix_time("1772370900").isoformat() == "2026-03-01T20:15:00+07:00"


@pytest.mark.parametrize("value", ["x", True, None, 1.5, 10**20, "9" * 30])
def test_other_things_are_no_seconds(value):
    assert unix_time(value) is None


def test_a_written_time_without_a_zone_is_one_in_viet_nam():
    assert written_time("2026-03-01T20:15:00").isoformat() == "2026-03-01T20:15:00+07:00"
    assert written_time("2026-03-01T13:15:00+00:00").isoformat() == "2026-03-01T20:15:00+07:00"
    assert written_time("hôm qua") is None
    assert written_time(5) is None
