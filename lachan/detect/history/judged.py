"""What is stored of a part: which texts stand in it, and which rules met which of them."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lachan.detect.history.archive import about
from lachan.detect.history.layout import Part, judges
from lachan.detect.history.tables import read_batches

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa


class Judgement(NamedTuple):
    """What is known of a fingerprint: `known`, bool per row, and the rows that met it, in order."""

    known: "np.ndarray"
    rows: "np.ndarray"


class _Verdicts(NamedTuple):
    """What one rule set said: which rows it read, and by code the rows that met it."""

    read: "np.ndarray"
    rows: "Mapping[str, np.ndarray]"


class Stored:
    """One part of a history as it was judged. Rows are numbered as they stand in its texts."""

    def __init__(self, home: Path, part: Part) -> None:
        self.home, self.part = home, part
        self.keys = column(part.texts(home), "key")
        self._marks = {digest: about(home, digest).fingerprints for digest in judges(home, part)}
        self._said: dict[str, _Verdicts] = {}

    def of(self, fingerprint: str) -> Judgement:
        """What any rule set that held a rule of this fingerprint said."""
        import numpy as np

        known = np.zeros(len(self.keys), np.bool_)
        rows = [np.zeros(0, np.int64)]
        for digest, marks in self._marks.items():
            for code in (code for code, mark in marks.items() if mark == fingerprint):
                said = self._verdicts(digest)
                known |= said.read
                rows.append(said.rows.get(code, rows[0]))
        return Judgement(known, np.unique(np.concatenate(rows)))

    def findings(self, digest: str, rows: "np.ndarray") -> Mapping[int, bytes]:
        """The findings of some rows as they were written down, by row, where there are any."""
        import numpy as np

        wanted = {int(self.keys[row]): int(row) for row in rows}
        keys = np.fromiter(wanted, np.int64, len(wanted))
        found: dict[int, bytes] = {}
        for batch in read_batches(self.part.verdicts(self.home, digest), ("key", "findings")):
            here = np.flatnonzero(np.isin(batch.column("key").to_numpy(), keys))
            for key, body in zip(
                batch.column("key").take(here).to_pylist(),
                batch.column("findings").take(here).to_pylist(),
                strict=True,
            ):
                if body is not None:
                    found[wanted[key]] = body
        return found

    @cached_property
    def kind(self) -> str:
        """The kind of source of all its texts."""
        batches = read_batches(self.part.texts(self.home), ("source_kind",))
        return next((str(batch.column("source_kind")[0]) for batch in batches), "")

    def _verdicts(self, digest: str) -> _Verdicts:
        if digest not in self._said:
            self._said[digest] = _read(self.part.verdicts(self.home, digest), self.keys)
        return self._said[digest]


def column(path: Path, name: str) -> "np.ndarray":
    """A column of whole numbers, all of it."""
    import numpy as np

    pieces = [batch.column(name).to_numpy() for batch in read_batches(path, (name,))]
    return np.concatenate([np.zeros(0, np.int64), *pieces])


def _read(path: Path, keys: "np.ndarray") -> _Verdicts:
    import numpy as np

    place = _places(keys, column(path, "key"))
    read = np.zeros(len(keys), np.bool_)
    read[place[place >= 0]] = True
    found: dict[str, list[np.ndarray]] = {}
    before = 0
    for batch in read_batches(path, ("rules",)):
        for code, rows in _by_code(batch.column("rules")).items():
            found.setdefault(code, []).append(place[rows + before])
        before += batch.num_rows
    joined = {code: np.concatenate(pieces) for code, pieces in found.items()}
    return _Verdicts(read, {code: np.sort(rows[rows >= 0]) for code, rows in joined.items()})


def _by_code(lists: "pa.ListArray") -> "Mapping[str, np.ndarray]":
    """For each code the rows of a list column that name it."""
    import numpy as np
    import pyarrow.compute as pc

    rows = pc.list_parent_indices(lists).to_numpy().astype(np.int64)
    codes = pc.list_flatten(lists).dictionary_encode()
    numbers = codes.indices.to_numpy()
    return {code: rows[numbers == n] for n, code in enumerate(codes.dictionary.to_pylist())}


def _places(keys: "np.ndarray", judged: "np.ndarray") -> "np.ndarray":
    """For each key that was judged its row among `keys`, -1 for one that no longer stands there."""
    import numpy as np

    if np.array_equal(keys, judged):
        # As it is when nothing but appends with one rule set ever happened.
        return np.arange(len(keys))
    if not len(keys):
        return np.full(len(judged), -1, np.int64)
    order = np.argsort(keys, kind="stable")
    at = np.minimum(np.searchsorted(keys, judged, sorter=order), len(keys) - 1)
    rows = order[at]
    return np.where(keys[rows] == judged, rows, -1)
