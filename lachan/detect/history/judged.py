"""What is stored of a part: which texts stand in it, and which rules met which of them."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lachan.detect.history.archive import about
from lachan.detect.history.layout import Part, judges
from lachan.detect.history.tables import Rows, read_batches

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
    """One part of a history as it was judged. Rows are numbered as they stand in its texts.

    `texts` are those of the moment when it was made, whatever is added meanwhile.
    """

    def __init__(self, home: Path, part: Part) -> None:
        import numpy as np

        self.home, self.part = home, part
        self.texts = Rows(part.texts(home))
        keys = [batch.column("key").to_numpy() for batch in self.texts.batches(("key",))]
        self.keys = np.concatenate([np.zeros(0, np.int64), *keys])
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

    def findings(self, digest: str, keys: Iterable[int]) -> Mapping[int, bytes]:
        """The findings of some texts as they were written down, by key, where there are any."""
        import numpy as np

        wanted = np.fromiter(keys, np.int64)
        found: dict[int, bytes] = {}
        for batch in read_batches(self.part.verdicts(self.home, digest), ("key", "findings")):
            here = np.flatnonzero(np.isin(batch.column("key").to_numpy(), wanted))
            rows = batch.take(here).to_pylist()
            found |= {row["key"]: row["findings"] for row in rows if row["findings"] is not None}
        return found

    @cached_property
    def kind(self) -> str:
        """The kind of source of all its texts."""
        batches = self.texts.batches(("source_kind",))
        return next((str(batch.column("source_kind")[0]) for batch in batches), "")

    def _verdicts(self, digest: str) -> _Verdicts:
        if digest not in self._said:
            self._said[digest] = _read(self.part.verdicts(self.home, digest), self.keys)
        return self._said[digest]


def _read(path: Path, keys: "np.ndarray") -> _Verdicts:
    import numpy as np

    judged = [np.zeros(0, np.int64)]
    found: dict[str, list[np.ndarray]] = {}
    before = 0
    for batch in read_batches(path, ("key", "rules")):
        judged.append(batch.column("key").to_numpy())
        for code, rows in _by_code(batch.column("rules")).items():
            found.setdefault(code, []).append(rows + before)
        before += batch.num_rows
    place = _places(keys, np.concatenate(judged))
    read = np.zeros(len(keys), np.bool_)
    read[place[place >= 0]] = True
    met = {code: place[np.concatenate(pieces)] for code, pieces in found.items()}
    return _Verdicts(read, {code: np.sort(rows[rows >= 0]) for code, rows in met.items()})


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
