"""The folded view of a whole batch of texts, with the way back to every character."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lachan.detect.fold import Folded
from lachan.detect.letters import tables

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from lachan.detect.teen_kernel import Teen


@dataclass(frozen=True, slots=True)
class Views:
    """Texts of a batch as UTF-8 and folded, one after the other.

    `original` uint8 and `starts` int64[rows + 1]: row r is `original[starts[r]:starts[r + 1]]`.
    `folded` uint8 (ASCII), rows apart by one SEPARATOR: row r is
    `folded[folded_starts[r]:folded_ends[r]]`. For each folded byte `back` and `ends`, uint32, are
    the half-open span in bytes within its row of the original, `marks` uint8 what was taken off.
    """

    original: "np.ndarray"
    starts: "np.ndarray"
    folded: "np.ndarray"
    folded_starts: "np.ndarray"
    folded_ends: "np.ndarray"
    back: "np.ndarray"
    ends: "np.ndarray"
    marks: "np.ndarray"

    def __len__(self) -> int:
        return len(self.starts) - 1

    def text(self, row: int) -> str:
        """The original text of a row."""
        body = self.original[self.starts[row] : self.starts[row + 1]].tobytes()
        return body.decode("utf-8", "surrogatepass")

    def characters(self, row: int) -> "np.ndarray":
        """For each byte of a row and one past its end: how many characters begin before it."""
        import numpy as np

        body = self.original[self.starts[row] : self.starts[row + 1]]
        begins = np.zeros(len(body) + 1, np.uint32)
        np.cumsum((body & 0xC0) != 0x80, out=begins[1:], dtype=np.uint32)
        return begins

    def row(self, row: int) -> Folded:
        """One row as a page of its own, with offsets in characters."""
        import numpy as np

        first, last = self.folded_starts[row], self.folded_ends[row]
        begins = self.characters(row)
        total = begins[-1:]
        offsets = np.concatenate((begins[self.back[first:last]], total))
        ends = np.concatenate((begins[self.ends[first:last]], total))
        return Folded(
            original=self.text(row),
            text=self.folded[first:last].tobytes().decode("ascii"),
            offsets=array("I", offsets.tobytes()),
            ends=array("I", ends.tobytes()),
            marks=self.marks[first:last].tobytes(),
        )


@dataclass(frozen=True, slots=True)
class BareViews:
    """The bare readings (`bare.py`) of the rows that show a disguise, one after the other.

    `text`, `flags`, `marks` uint8; `lows`, `highs` uint32, a half-open span within the folded row;
    row r is `[starts[r]:ends[r]]`, empty where there is no disguise.
    """

    text: "np.ndarray"
    flags: "np.ndarray"
    marks: "np.ndarray"
    lows: "np.ndarray"
    highs: "np.ndarray"
    starts: "np.ndarray"
    ends: "np.ndarray"


def bare_batch(views: Views, teen: "Teen") -> BareViews:
    """The bare readings of folded texts."""
    import numpy as np

    from lachan.detect.bare_kernel import bare_room, bare_rows

    rows = len(views)
    size = bare_room(len(views.folded), rows)
    view = tuple(np.empty(size, kind) for kind in ("u1", "u1", "u1", "u4", "u4"))
    starts, ends = np.empty(rows, np.int64), np.empty(rows, np.int64)
    used = bare_rows(
        views.folded, views.marks, views.folded_starts, views.folded_ends, teen, view, starts, ends
    )
    text, flags, marks, lows, highs = (part[:used] for part in view)
    return BareViews(text, flags, marks, lows, highs, starts, ends)


def fold_batch(texts: "pa.Array | Sequence[str]") -> Views:
    """Folds every text of an Arrow string array (a null is an empty text) or of a sequence."""
    import numpy as np

    from lachan.detect.fold_kernel import fold_rows, room

    data, starts = _buffers(texts)
    rows = len(starts) - 1
    size = room(len(data), rows)
    view = tuple(np.empty(size, kind) for kind in ("u1", "u4", "u4", "u1"))
    row_starts, row_ends = np.empty(rows, np.int64), np.empty(rows, np.int64)
    used = fold_rows(data, starts, tuple(tables()), view, row_starts, row_ends)
    folded, back, ends, marks = (part[:used] for part in view)
    return Views(data, starts, folded, row_starts, row_ends, back, ends, marks)


def _buffers(texts: "pa.Array | Sequence[str]") -> tuple["np.ndarray", "np.ndarray"]:
    """The bytes of all texts and where each starts; of an Arrow array its own memory."""
    import numpy as np
    import pyarrow as pa

    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    if not isinstance(texts, pa.Array):
        pieces = [text.encode("utf-8", "surrogatepass") for text in texts]
        starts = np.zeros(len(pieces) + 1, np.int64)
        np.cumsum([len(piece) for piece in pieces], out=starts[1:])
        return np.frombuffer(b"".join(pieces) or b"\0", np.uint8)[: starts[-1]], starts
    wide = texts.cast(pa.large_string()).fill_null("")
    _, places, body = wide.buffers()
    starts = np.frombuffer(places, np.int64, len(wide) + 1, wide.offset * 8)
    data = (
        np.frombuffer(body, np.uint8) if body is not None and body.size else np.zeros(0, np.uint8)
    )
    return data, starts
