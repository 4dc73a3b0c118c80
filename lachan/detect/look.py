"""The evidence of one page for every leaf of the rules; slow signs are asked only when wanted."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lachan.detect.conditions import Evidence
from lachan.detect.fold import Folded, fold
from lachan.detect.labeller import Labeller
from lachan.detect.leaves import LeafBook
from lachan.detect.terms import Found, Term


class Look:
    """Asks one page. `found` are the terms of its batch, the page is row `row` of it."""

    def __init__(
        self,
        book: LeafBook,
        terms: Sequence[Term],
        labeller: Labeller,
        page: Folded,
        found: Found,
        row: int,
    ) -> None:
        self._book, self._page, self._labeller = book, page, labeller
        self._found: dict[str, list[Evidence]] = defaultdict(list)
        self._asked: set[str] = set()
        places = _Places(page.original)
        for at in range(bisect_left(found.rows, row), bisect_right(found.rows, row)):
            term = terms[found.terms[at]]
            span = places.of(found.starts[at]), places.of(found.ends[at])
            for key in book.terms[term]:
                self._found[key].append(Evidence(*span, book.labels[key], folded(term.text)))

    def __call__(self, key: str) -> list[Evidence]:
        if key not in self._asked:
            self._asked.add(key)
            if key in self._book.finders:
                self._found[key] = self._signs(key)
            elif key in self._book.thresholds:
                self._found[key] = self._passages(key)
        return self._found[key]

    def _signs(self, key: str) -> list[Evidence]:
        finder = self._book.finders[key]
        return [
            Evidence(
                start, end, finder.label, folded(self._page.original[start:end]), finder.private
            )
            for start, end in finder.find(self._page)
        ]

    def _passages(self, key: str) -> list[Evidence]:
        """The stretches that raised a label's score most: never quoted, only marked."""
        asked = self._book.thresholds[key]
        spans = self._labeller.passages(self._page.original, asked.label)
        return [
            Evidence(*span, self._book.labels[key], asked.label, private=True) for span in spans
        ]


class _Places:
    """Bytes of a text in UTF-8 as characters."""

    def __init__(self, text: str) -> None:
        self._plain = text.isascii()
        self._body = b"" if self._plain else text.encode("utf-8", "surrogatepass")

    def of(self, place: int) -> int:
        if self._plain:
            return int(place)
        return len(self._body[:place].decode("utf-8", "surrogatepass"))


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """A sign's folded view, by which two signs are told apart."""
    return fold(text).text


def widest(found: Iterable[Evidence]) -> list[Evidence]:
    """In order of place, without what lies inside other evidence of the same condition."""
    kept: list[Evidence] = []
    reach: dict[str, int] = defaultdict(lambda: -1)
    for evidence in sorted(set(found), key=lambda e: (e.start, -e.end, e.condition, e.sign)):
        if evidence.end > reach[evidence.condition]:
            kept.append(evidence)
            reach[evidence.condition] = evidence.end
    return kept
