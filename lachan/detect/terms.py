"""Finds thousands of Vietnamese terms in one pass, and checks the marks of each candidate."""

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lachan.detect.fold import Folded, fold
from lachan.detect.syllables import Marks, agrees

_JOINER = "[ _-]"
_SYLLABLE = re.compile(r"[a-z0-9]+")


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


class Wordless(ValueError):
    """A term without a letter or digit could never be found."""


class TermIndex:
    """One Vectorscan database over the folded view of all terms.

    Raises Wordless for a term without a letter or digit.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: dict[str, list[tuple[Term, list[str]]]] = {}
        for term in dict.fromkeys(terms):
            shape = fold(term.text.strip()).text
            meant = _split_like(term.text)
            if not meant:
                raise Wordless(term)
            self._terms.setdefault(shape, []).append((term, meant))
        self._shapes = list(self._terms)
        self._database = _compile(self._shapes)
        # The database keeps one scratch space, which two threads must not share.
        self._lock = threading.Lock()

    def find(self, page: Folded) -> list[TermHit]:
        """Every hit, in order of place, each a whole word whose marks allow the term."""
        hits = [hit for place in self._candidates(page.text) for hit in self._verified(page, place)]
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.term.text))

    def _candidates(self, text: str) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []

        def note(shape: int, start: int, end: int, _flags: int, _context: Any) -> None:
            found.append((shape, start, end))

        if self._database is not None and text:
            with self._lock:
                self._database.scan(text.encode("ascii"), match_event_handler=note)
        return found

    def _verified(self, page: Folded, place: tuple[int, int, int]) -> Iterable[TermHit]:
        shape, start, end = place
        if not _whole_words(page.text, start, end):
            return
        written = [
            page.original[slice(*page.span(start + part.start(), start + part.end()))]
            for part in _SYLLABLE.finditer(page.text[start:end])
        ]
        for term, meant in self._terms[self._shapes[shape]]:
            if all(agrees(w, m, term.marks) for w, m in zip(written, meant, strict=True)):
                yield TermHit(term, *page.span(start, end))


def _compile(shapes: list[str]) -> Any:
    if not shapes:
        return None
    # Loaded late: heavy, and of no use to whoever only reads rules.
    import hyperscan

    database = hyperscan.Database()
    database.compile(
        expressions=[_JOINER.join(map(re.escape, s.split(" "))).encode("ascii") for s in shapes],
        ids=list(range(len(shapes))),
        elements=len(shapes),
        flags=[hyperscan.HS_FLAG_SOM_LEFTMOST] * len(shapes),
    )
    return database


def _split_like(text: str) -> list[str]:
    """The syllables of a term as written, cut where its folded view is cut."""
    page = fold(text)
    spans = [page.span(part.start(), part.end()) for part in _SYLLABLE.finditer(page.text)]
    return [page.original[start:end] for start, end in spans]


def _whole_words(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start - 1].isalnum()
    after = end < len(text) and text[end].isalnum()
    return not (before or after)
