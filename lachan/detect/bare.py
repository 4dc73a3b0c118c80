"""The bare reading: the letters of a text with its disguises undone.

Digits for letters (b4o), letters one by one (b ạ o), points inside words (b.ạo), words run
together (bạohành), stretched letters (bạooo), teenagers' spelling (ko, wá). What is undone may be
undone wrongly, so the bare reading is only a second chance beside the folded one, and what is
found in it must stand up to `term_kernel.stands`.

This is the plain way, the measure of the compiled one (`bare_kernel.py`), and how terms are bared.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lachan.detect.disguises import (
    BOUNDARY,
    LEET,
    LONGEST_WORD,
    ODD,
    POINTED,
    VOWELS,
    Spellings,
    respelled,
)
from lachan.detect.fold import OTHER, Folded, fold
from lachan.detect.letters import CAPITAL, MARK_BITS

_GAP_AT_MOST: Final = 3
_NONE: Final[Spellings] = {}


@dataclass(slots=True)
class Bare:
    """Letters with what is known of each: flags, marks, and the folded characters it stands for.

    `lows[i]` and `highs[i]` are a half-open span of the folded view. `signs` counts signs of a
    disguise; below two the reading holds nothing that the folded view does not show.
    """

    text: str = ""
    flags: bytearray = field(default_factory=bytearray)
    marks: bytearray = field(default_factory=bytearray)
    lows: "array[int]" = field(default_factory=lambda: array("I"))
    highs: "array[int]" = field(default_factory=lambda: array("I"))
    signs: int = 0

    def put(self, char: str, flags: int, marks: int, span: tuple[int, int]) -> None:
        self.text += char
        self.flags.append(flags)
        self.marks.append(marks)
        self.lows.append(span[0])
        self.highs.append(span[1])


@dataclass(frozen=True, slots=True)
class _Piece:
    """Letters of one word: (letter, marks, low, high) each, and whether something was undone."""

    letters: list[tuple[str, int, int, int]]
    undone: bool

    @property
    def weight(self) -> int:
        """How much of a sign of disguise: a lone vowel is a plain word more often than not."""
        if self.undone or not any(char in VOWELS for char, *_ in self.letters):
            return 2
        return 2 if len(self.letters) > LONGEST_WORD else int(len(self.letters) == 1)


def bare(page: Folded, teen: Spellings) -> Bare:
    """The bare reading of a folded page. `teen` gives plain words for a teenager's spelling."""
    reading, reached = Bare(), 0
    for start, end in _words(page.text):
        gap = _gap(page.text[reached:start]) if reached else BOUNDARY
        if gap == 0:
            reading.put(OTHER, 0, 0, (reached, start))
        reading.signs += 2 * (gap == BOUNDARY | POINTED)
        spelled = _NONE if _letter_by_letter(page.text, start, end) else teen
        for number, piece in enumerate(_pieces(page, start, end, spelled)):
            _lay(reading, piece, (gap or BOUNDARY) if number == 0 else BOUNDARY)
        reached = end
    return reading


def bare_term(text: str, teen: Spellings = _NONE) -> list[list[tuple[str, int]]]:
    """Letters and marks of each word of a term, as a bare reading has them.

    Empty for a term with digits or signs, which a bare reading cannot show.
    """
    page = fold(text.strip())
    if not all(char.isalpha() or char in " _-" for char in page.text):
        return []
    pieces = [piece for word in _words(page.text) for piece in _pieces(page, *word, teen)]
    return [[(char, marks) for char, marks, *_ in piece.letters] for piece in pieces]


def _lay(reading: Bare, piece: _Piece, gap: int) -> None:
    odd = ODD if piece.weight else 0
    reading.signs += piece.weight
    for number, (char, marks, low, high) in enumerate(piece.letters):
        reading.put(char, odd | (gap if number == 0 else 0), marks, (low, high))


def _is_word(text: str, at: int) -> bool:
    char = text[at]
    if char.isalnum():
        return True
    before = at > 0 and text[at - 1].isalpha()
    after = at + 1 < len(text) and text[at + 1].isalpha()
    return (before or after) if char in "@$" else (before and after and char in "!|")


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Runs of letters, digits and signs that stand for letters, with at least one letter."""
    at = 0
    while at < len(text):
        start = at
        while at < len(text) and _is_word(text, at):
            at += 1
        if any(char.isalpha() for char in text[start:at]):
            yield start, at
        at = max(at, start + 1)


def _gap(between: str) -> int:
    """What parts two words: a space, a mark inside a word, or 0 for what no phrase crosses."""
    if between == " ":
        return BOUNDARY
    pointed = 0 < len(between) <= _GAP_AT_MOST and len(set(between)) == 1
    plain = any(char.isalnum() or char in " \n" for char in between)
    return BOUNDARY | POINTED if pointed and not plain else 0


def _letter_by_letter(text: str, start: int, end: int) -> bool:
    """Whether a letter stands beside another lone one: then it spells, and shortens nothing."""

    def lone(at: int) -> bool:
        inside = 0 <= at < len(text) and text[at].isalpha()
        around = [place for place in (at - 1, at + 1) if 0 <= place < len(text)]
        return inside and not any(_is_word(text, place) for place in around)

    return end - start == 1 and (lone(start - 2) or lone(end + 1))


def _pieces(page: Folded, start: int, end: int, teen: Spellings) -> Iterable[_Piece]:
    plain = (
        "" if end - start == 1 and page.marks[start] & CAPITAL else _plain(page, start, end, teen)
    )
    if not plain:
        return [_bared(page, start, end)]
    return [_Piece([(c, 0, start, end) for c in part], undone=True) for part in plain.split(" ")]


def _plain(page: Folded, start: int, end: int, teen: Spellings) -> str:
    """What a token stands for; empty when it is no known spelling."""
    known = teen.get(page.text[start:end], ())
    typed = bytes(mark & MARK_BITS for mark in page.marks[start:end])
    fit = (plain for marks, plain in known if marks == typed or not any(marks) or not any(typed))
    return next(fit, "")


def _bared(page: Folded, start: int, end: int) -> _Piece:
    letters = []
    for at in range(start, end):
        char = page.text[at]
        plain = char if char.isalpha() else LEET.get(char, OTHER)
        if char == "1" and at == start and end - at > 1 and page.text[at + 1] in VOWELS:
            plain = "l"
        letters.append((plain, page.marks[at] if char.isalpha() else 0, at, at + 1))
    calm = _unstretched(letters)
    spelled = respelled("".join(c for c, *_ in calm[:2]))
    undone = not page.text[start:end].isalpha() or len(calm) < len(letters)
    if spelled != "".join(c for c, *_ in calm[:2]):
        lead = spelled[: len(spelled) - len(calm[1:2])]
        calm = [(c, 0, start, calm[0][3]) for c in lead] + calm[1:]
        undone = True
    return _Piece(calm, undone)


def _unstretched(letters: list[tuple[str, int, int, int]]) -> list[tuple[str, int, int, int]]:
    """A letter three times or more, or twice at the end, is meant once."""
    calm: list[tuple[str, int, int, int]] = []
    at = 0
    while at < len(letters):
        stop = at
        while stop < len(letters) and letters[stop][0] == letters[at][0]:
            stop += 1
        if stop - at > 2 or (stop - at == 2 and stop == len(letters)):
            marked = next((m for _, m, *_ in letters[at:stop] if m & ~CAPITAL), 0)
            calm.append((letters[at][0], marked, letters[at][2], letters[stop - 1][3]))
        else:
            calm += letters[at:stop]
        at = stop
    return calm
