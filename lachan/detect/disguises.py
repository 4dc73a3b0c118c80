"""The disguises that are known, and what a word looks like once they are undone."""

from collections.abc import Mapping
from typing import Final

from lachan.detect.fold import fold
from lachan.detect.letters import MARK_BITS

BOUNDARY: Final = 1
"""A piece begins here."""
ODD: Final = 2
"""The piece is no plain word: one letter, no vowel, or something was undone in it."""
POINTED: Final = 4
"""The piece is parted from the one before by a mark inside a word, not by a space."""

LEET: Final[Mapping[str, str]] = {
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "!": "i", "|": "l",
}  # fmt: skip
VOWELS: Final = frozenset("aeiouy")
LONGEST_WORD: Final = 7
"""The longest syllable of Vietnamese has seven letters (nghiêng); what is longer was joined."""
LONGEST_TEEN: Final = 8

# By folded token: the marks it is meant with, and the plain words as a bare reading has them.
Spellings = Mapping[str, tuple[tuple[bytes, str], ...]]


def respelled(letters: str) -> str:
    """A word with the teenagers' first letter as schools write it: f, w, z, j."""
    first, rest = letters[:1], letters[1:]
    if first == "j" and rest[:1] in VOWELS:
        return ("g" if rest[0] == "i" else "gi") + rest
    if first == "w" and rest[:1] in VOWELS:
        return "qu" + rest
    return {"f": "ph", "z": "d"}.get(first, first) + rest


def spellings(teen: Mapping[str, str]) -> Spellings:
    """A word list made ready: plain folded words for each teenager's token.

    A token given without marks is read whatever marks it is typed with; one given with marks, when
    it is typed with these or with none. Longer ones than LONGEST_TEEN are left out.
    """
    ready: dict[str, tuple[tuple[bytes, str], ...]] = {}
    for token, plain in teen.items():
        page = fold(token)
        if 0 < len(page.text) <= LONGEST_TEEN and page.text.isalnum():
            marks = bytes(mark & MARK_BITS for mark in page.marks)
            said = " ".join(map(respelled, plain.split(" ")))
            ready[page.text] = (*ready.get(page.text, ()), (marks, said))
    return ready
