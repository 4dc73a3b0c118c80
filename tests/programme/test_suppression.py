"""Small counts stay hidden, and cannot be worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.programme.suppression import THRESHOLD, Published, suppress, suppress_ratio

TABLES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.integers(min_value=0, max_value=40), max_size=8
)


def fits(published: Published[str], key: str, value: int) -> bool:
    """An attacker's test: can this hidden cell be `value`, each other hidden one being at least 1?

    Slow and independent: it knows only what is shown.
    """
    hidden = [name for name, cell in published.cells.items() if cell is None]
    if published.total is None:
        return True
    shown = sum(cell for cell in published.cells.values() if cell is not None)
    left = published.total - shown - value
    others = len(hidden) - 1
    return left == 0 if others == 0 else left >= others


@given(TABLES)
def test_no_small_count_is_shown(cells: dict[str, int]) -> None:
    published = suppress(cells)
    shown = [*published.cells.values(), published.total]
    assert not any(value is not None and 0 < value < THRESHOLD for value in shown)


@given(TABLES)
def test_every_hidden_cell_could_be_at_least_five_values(cells: dict[str, int]) -> None:
    published = suppress(cells)
    for key, cell in published.cells.items():
        if cell is None:
            possible = [value for value in range(1, 60) if fits(published, key, value)]
            assert len(possible) >= THRESHOLD


@given(TABLES)
def test_what_is_shown_is_true_and_in_its_place(cells: dict[str, int]) -> None:
    published = suppress(cells)
    assert list(published.cells) == list(cells)
    assert all(cell in (None, cells[key]) for key, cell in published.cells.items())
    assert published.total in (None, sum(cells.values()))


@given(TABLES)
def test_a_table_without_small_counts_is_shown_whole(cells: dict[str, int]) -> None:
    large = {key: value for key, value in cells.items() if value == 0 or value >= THRESHOLD}
    assert suppress(large) == Published(large, sum(large.values()))


@given(TABLES)
def test_no_more_is_hidden_than_needed(cells: dict[str, int]) -> None:
    """Showing the largest of the further hidden cells again would give a cell away."""
    published = suppress(cells)
    hidden = [key for key, cell in published.cells.items() if cell is None]
    further = [key for key in hidden if cells[key] >= THRESHOLD]
    if further and published.total is not None:
        again = max(further, key=lambda key: cells[key])
        rest = [cells[key] for key in hidden if key != again]
        assert len(rest) < 2 or sum(rest) - (len(rest) - 1) < THRESHOLD


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    assert suppress({"a": 3, "b": 20, "c": 9}) == Published({"a": None, "b": 20, "c": None}, 32)


def test_two_ones_would_be_known_from_their_sum() -> None:
    assert suppress({"a": 1, "b": 1, "c": 9}) == Published({"a": None, "b": None, "c": None}, 11)


def test_when_all_is_small_the_total_is_hidden_too() -> None:
    cells = {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}
    assert suppress(cells).total is None


@pytest.mark.parametrize("cells", [{"a": 4}, {"a": 2, "b": 2}])
def test_a_small_total_is_never_shown(cells: dict[str, int]) -> None:
    assert suppress(cells).total is None


def test_the_oracle_can_tell() -> None:
    given_away = Published({"a": None, "b": 9}, 12)
    assert [value for value in range(1, 60) if fits(given_away, "a", value)] == [3]


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (20, 30, (20, 30)),
        (30, 30, (30, 30)),
        (0, 30, (0, 30)),
        (10, 12, (None, 12)),
        (3, 30, (None, 30)),
        (2, 3, (None, None)),
        (3, 3, (None, None)),
        (12, 10, (12, 10)),
    ],
)
def test_a_ratio_hides_what_its_rest_would_tell(
    numerator: int, denominator: int, shown: tuple[int | None, int | None]
) -> None:
    assert suppress_ratio(numerator, denominator) == shown


@given(st.integers(min_value=0, max_value=40), st.integers(min_value=0, max_value=40))
def test_neither_part_of_a_published_ratio_nor_its_rest_is_small(one: int, rest: int) -> None:
    numerator, denominator = suppress_ratio(one, one + rest)
    assert not any(
        value is not None and 0 < value < THRESHOLD for value in (numerator, denominator)
    )
    if numerator is not None and denominator is not None:
        assert not 0 < denominator - numerator < THRESHOLD
