"""Figures carried over a change of map: none lost, none invented."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from lachan.people.succession import Step, divide, remap

FIRST = date(2020, 1, 1)
UNITS = range(1, 9)
SHARES = [Decimal(1), Decimal("0.5"), Decimal("0.3333"), Decimal("0.12345678"), None]
ONE = Decimal(1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@st.composite
def histories(draw):
    """Steps without rings (from lower to higher numbers) whose shares never exceed the whole."""
    steps: list[Step] = []
    for before in UNITS[:-1]:
        effective = day(draw(st.integers(0, 3)))
        lives_on = draw(st.booleans())
        left = ONE
        for after in draw(st.lists(st.integers(before + 1, UNITS[-1]), unique=True, max_size=3)):
            share = draw(st.sampled_from(SHARES))
            if share is not None and share > left:
                continue
            left -= share or 0
            steps.append(Step(before, after, effective, share, lives_on))
    return steps


values = st.dictionaries(st.sampled_from(UNITS), st.integers(0, 10**6))
alive_sets = st.frozensets(st.sampled_from(UNITS))


@given(values, histories(), alive_sets)
def test_the_total_stays(given_values, steps, alive):
    carried = remap(given_values, steps=steps, alive=alive)

    assert sum(carried.values()) == sum(given_values.values())


@given(values, histories(), alive_sets)
def test_nothing_lands_on_a_unit_that_does_not_exist_and_nothing_is_negative(
    given_values, steps, alive
):
    carried = remap(given_values, steps=steps, alive=alive)

    assert set(carried) <= alive | {None}
    assert all(value >= 0 for value in carried.values())


@given(values, histories(), alive_sets, st.randoms())
def test_the_order_in_which_steps_are_told_does_not_matter(given_values, steps, alive, random):
    shuffled = list(steps)
    random.shuffle(shuffled)

    assert remap(given_values, steps=shuffled, alive=alive) == remap(
        given_values, steps=steps, alive=alive
    )


@given(values, histories())
def test_each_part_is_right_to_within_the_roundings_on_its_way(given_values, steps):
    alive = frozenset(UNITS)

    carried = remap(given_values, steps=steps, alive=alive)

    exact = slow(given_values, steps)
    for unit in alive | {None}:
        assert abs(carried.get(unit, 0) - exact.get(unit, 0)) <= len(steps)


def slow(given_values, steps):
    """The same in fractions, unit after unit; units are numbered downstream."""
    held = {unit: Fraction(value) for unit, value in given_values.items()}
    ordered = sorted(steps, key=lambda s: (s.effective, s.before))
    for (_day, before), group in groupby(ordered, lambda s: (s.effective, s.before)):
        parts = list(group)
        whole = held.pop(before, Fraction(0))
        known = [part for part in parts if part.share is not None]
        for part in known:
            held[part.after] = held.get(part.after, 0) + whole * Fraction(part.share)
        rest = whole * (1 - sum(Fraction(part.share) for part in known))
        stays = parts[0].lives_on and len(known) == len(parts)
        keeper = before if stays else None
        held[keeper] = held.get(keeper, 0) + rest
    return held


def test_a_chain_of_rename_merge_and_split_is_followed_to_its_end():
    steps = [
        Step(1, 2, day(1), ONE),
        Step(2, 4, day(2), ONE),
        Step(3, 4, day(2), ONE),
        Step(4, 5, day(3), Decimal("0.25")),
        Step(4, 6, day(3), Decimal("0.75")),
    ]

    carried = remap({1: 40, 3: 60}, steps=steps, alive=frozenset({5, 6}))

    assert carried == {5: 25, 6: 75}


def test_several_steps_of_one_day_are_followed_in_their_own_order():
    steps = [Step(2, 3, day(1), ONE), Step(1, 2, day(1), ONE)]

    assert remap({1: 7}, steps=steps, alive=frozenset({3})) == {3: 7}


def test_a_division_without_decided_shares_cannot_be_attributed():
    steps = [Step(1, 2, day(1), None), Step(1, 3, day(1), None)]

    assert remap({1: 9, 2: 1}, steps=steps, alive=frozenset({2, 3})) == {None: 9, 2: 1}


def test_a_part_decided_goes_over_and_the_undecided_rest_does_not():
    steps = [Step(1, 2, day(1), Decimal("0.5")), Step(1, 3, day(1), None)]

    assert remap({1: 8}, steps=steps, alive=frozenset({2, 3})) == {2: 4, None: 4}


def test_a_unit_that_lives_on_keeps_what_it_did_not_give():
    steps = [Step(1, 2, day(1), Decimal("0.2"), lives_on=True)]

    assert remap({1: 10}, steps=steps, alive=frozenset({1, 2})) == {1: 8, 2: 2}


def test_a_unit_that_ended_without_successor_is_not_attributable():
    assert remap({1: 10, 2: 5}, steps=(), alive=frozenset({2})) == {None: 10, 2: 5}


def test_odd_ones_go_to_the_largest_remainder():
    third = Decimal("0.33333333")
    steps = [Step(1, n, day(1), third) for n in (2, 3)] + [Step(1, 4, day(1), 1 - 2 * third)]

    assert divide(10, 1, steps) == {2: 3, 3: 3, 4: 4}


def test_a_correction_downwards_is_divided_too():
    steps = [Step(1, 2, day(1), Decimal("0.5")), Step(1, 3, day(1), Decimal("0.5"))]

    assert sum(divide(-7, 1, steps).values()) == -7
