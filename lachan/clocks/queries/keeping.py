"""How deadlines were kept."""

from dataclasses import dataclass

from django.db.models import Count

from lachan.clocks.models import Clock, ClockQuerySet
from lachan.clocks.rules.states import OUTCOMES
from lachan.common.measures import Window


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Three numbers that are never added up to two."""

    met: int = 0
    met_extended: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        return self.met + self.met_extended + self.late


def outcomes(window: Window) -> Outcomes:
    """How the clocks that were met in the window were met."""
    return outcomes_by_unit(window).get(None, Outcomes())


def outcomes_by_unit(window: Window) -> dict[int | None, Outcomes]:
    """The same by owner unit; under None all together, missing when there is nothing."""
    rows = met_in(window).order_by().values("owner_unit", "state").annotate(number=Count("pk"))
    split: dict[int | None, dict[str, int]] = {}
    for row in rows:
        for unit in (row["owner_unit"], None):
            numbers = split.setdefault(unit, {})
            numbers[row["state"]] = numbers.get(row["state"], 0) + row["number"]
    return {unit: Outcomes(**numbers) for unit, numbers in split.items()}


def met_in(window: Window) -> ClockQuerySet:
    """The clocks whose evidence lies in the window, in its order."""
    ended = Clock.objects.filter(state__in=sorted(OUTCOMES))
    return ended.filter(met_at__gte=window.start, met_at__lt=window.end).order_by("met_at", "pk")
