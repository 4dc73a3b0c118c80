"""Carries figures over a change of map without losing or inventing one. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from math import floor


@dataclass(frozen=True, slots=True)
class Step:
    """On `effective`, `share` of `before` went to `after`. No share: divided, parts unknown.

    `lives_on`: the former unit remains and keeps what is left.
    """

    before: int
    after: int
    effective: date
    share: Decimal | None
    lives_on: bool = False


def remap(
    values: Mapping[int, int], *, steps: Iterable[Step], alive: frozenset[int]
) -> dict[int | None, int]:
    """The values by the units in `alive`; None holds what cannot be attributed. Same total.

    Steps apply day by day, and on one day along their chain (a rename then a merge). Integers are
    apportioned by largest remainder, so parts always add up to the whole.
    """
    held: dict[int | None, int] = dict(values.items())
    for _day, of_day in groupby(sorted(steps, key=lambda s: s.effective), lambda s: s.effective):
        _carry(held, list(of_day))
    result: dict[int | None, int] = {}
    for unit, value in held.items():
        place = unit if unit in alive else None
        result[place] = result.get(place, 0) + value
    return result


def _carry(held: dict[int | None, int], steps: Sequence[Step]) -> None:
    """Moves the values of one day's steps, each unit after all that flow into it that day."""
    outgoing: dict[int, list[Step]] = {}
    for step in steps:
        outgoing.setdefault(step.before, []).append(step)
    for unit in _upstream_first(outgoing):
        if unit not in held:
            continue
        for place, part in divide(held.pop(unit), unit, outgoing[unit]).items():
            held[place] = held.get(place, 0) + part


def _upstream_first(outgoing: Mapping[int, Sequence[Step]]) -> list[int]:
    """Topological order; the database keeps successions free of rings."""
    order: list[int] = []
    seen: set[int] = set()

    def visit(unit: int) -> None:
        if unit in seen or unit not in outgoing:
            return
        seen.add(unit)
        for step in outgoing[unit]:
            visit(step.after)
        order.append(unit)

    for unit in sorted(outgoing):
        visit(unit)
    return order[::-1]


def divide(value: int, unit: int, steps: Sequence[Step]) -> dict[int | None, int]:
    """One unit's value among its successors, the rest to itself if it lives on, else to None.

    With any part undecided, the rest is of unknown whereabouts, so it goes to None.
    """
    shares: dict[int | None, Decimal] = {}
    for step in steps:
        if step.share is not None:
            shares[step.after] = shares.get(step.after, Decimal(0)) + step.share
    rest = 1 - sum(shares.values(), Decimal(0))
    undecided = any(step.share is None for step in steps)
    keeper = unit if not undecided and any(step.lives_on for step in steps) else None
    shares[keeper] = shares.get(keeper, Decimal(0)) + rest
    return _apportion(value, shares)


def _apportion(value: int, shares: Mapping[int | None, Decimal]) -> dict[int | None, int]:
    exact = {place: value * share for place, share in shares.items()}
    parts = {place: floor(amount) for place, amount in exact.items()}
    left = value - sum(parts.values())
    by_remainder = sorted(exact, key=lambda place: (parts[place] - exact[place], place or 0))
    for place in by_remainder[:left]:
        parts[place] += 1
    return {place: part for place, part in parts.items() if part}
