"""Two views of a text: as written, and folded to plain ASCII with the way back to every character.

The folded view is what patterns run over: lower case, without marks, đ as d, full width as plain,
look-alike letters as Latin, invisible characters gone, runs of space as one space (a blank line
stays as two line breaks, so that no phrase crosses from one paragraph into the next). The marks
that were taken off stand beside it as numbers.

This is the plain way, for single texts and as the measure of the compiled one (`fold_kernel.py`).
"""

from array import array
from dataclasses import dataclass
from typing import Final

from lachan.detect.letters import OTHER as OTHER
from lachan.detect.letters import letter, mark_of, with_mark

PARAGRAPH: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and its folded view.

    `offsets[i]` is the index in `original` of the character that made `text[i]`, `ends[i]` the
    index after it and after the marks typed over it; both have one entry more, `len(original)`.
    `marks[i]` are the marks of that character (see `letters.py`). Offsets never fall.
    """

    original: str
    text: str
    offsets: "array[int]"
    ends: "array[int]"
    marks: bytes

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original behind a non-empty span of the folded view.

        Marks typed as separate characters belong to the letter before them.
        """
        return self.offsets[start], self.ends[end - 1]


class _Page:
    """The folded view while it grows."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.offsets, self.ends = array("I"), array("I")
        self.marks = bytearray()
        self._run_at, self._run_end, self._breaks = -1, 0, 0

    def space(self, index: int, piece: str) -> None:
        self._run_at = index if self._run_at < 0 else self._run_at
        self._run_end = index + 1
        self._breaks += piece == "\n"

    def put(self, index: int, piece: str, marks: int) -> None:
        self.close_run()
        for number, char in enumerate(piece):
            self._add(char, index, index + 1, marks if number == 0 else 0)

    def overmark(self, index: int, mark: int) -> None:
        """A mark typed over the letter before it; over a space it is nothing."""
        if self.out and self._run_at < 0 and self.out[-1].isalpha():
            self.marks[-1] = with_mark(self.marks[-1], mark)
            self.ends[-1] = index + 1

    def close_run(self) -> None:
        if self._run_at >= 0:
            for char in PARAGRAPH if self._breaks > 1 else " ":
                self._add(char, self._run_at, self._run_end, 0)
        self._run_at, self._breaks = -1, 0

    def _add(self, char: str, start: int, end: int, marks: int) -> None:
        self.out.append(char)
        self.offsets.append(start)
        self.ends.append(end)
        self.marks.append(marks)


def fold(text: str) -> Folded:
    """The folded view of any text at all, also a broken one (lone surrogates, control bytes)."""
    page = _Page()
    for index, char in enumerate(text):
        piece, marks = letter(char)
        if piece in {" ", "\n"}:
            page.space(index, piece)
        elif piece:
            page.put(index, piece, marks)
        elif mark_of(char):
            page.overmark(index, marks)
    page.close_run()
    page.offsets.append(len(text))
    page.ends.append(len(text))
    return Folded(text, "".join(page.out), page.offsets, page.ends, bytes(page.marks))
