"""Hides small counts of children in published tables, so that nobody can be worked out. Pure.

A count below five is hidden; then further cells are hidden until the hidden ones cannot be found
by subtracting what is shown from the total. (Threshold: reference/domain.md, section 2.)
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

THRESHOLD = 5
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Published(Generic[K]):
    """What may be shown: None is hidden. `total` is hidden too when it would give a cell away."""

    cells: Mapping[K, int | None]
    total: int | None


def small(value: int) -> bool:
    """Whether a count is too small to publish. Zero tells of nobody."""
    return 0 < value < THRESHOLD


def suppress(cells: Mapping[K, int]) -> Published[K]:
    """One table of counts with their total, made safe. Order of the cells is kept.

    A reader who knows the total, every shown cell and that hidden ones are at least 1 can still
    fit five different values or more into each hidden cell.
    """
    hidden = {key for key, value in cells.items() if small(value)}
    total = sum(cells.values())
    if not hidden:
        return Published(dict(cells), None if small(total) else total)
    # The smallest further cells cost the reader least.
    others = sorted(
        (key for key, value in cells.items() if value >= THRESHOLD), key=lambda key: cells[key]
    )
    for key in others:
        if _safe(cells, hidden):
            break
        hidden.add(key)
    shown = {key: None if key in hidden else value for key, value in cells.items()}
    return Published(shown, total if _safe(cells, hidden) else None)


def _safe(cells: Mapping[K, int], hidden: set[K]) -> bool:
    """Whether each hidden cell could be anything from 1 to at least five."""
    room = sum(cells[key] for key in hidden) - (len(hidden) - 1)
    return len(hidden) > 1 and room >= THRESHOLD


def suppress_ratio(numerator: int, denominator: int) -> tuple[int | None, int | None]:
    """A count over its whole, made safe: what is left over may not give a small count away either.

    10 of 12 children tells of 2: then only the 12 is shown.
    """
    left_over = max(denominator - numerator, 0)
    shown = suppress({"counted": numerator, "left over": left_over})
    whole = denominator if shown.total is not None and not small(denominator) else None
    return shown.cells["counted"], whole
