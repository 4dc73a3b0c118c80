"""The lines of a table, given to the csv module as it asks for them."""

from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from lachan.detect.lines import LINE_CAP, skip_rest
from lachan.detect.scale.blocks import Place


class LineReader:
    """Lines for the csv module, which asks for as many as a row needs; they can be given again.

    `taken` holds those of the present row, `cut` says that one of them was too long to be given.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._again: deque[bytes] = deque()
        self.place = Place()
        self.taken: list[bytes] = []
        self.cut = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        piece = self._again.popleft() if self._again else self._stream.readline(LINE_CAP + 1)
        if not piece:
            raise StopIteration
        at, number = self.place
        if len(piece) > LINE_CAP and not piece.endswith(b"\n"):
            self.cut = True
            at += skip_rest(self._stream, LINE_CAP)
        self.place = Place(at + len(piece), number + 1)
        if self.cut:
            return "\n"
        self.taken.append(piece)
        return piece.decode("latin-1")

    def give_again(self, begins: Place) -> None:
        """Gives all but the first line of this row once more, as rows of their own.

        A quote that is never closed would else take every row up to the next quote with it.
        """
        if not self.cut:
            first, *again = self.taken
            self._again.extendleft(reversed(again))
            self.place = Place(begins.position + len(first), begins.number + 1)
            self.taken = [first]
