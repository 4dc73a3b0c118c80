"""A number rolled up: what each level of administration gave to it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lachan.people import queries as people
from lachan.people.models import Level, UnitVersion
from lachan.programme.models import Figure, FigureSide, FigureSource


@dataclass(frozen=True, slots=True)
class LevelTotal:
    """The sum over the units of one level, and how many of them it is made of.

    `level` is None for records that belong to no unit.
    """

    level: Level | None
    total: int
    units: int


def by_level(figure: Figure, side: FigureSide) -> list[LevelTotal]:
    """From the province down, as the units stood when the period ended; adds up to the number."""
    amounts: dict[int | None, int] = defaultdict(int)
    listed = FigureSource.objects.filter(figure=figure, side=side)
    for unit, amount in listed.values_list("unit_id", "amount"):
        amounts[unit] += amount
    levels = _levels(amounts, figure.report.period.window.last_day)
    found = []
    for level in (*Level, None):
        units = [unit for unit in amounts if levels.get(unit) == level]
        if units:
            found.append(LevelTotal(level, sum(amounts[unit] for unit in units), len(units)))
    return found


def _levels(units: Iterable[int | None], on: date) -> dict[int | None, Level]:
    """Of each unit on the day; of one that ended before, or began after, its last known level."""
    versions = UnitVersion.objects.filter(unit__in=[unit for unit in units if unit])
    known = dict(versions.order_by("valid_from").values_list("unit_id", "level"))
    known |= dict(versions.filter(people.valid_on(on)).values_list("unit_id", "level"))
    return {unit: Level(level) for unit, level in known.items()}
