"""Adds up what the parts of a history show, in whatever order they come, in bounded memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from lachan.detect.history.changes import Change
from lachan.detect.history.comparing import Compared, PartResult
from lachan.detect.history.decisions import Decision, Outcome
from lachan.detect.history.judged import Stored
from lachan.detect.history.layout import Part
from lachan.detect.history.report import Precision
from lachan.detect.history.rows import key_of

if TYPE_CHECKING:
    import numpy as np

SAMPLES: Final = 20
OVERLAPS: Final = 5
_BOUNDS: Final = ("new", "lost", "kept")


class Chosen(NamedTuple):
    """A text to be shown. `order` is by chance, the same chance every time."""

    order: int
    part: Part
    key: int


@dataclass(slots=True)
class RuleTally:
    """One rule that differs: counts, rows to be shown, and decisions on what it found."""

    counts: Counter[str] = field(default_factory=Counter)
    unread: int = 0
    shown: dict[str, list[Chosen]] = field(default_factory=lambda: {"new": [], "lost": []})
    decided: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    # Rows that it shares with another rule.
    shared: Counter[str] = field(default_factory=Counter)

    @property
    def before(self) -> int:
        return self.counts["lost"] + self.counts["kept"]

    @property
    def after(self) -> int:
        return self.counts["new"] + self.counts["kept"]

    def precision(self, *bounds: str) -> Precision:
        """By the decisions on these of new, lost and kept."""
        real = sum(self.decided[bound, Outcome.REAL] for bound in bounds)
        not_real = sum(self.decided[bound, Outcome.NOT_REAL] for bound in bounds)
        whole = sum(self.counts[bound] for bound in bounds)
        return Precision(real, not_real, whole - real - not_real)


class Tally:
    """The whole comparison so far."""

    def __init__(self, differ: Sequence[Change], decisions: Sequence[Decision]) -> None:
        self.differ = {change.name: change for change in differ}
        self.rules = {name: RuleTally() for name in self.differ}
        self.sizes: Counter[str] = Counter()
        self.queue: Counter[str] = Counter()
        self.texts = 0
        self._outcomes = {(one.id, one.rule): one.outcome for one in decisions}
        self._salts = {name: key_of(name) for name in self.differ}

    def add(self, result: PartResult) -> None:
        """Takes in one part."""
        self.texts += len(result.stored.keys)
        self.queue["before"] += len(result.queue_before)
        self.queue["after"] += len(result.queue_after)
        for code, rows in result.after.items():
            self.sizes[code] += len(rows)
        for name, compared in result.rules.items():
            self._add_rule(name, compared, result)

    def overlaps(self, name: str) -> list[tuple[str, float]]:
        """Other rules with the Jaccard index of their findings and those of this one."""
        shared = self.rules[name].shared
        found = [
            (code, both / (self.sizes[name] + self.sizes[code] - both))
            for code, both in shared.items()
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:OVERLAPS]

    def _add_rule(self, name: str, compared: Compared, result: PartResult) -> None:
        tally = self.rules[name]
        tally.unread += compared.unread
        for bound in _BOUNDS:
            tally.counts[bound] += len(getattr(compared, bound))
        for bound in tally.shown:
            picked = _first(result.stored, getattr(compared, bound), self._salts[name])
            tally.shown[bound] = sorted(tally.shown[bound] + picked)[:SAMPLES]
        self._add_decisions(name, compared, result.stored)
        _add_shared(tally.shared, name, result.after)

    def _add_decisions(self, name: str, compared: Compared, stored: Stored) -> None:
        change = self.differ[name]
        codes = {change.code, change.old_code} - {""}
        if not any(rule in codes for _, rule in self._outcomes):
            return
        for bound in _BOUNDS:
            for id_ in ids_of(stored, getattr(compared, bound)):
                outcomes = (self._outcomes.get((id_, code)) for code in sorted(codes))
                outcome = next((one for one in outcomes if one), None)
                if outcome is not None:
                    self.rules[name].decided[bound, outcome] += 1


def ids_of(stored: Stored, rows: "np.ndarray") -> list[str]:
    """The ids of some rows of a part, in order of row."""
    import numpy as np

    found: list[str] = []
    before = 0
    rows = np.sort(rows)
    for batch in stored.texts.batches(("id",)) if len(rows) else ():
        here = rows[(rows >= before) & (rows < before + batch.num_rows)] - before
        found += batch.column("id").take(here).to_pylist()
        before += batch.num_rows
    return found


def _first(stored: Stored, rows: "np.ndarray", salt: int) -> list[Chosen]:
    """Those rows of a part that come first by chance."""
    import numpy as np

    orders = (stored.keys[rows] ^ np.int64(salt)).view(np.uint64)
    first = np.argsort(orders, kind="stable")[:SAMPLES]
    return [Chosen(int(orders[n]), stored.part, int(stored.keys[rows[n]])) for n in first]


def _add_shared(shared: Counter[str], name: str, after: "Mapping[str, np.ndarray]") -> None:
    import numpy as np

    mine = after.get(name)
    if mine is None:
        return
    for code, rows in after.items():
        both = len(np.intersect1d(mine, rows, assume_unique=True)) if code != name else 0
        if both:
            shared[code] += both
