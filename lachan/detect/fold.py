"""Two views of a text: as written, and folded to plain ASCII with the way back to every character.

The folded view is what patterns run over: lower case, without marks, đ as d, full width as plain,
look-alike letters as Latin, invisible characters gone, runs of space as one space (a blank line
stays as two line breaks, so that no phrase crosses from one paragraph into the next).
"""

import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# What stands for one character that has no place in ASCII: it ends a word and matches nothing.
OTHER: Final = "\x1a"
PARAGRAPH: Final = "\n\n"

# Letters that are drawn like a Latin letter, and marks of punctuation with a plain twin.
LOOKALIKES: Final = str.maketrans(
    "αβεικνορτυχаеорсухіјѕһԁɡ‘’‚‛“”„«»‐‑‒–—―−⁄",
    'abeiknoptuxaeopcyxijshdg\'\'\'\'"""""-------/',
)
_STROKES: Final = str.maketrans("đðɖ", "ddd")
_INVISIBLE: Final = frozenset({"Cf", "Mn", "Me", "Cc"})


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and its folded view.

    `offsets[i]` is the index in `original` of the character that made `text[i]`; the last entry,
    one past the end, is `len(original)`. Offsets never fall.
    """

    original: str
    text: str
    offsets: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original behind a non-empty span of the folded view.

        Marks typed as separate characters belong to the letter before them.
        """
        stop = self.offsets[end - 1] + 1
        while stop < len(self.original) and unicodedata.combining(self.original[stop]):
            stop += 1
        return self.offsets[start], stop


def fold(text: str) -> Folded:
    """The folded view of any text at all, also a broken one (lone surrogates, control bytes)."""
    out: list[str] = []
    offsets = array("I")
    for index, piece in _spaced(text):
        out.append(piece)
        offsets.extend([index] * len(piece))
    offsets.append(len(text))
    return Folded(original=text, text="".join(out), offsets=offsets)


def _spaced(text: str) -> Iterator[tuple[int, str]]:
    """Pieces with the place they come from, each run of white space made one piece."""
    run_at, breaks = -1, 0
    for index, char in enumerate(text):
        piece = fold_char(char)
        if piece in {" ", "\n"}:
            run_at = index if run_at < 0 else run_at
            breaks += piece == "\n"
        elif piece:
            if run_at >= 0:
                yield run_at, _space(breaks)
                run_at, breaks = -1, 0
            yield index, piece
    if run_at >= 0:
        yield run_at, _space(breaks)


def _space(breaks: int) -> str:
    return PARAGRAPH if breaks > 1 else " "


@lru_cache(maxsize=65536)
def fold_char(char: str) -> str:
    """What one character becomes: nothing, or one or more ASCII characters."""
    if char == OTHER or char.isspace():
        return char if char in {OTHER, "\n"} else " "
    if unicodedata.category(char) in _INVISIBLE:
        return ""
    plain = unicodedata.normalize("NFKD", char).lower().translate(LOOKALIKES).translate(_STROKES)
    kept = (c for c in plain if unicodedata.category(c) not in _INVISIBLE)
    return "".join(_ascii(c) for c in kept)


def _ascii(char: str) -> str:
    if char.isspace():
        return " "
    return char if char.isascii() else OTHER
