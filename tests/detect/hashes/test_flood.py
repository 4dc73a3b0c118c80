"""When an entry matches too often to be believed."""

import json

import pytest

from lachan.detect.hashes.flood import FloodGuard

ENTRY = ("bank", "entry")


@pytest.mark.parametrize(("matches", "held"), [(50, False), (51, True)])
def test_a_new_entry_has_the_floor(matches, held):
    guard = FloodGuard(floor=50)

    guard.count([ENTRY] * matches)

    assert (ENTRY in guard.quarantined) == held


@pytest.mark.parametrize(("matches", "held"), [(1900, False), (2100, True)])
def test_an_entry_that_always_matches_much_has_ten_times_its_mean(matches, held):
    guard = FloodGuard(floor=200)
    for _ in range(30):
        guard.count([ENTRY] * 200)
        guard.close_window()

    guard.count([ENTRY] * matches)

    assert (ENTRY in guard.quarantined) == held


def test_windows_are_counted_apart():
    guard = FloodGuard(floor=50)
    for _ in range(5):
        guard.count([ENTRY] * 30)
        guard.close_window()

    assert not guard.quarantined


def test_quarantine_outlasts_the_window():
    guard = FloodGuard(floor=1)
    guard.count([ENTRY] * 2)

    guard.close_window()

    assert guard.quarantined == {ENTRY: 2}


def test_others_are_not_touched():
    guard = FloodGuard(floor=5)

    guard.count([ENTRY] * 6 + [("bank", 7)] * 5)

    assert list(guard.quarantined) == [ENTRY]


def test_an_entry_that_no_longer_matches_is_forgotten():
    guard = FloodGuard()
    guard.count([ENTRY])

    for _ in range(30):
        guard.close_window()

    assert guard.state()["means"] == []


def test_releasing_what_was_not_held_is_no_error():
    FloodGuard().release(ENTRY)


def test_it_goes_on_from_what_it_said_it_knew():
    guard = FloodGuard(floor=2)
    guard.count([ENTRY] * 3 + [("bank", 7)] * 2)

    again = FloodGuard.restored(json.loads(json.dumps(guard.state())), floor=2)
    again.count([("bank", 7)])

    assert again.quarantined == {ENTRY: 3, ("bank", 7): 3}
