"""Which rules may be met by which texts of a batch: boolean algebra over whole columns.

It asks only whether the leaves of a rule occur at all. Where in the text they stand, and what the
slow signs say, is asked for the few texts that are left.
"""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from math import inf
from typing import TYPE_CHECKING, Final

from lachan.detect.conditions import leaves
from lachan.detect.leaves import LeafBook
from lachan.detect.patterns import Patterns
from lachan.detect.rules import Rule
from lachan.detect.terms import Found, Term

if TYPE_CHECKING:
    import numpy as np

    from lachan.detect.views import Views

# Plain writing, folded: a sign that is often asked for in it is dear to watch.
_EVERYDAY: Final = (
    "hom nay 12 ban lop 7a cua truong thcs vi du di tham xom gia dinh, xa minh hoa. co giao nguyen "
    "thi thu nghiem noi: cac em nho goi ve nha truoc 17 gio, so may cua co la 0912 000 000. "
)
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
        lone = {rule.code: self._needed(rule) for rule in rules}
        self._lone = {code: needed for code, needed in lone.items() if needed}
        asked = set().union(*self._lone.values())
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
        names = np.array(kinds)
        chosen: dict[int, list[Rule]] = {}
        for rule in self._rules:
            watched = self._lone.get(rule.code, frozenset())

            def maybe(key: str, watched: frozenset[str] = watched) -> "np.ndarray":
                unknown = key in self._book.finders and key not in watched
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

    def _needed(self, rule: Rule) -> frozenset[str]:
        """Signs to watch for a rule that signs alone may meet; none for one that asks for words.

        As few as do: a rule that wants a citizen number and a name is asked of no text without a
        long number, and names, which stand everywhere, are not looked for.
        """
        signs = {leaf.key for leaf in leaves(rule.condition) if leaf.key in self._book.finders}
        if not self._possible(rule, signs):
            return frozenset()
        needed = set(signs)
        for key in sorted(signs, key=self._commonness, reverse=True):
            if not self._possible(rule, signs - needed | {key}):
                needed.discard(key)
        return frozenset(needed)

    def _possible(self, rule: Rule, signs: Set[str]) -> bool:
        """Whether a rule may be met by a text that has these signs and nothing else."""
        import numpy as np

        return bool(rule.condition.possible(lambda key: np.array([key in signs]))[0])

    def _commonness(self, key: str) -> tuple[float, str]:
        trigger = self._book.finders[key].trigger
        return (len(re.findall(trigger, _EVERYDAY)) if trigger else inf), key
