"""One page laid out for finders: the folded text, the same with its marks, the same with capitals.

All three have one character for each character of the folded view, so that a place in one is the
place in the others.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lachan.detect.fold import Folded
from lachan.detect.letters import CAPITAL, MARK_BITS, SHAPE_BITS, SHAPES, STROKE, TONE_BITS, TONES

Span = tuple[int, int]

# A text written with marks has one on about every third letter; a quarter of that still counts.
_MARKED_FROM: Final = 0.08
_CASE: Final = bytes(0x20 if value & CAPITAL else 0 for value in range(256))
_LETTER: Final = bytes(0x20 if chr(value).isalpha() and value < 128 else 0 for value in range(256))
_BARE: Final = bytes(value & MARK_BITS for value in range(256))
_SHAPE_OF: Final = {number: mark for mark, number in SHAPES.items()}
_TONE_OF: Final = {number: mark for mark, number in TONES.items()}
_AROUND: Final = re.compile(r"\(\?<?[=!]")
_OPEN_RHYME: Final = re.compile(r"(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\w)")


@dataclass(frozen=True, slots=True)
class View:
    """`text` folded, `toned` lower case with marks, `cased` folded with the capitals as typed."""

    page: Folded
    text: str
    toned: str
    cased: str
    marked: bool

    def span(self, start: int, end: int) -> Span:
        """The half-open span of the original behind a non-empty one of the view."""
        return self.page.span(start, end)


class Words:
    """A regular expression in Vietnamese, for texts with marks and for texts without.

    Written in lower case with marks. In a marked text the marks must be there, wherever the tone
    is put (hòa, hoà); in a text without marks letters are enough.
    """

    def __init__(self, pattern: str) -> None:
        self._marked = re.compile(_either_placement(pattern))
        self._plain = re.compile(unmarked(pattern))

    def search(self, view: View, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        pattern, text = self._for(view)
        return pattern.search(text, max(0, start), len(text) if end is None else end)

    def match(self, view: View, start: int, end: int | None = None) -> re.Match[str] | None:
        pattern, text = self._for(view)
        return pattern.match(text, start, len(text) if end is None else end)

    def fullmatch(self, view: View, start: int, end: int) -> re.Match[str] | None:
        pattern, text = self._for(view)
        return pattern.fullmatch(text, start, end)

    def finditer(
        self, view: View, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        pattern, text = self._for(view)
        return pattern.finditer(text, start, len(text) if end is None else end)

    def widened(self) -> str:
        """A pattern for triggers: without marks, and without what must or must not stand around.

        It hits wherever this one does, and more often.
        """
        pattern = self._plain.pattern.replace(r"(?<!\w)", r"\b").replace(r"(?!\w)", r"\b")
        while around := _AROUND.search(pattern):
            pattern = pattern[: around.start()] + pattern[_closing(pattern, around.end()) :]
        return pattern

    def _for(self, view: View) -> tuple[re.Pattern[str], str]:
        return (self._marked, view.toned) if view.marked else (self._plain, view.text)


def _closing(pattern: str, start: int) -> int:
    """The place after the bracket that closes the one open at `start`."""
    depth = 1
    while depth:
        step = 2 if pattern[start] == "\\" else 1
        depth += {"(": 1, ")": -1}.get(pattern[start], 0)
        start += step
    return start


_last = threading.local()


def view_of(page: Folded) -> View:
    """The view of a page. The last one of each thread is kept: many finders ask for the same."""
    if getattr(_last, "page", None) is not page:
        _last.view = _view(page)
        _last.page = page
    view: View = _last.view
    return view


def unmarked(text: str) -> str:
    """Without marks, case kept."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in apart if not unicodedata.combining(char))


def _view(page: Folded) -> View:
    plain = page.text.encode("ascii")
    size = len(plain)
    case = int.from_bytes(page.marks.translate(_CASE), "big")
    case &= int.from_bytes(plain.translate(_LETTER), "big")
    cased = (int.from_bytes(plain, "big") ^ case).to_bytes(size, "big").decode("ascii")
    bare = page.marks.translate(_BARE)
    marks = size - bare.count(0)
    toned = "".join(map(_with_marks, page.text, bare)) if marks else page.text
    return View(page, page.text, toned, cased, marks > _MARKED_FROM * size)


@lru_cache(maxsize=4096)
def _with_marks(char: str, marks: int) -> str:
    if not marks or not char.isalpha():
        return char
    if marks & SHAPE_BITS == STROKE:
        return "đ" if char == "d" else char
    shape = _SHAPE_OF.get(marks & SHAPE_BITS, "")
    composed = unicodedata.normalize("NFC", char + shape + _TONE_OF.get(marks & TONE_BITS, ""))
    return composed if len(composed) == 1 else char


def _either_placement(pattern: str) -> str:
    """òa also as oà, ủy also as uỷ: both placements of the tone on open oa, oe, uy."""
    return _OPEN_RHYME.sub(_both_placements, pattern)


def _both_placements(match: re.Match[str]) -> str:
    first, second = match[0][0], match[0][1]
    tone = unicodedata.normalize("NFD", first)[1]
    moved = unmarked(first) + unicodedata.normalize("NFC", second + tone)
    return f"(?:{match[0]}|{moved})"
