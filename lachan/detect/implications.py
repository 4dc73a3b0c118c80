"""Which leaf of a condition is met whenever another is: a child under 12 is one under 16."""

from typing import Final

from lachan.detect.leaves import LeafBook
from lachan.detect.syllables import Marks

_AGE: Final = "tuoi:"
_LOOSE: Final = {Marks.REQUIRED: 0, Marks.COMPATIBLE: 1, Marks.IGNORED: 2}


class Implications:
    """Asks the leaves of one rule set. Says yes only where it is sure."""

    def __init__(self, book: LeafBook) -> None:
        self._book = book
        self._terms: dict[str, dict[str, int]] = {}
        for term, keys in book.terms.items():
            words = term.text.casefold()
            for key in keys:
                held = self._terms.setdefault(key, {})
                held[words] = max(_LOOSE[term.marks], held.get(words, 0))

    def implies(self, one: str, other: str) -> bool:
        """Whether `other` is met on every page on which `one` is."""
        return one == other or any(
            asked(one, other) for asked in (self._by_age, self._by_score, self._by_terms)
        )

    def _by_age(self, one: str, other: str) -> bool:
        if not (one.startswith(_AGE) and other.startswith(_AGE)):
            return False
        return int(one.removeprefix(_AGE)) <= int(other.removeprefix(_AGE))

    def _by_score(self, one: str, other: str) -> bool:
        known = self._book.thresholds
        if one not in known or other not in known:
            return False
        return known[one].label == known[other].label and known[one].least >= known[other].least

    def _by_terms(self, one: str, other: str) -> bool:
        """Each term of the one is a term of the other, which reads its marks no more strictly."""
        mine, its = self._terms.get(one), self._terms.get(other)
        if not mine or not its:
            return False
        return all(its.get(words, -1) >= loose for words, loose in mine.items())
