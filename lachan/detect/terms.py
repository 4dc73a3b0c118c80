"""Finds thousands of Vietnamese terms in one pass over a batch, and checks each candidate's marks.

Two databases: one over the folded view, one over the bare reading, where disguises are undone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from lachan.detect.bare import bare_term
from lachan.detect.disguises import spellings
from lachan.detect.fold import Folded, fold
from lachan.detect.patterns import Patterns, literal
from lachan.detect.syllables import Marks

if TYPE_CHECKING:
    import numpy as np

    from lachan.detect.teen_kernel import Teen
    from lachan.detect.views import Views

_JOINER: Final = "[ _-]"
_MODES: Final = {Marks.COMPATIBLE: 0, Marks.REQUIRED: 1, Marks.IGNORED: 2}
_NO_TEEN: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase as an officer wrote it, and how strictly its marks are read."""

    text: str
    marks: Marks = Marks.COMPATIBLE


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term found at a half-open span of characters of the original text."""

    term: Term
    start: int
    end: int


class Found(NamedTuple):
    """Hits of a batch in order of row and place, each array as long as the hits.

    `rows`, `terms` (numbers in `TermIndex.terms`), `starts`, `ends` (bytes within the original).
    """

    rows: "np.ndarray"
    terms: "np.ndarray"
    starts: "np.ndarray"
    ends: "np.ndarray"


class Wordless(ValueError):
    """A term without a letter or digit could never be found."""


@dataclass(slots=True)
class _Spelling:
    """Terms as one view spells them, gathered under the pattern that finds them."""

    letters: "dict[str, list[tuple[int, bytes, bytes]]]"

    def add(self, pattern: str, term: int, words: list[list[tuple[str, int]]]) -> None:
        marks = bytes(mark for word in words for _, mark in word)
        breaks = bytes(at == 0 for word in words for at in range(len(word)))
        self.letters.setdefault(pattern, []).append((term, marks, breaks))


class TermIndex:
    """All terms, compiled. `teen` gives plain words for a teenager's spelling (`spellings`).

    Raises Wordless for a term without a letter or digit.
    """

    def __init__(self, terms: Iterable[Term], teen: Mapping[str, str] = _NO_TEEN) -> None:
        self.terms = tuple(dict.fromkeys(terms))
        self._spellings = spellings(teen)
        folded, bare = _Spelling({}), _Spelling({})
        for number, term in enumerate(self.terms):
            words = folded_words(term.text)
            if not words:
                raise Wordless(term)
            shape = fold(term.text.strip()).text
            folded.add(shape, number, words)
            if " " in shape and shape.replace(" ", "").isalpha() and len(shape) > _LONG:
                folded.add(shape.replace(" ", ""), number, words)
            pieces = bare_term(term.text, self._spellings)
            if pieces:
                bare.add("".join(c for word in pieces for c, _ in word), number, pieces)
        self._folded = _Finder(folded, _JOINER, [_MODES[term.marks] for term in self.terms])
        self._bare = _Finder(bare, " ", [_MODES[term.marks] for term in self.terms])
        self._teen: Teen | None = None

    def find_batch(self, views: "Views") -> Found:
        """Every hit in every row of a batch."""
        import numpy as np

        from lachan.detect.teen_kernel import teen_table
        from lachan.detect.views import bare_batch

        if self._teen is None:
            self._teen = teen_table(self._spellings)
        none = np.zeros(0, np.uint8)
        plain = self._folded.find((views.folded, none, views.marks), bare=False)
        bare = bare_batch(views, self._teen)
        disguised = self._bare.find((bare.text, bare.flags, bare.marks), bare=True)
        rows = np.searchsorted(bare.starts, disguised[0], side="right") - 1
        base = views.folded_starts[rows]
        lows = base + bare.lows[disguised[0]]
        highs = base + bare.highs[disguised[1] - 1]
        starts = np.concatenate((plain[0], lows))
        stops = np.concatenate((plain[1], highs))
        numbers = np.concatenate((plain[2], disguised[2]))
        return _placed(views, starts, stops, numbers)

    def find(self, page: Folded) -> list[TermHit]:
        """Every hit in one text, in order of place: the same code over a batch of one."""
        from lachan.detect.views import fold_batch

        views = fold_batch([page.original])
        found = self.find_batch(views)
        begins = views.characters(0)
        return [
            TermHit(self.terms[term], int(begins[start]), int(begins[end]))
            for term, start, end in zip(found.terms, found.starts, found.ends, strict=True)
        ]


# Words of a phrase that are run together are looked for from this length on, spaces counted.
_LONG: Final = 7


class _Finder:
    """The patterns of one view with what verification needs, as arrays."""

    def __init__(self, spelling: _Spelling, joiner: str, modes: list[int]) -> None:
        import numpy as np

        shapes = list(spelling.letters)
        entries = [entry for shape in shapes for entry in spelling.letters[shape]]
        self._patterns = Patterns([literal(shape, joiner) for shape in shapes])
        self._sizes = np.array([len(shape) for shape in shapes], np.int64)
        counts = np.cumsum([0, *(len(spelling.letters[shape]) for shape in shapes)])
        self._shape_terms = np.column_stack((counts[:-1], counts[1:])).astype(np.int64)
        places = np.cumsum([0, *(len(marks) for _, marks, _ in entries)])
        self._numbers = np.array([number for number, *_ in entries], np.int64)
        self._longest = max((len(shape) for shape in shapes), default=0)
        self._most = max((len(found) for found in spelling.letters.values()), default=0)
        self._terms = (
            np.column_stack((places[:-1], places[1:])).astype(np.int64),
            np.frombuffer(b"".join(marks for _, marks, _ in entries) or b"\0", np.uint8),
            np.frombuffer(b"".join(breaks for *_, breaks in entries) or b"\0", np.uint8),
            np.array([modes[number] for number in self._numbers], np.int64),
        )

    def find(
        self, view: "tuple[np.ndarray, ...]", *, bare: bool
    ) -> "tuple[np.ndarray, np.ndarray, np.ndarray]":
        """Starts and ends in the view, and term numbers, of the candidates that stand."""
        import numpy as np

        from lachan.detect.term_kernel import verify

        ids, ends = self._patterns.hits(view[0])
        room = len(ids) * self._most
        kept_at, kept_term = np.empty(room, np.int64), np.empty(room, np.int64)
        places = np.empty(self._longest, np.int64)
        wanted = (self._sizes, self._shape_terms, self._terms)
        kept = verify(ids, ends, *wanted, view, bare, places, kept_at, kept_term)
        at = kept_at[:kept]
        return ends[at] - self._sizes[ids[at]], ends[at], self._numbers[kept_term[:kept]]


def folded_words(text: str) -> list[list[tuple[str, int]]]:
    """Letters and marks of each word of a term, cut where its folded view is cut."""
    page = fold(text.strip())
    words: list[list[tuple[str, int]]] = [[]]
    for char, mark in zip(page.text, page.marks, strict=True):
        if char.isalnum():
            words[-1].append((char, mark))
        elif words[-1]:
            words.append([])
    return [word for word in words if word]


def _placed(
    views: "Views", starts: "np.ndarray", stops: "np.ndarray", numbers: "np.ndarray"
) -> Found:
    """Spans of folded bytes as rows and spans of original bytes; each hit once, in order."""
    import numpy as np

    rows = np.searchsorted(views.folded_starts, starts, side="right") - 1
    places = np.column_stack((rows, views.back[starts], views.ends[stops - 1], numbers))
    rows, firsts, lasts, terms = np.unique(places.astype(np.int64), axis=0).T
    return Found(rows, terms, firsts, lasts)
