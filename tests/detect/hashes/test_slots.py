"""How bits are shared out to slots: nothing within the distance may slip through."""

import pytest

from lachan.detect.hashes import slots

ALL = (11, 12, 16)


@pytest.mark.parametrize("count", ALL)
def test_the_slots_hold_each_bit_once(count):
    covered = [
        bit
        for shift, width in zip(slots.shifts(count), slots.widths(count), strict=True)
        for bit in range(shift, shift + width)
    ]

    assert covered == list(range(256))


def test_eleven_slots_are_of_23_and_24_bits():
    assert slots.widths(11).tolist() == [24] * 3 + [23] * 8


@pytest.mark.parametrize("count", ALL)
@pytest.mark.parametrize("radius", range(32))
def test_bits_that_differ_cannot_exceed_every_share(count, radius):
    fewest_beyond_all_shares = sum(within + 1 for within in slots.radii(count, radius))

    assert fewest_beyond_all_shares == radius + 1


def test_an_exact_search_looks_into_one_slot():
    assert sorted(slots.radii(11, 0)) == [-1] * 10 + [0]


def test_at_31_bits_eleven_slots_visit_2843_keys():
    masks, begins = slots.probes(11, 31)

    assert len(masks) == begins[-1] == 2843


def test_neighbours_are_the_keys_within_the_radius_nearest_first():
    visited = slots.neighbours(5, 2).tolist()

    assert sorted(visited) == [key for key in range(32) if key.bit_count() <= 2]
    assert [key.bit_count() for key in visited] == [0] * 1 + [1] * 5 + [2] * 10
