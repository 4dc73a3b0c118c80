"""Which rules may be met by which texts of a batch: boolean algebra over whole columns.

It asks only whether the leaves of a rule occur at all. Where in the text they stand, and what the
slow signs say, is asked for the few texts that are left.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from lachan.detect.conditions import leaves
from lachan.detect.leaves import LeafBook
from lachan.detect.patterns import Patterns
from lachan.detect.rules import Rule
from lachan.detect.terms import Found, Term

if TYPE_CHECKING:
    import numpy as np

    from lachan.detect.views import Views

# Gives the scores of a label, float32[rows].
Scores = Callable[[str], "np.ndarray"]


class Program:
    """Rules compiled against the terms of an index."""

    def __init__(self, rules: Sequence[Rule], book: LeafBook, terms: Sequence[Term]) -> None:
        import numpy as np

        self._rules, self._book = rules, book
        self._keys = {key: n for n, key in enumerate(book.labels)}
        owners = [[self._keys[key] for key in book.terms[term]] for term in terms]
        self._first = np.cumsum([0, *map(len, owners)])
        self._owners = np.array([key for keys in owners for key in keys], np.int64)
        self._lone = [rule for rule in rules if self._stands_alone(rule)]
        asked = {leaf.key for rule in self._lone for leaf in leaves(rule.condition)}
        self._watched = [key for key in book.finders if key in asked]
        triggers = [book.finders[key].trigger for key in self._watched]
        self._everywhere = None in triggers
        self._triggers = Patterns([trigger or "." for trigger in triggers])

    def candidates(
        self, views: "Views", found: Found, scores: Scores, kinds: Sequence[str]
    ) -> Mapping[int, list[Rule]]:
        """Rows that some rule may be met by, with those rules, in order of row."""
        import numpy as np

        hits = self._leaf_hits(found)
        watched = self._trigger_hits(views)
        scored = {key: scores(at.label) >= at.least for key, at in self._book.thresholds.items()}
        rows = np.unique(
            np.concatenate([hits[0], watched[0], *(np.flatnonzero(s) for s in scored.values())])
        )
        if not rows.size:
            return {}
        present = np.zeros((len(self._keys), len(rows)), np.bool_)
        present[hits[1], np.searchsorted(rows, hits[0])] = True
        present[watched[1], np.searchsorted(rows, watched[0])] = True
        for key, answer in scored.items():
            present[self._keys[key]] = answer[rows]
        return self._selected(rows, present, [kinds[row] for row in rows])

    def _selected(
        self, rows: "np.ndarray", present: "np.ndarray", kinds: Sequence[str]
    ) -> Mapping[int, list[Rule]]:
        import numpy as np

        anything = np.ones(len(rows), np.bool_)
        lone, watched = set(map(id, self._lone)), set(self._watched)
        names = np.array(kinds)
        chosen: dict[int, list[Rule]] = {}
        for rule in self._rules:
            free = set() if id(rule) in lone else watched

            def maybe(key: str, free: set[str] = free) -> "np.ndarray":
                unknown = key in self._book.finders and (key in free or key not in watched)
                return anything if unknown else present[self._keys[key]]

            met = rule.condition.possible(maybe)
            if rule.source_kinds:
                met = met & np.isin(names, ["", *rule.source_kinds])
            for row in rows[met].tolist():
                chosen.setdefault(row, []).append(rule)
        return dict(sorted(chosen.items()))

    def _leaf_hits(self, found: Found) -> "tuple[np.ndarray, np.ndarray]":
        """Rows and leaf numbers of the terms found."""
        import numpy as np

        first, counts = self._first[found.terms], np.diff(self._first)[found.terms]
        rows = np.repeat(found.rows, counts)
        steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return rows, self._owners[np.repeat(first, counts) + steps]

    def _trigger_hits(self, views: "Views") -> "tuple[np.ndarray, np.ndarray]":
        """Rows and leaf numbers where a sign that a rule asks for on its own may stand."""
        import numpy as np

        ids, ends = self._triggers.hits(views.folded)
        rows = np.searchsorted(views.folded_starts, ends - 1, side="right") - 1
        numbers = np.array([self._keys[key] for key in self._watched], np.int64)
        if self._everywhere:
            blind = [
                n for n, key in enumerate(self._watched) if not self._book.finders[key].trigger
            ]
            rows = np.concatenate((rows, np.tile(np.arange(len(views)), len(blind))))
            ids = np.concatenate((ids, np.repeat(blind, len(views)).astype(np.int64)))
        return rows, numbers[ids] if len(numbers) else ids

    def _stands_alone(self, rule: Rule) -> bool:
        """Whether a rule may be met without any term or label, by signs alone."""
        import numpy as np

        def maybe(key: str) -> "np.ndarray":
            return np.array([key in self._book.finders])

        return bool(rule.condition.possible(maybe)[0])
