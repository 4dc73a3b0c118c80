"""One hash that suddenly matches everything is held back until somebody has looked at it.

A blank picture or a common logo in a bank would fill the officers' queue. No clock here: whoever
knows when a day (or an hour) is over calls close_window().
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

# Of the last window against all before it, in the running mean.
_WEIGHT: Final = 0.3
# A mean below this is forgotten, so that the table stays as small as what matches.
_FORGET: Final = 0.05

# Bank and id of one hash in it.
Entry = tuple[str, Any]


@dataclass(slots=True)
class FloodGuard:
    """Counts the matches of each entry in a window and quarantines what is far above its mean.

    An entry is quarantined when it matched more than `factor` times its own mean of the windows
    before, and more than `floor` times in any case. Both are the operator's to set; the defaults
    are a place to begin, not measured.
    """

    floor: int = 50
    factor: float = 10.0
    quarantined: dict[Entry, int] = field(default_factory=dict)
    _now: Counter[Entry] = field(default_factory=Counter)
    _means: dict[Entry, float] = field(default_factory=dict)

    def count(self, matched: Iterable[Entry]) -> None:
        """Counts these matches; what they bring above its limit is quarantined from now on."""
        for entry in matched:
            self._now[entry] += 1
            if self._now[entry] > self.limit(entry):
                self.quarantined[entry] = self._now[entry]

    def limit(self, entry: Entry) -> float:
        """How many matches in one window it may have."""
        return max(self.floor, self.factor * self._means.get(entry, 0.0))

    def release(self, entry: Entry) -> None:
        """Somebody looked and lets it match: as often as now is its mean from here on."""
        self._means[entry] = float(self.quarantined.pop(entry, 0))
        self._now[entry] = 0

    def close_window(self) -> None:
        """A day (or whatever a window is) is over. What is quarantined stays so."""
        for entry in self._means.keys() | self._now.keys():
            if entry not in self.quarantined:
                mean = self._means.get(entry, 0.0)
                self._means[entry] = mean + _WEIGHT * (self._now[entry] - mean)
        self._means = {entry: mean for entry, mean in self._means.items() if mean >= _FORGET}
        self._now.clear()

    def state(self) -> dict[str, list[list[Any]]]:
        """All it knows, as plain JSON, for whoever keeps it between runs."""
        tables: dict[str, Mapping[Entry, Any]] = {
            "quarantined": self.quarantined, "now": self._now, "means": self._means,
        }  # fmt: skip
        return {
            name: [[*entry, value] for entry, value in table.items()]
            for name, table in tables.items()
        }

    @classmethod
    def restored(
        cls, state: Mapping[str, list[list[Any]]], *, floor: int = 50, factor: float = 10.0
    ) -> Self:
        quarantined, now, means = (
            {(bank, one): value for bank, one, value in state[name]}
            for name in ("quarantined", "now", "means")
        )
        return cls(floor, factor, quarantined, Counter(now), means)
