"""Adds rows to a file of a history. In whatever order rows come, the same ones stand at the end."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lachan.detect.history.tables import read_batches, text_schema, write

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa


class Merged(NamedTuple):
    """`standing`, bool per new row: it is in the file now, added or there before.

    `gone`: keys of rows that gave way.
    """

    standing: "np.ndarray"
    gone: "np.ndarray"


def merge_texts(path: Path, new: "pa.RecordBatch") -> Merged:
    """Adds rows with ids of their own each; of two with one id the later stands.

    At one moment the higher key stands: any rule would do that asks for no order of coming.
    """
    import numpy as np

    ids, at, key = new.column("id"), _moments(new), _keys(new)
    add, standing = np.ones(len(key), np.bool_), np.ones(len(key), np.bool_)
    gone: list[np.ndarray] = []
    lost = [np.zeros(0, np.bool_)]
    for old in read_batches(path, ("id", "at", "key")):
        rows, mine = _meeting(old, ids)
        old_at, old_key = _moments(old)[rows], _keys(old)[rows]
        newer = (at[mine] > old_at) | ((at[mine] == old_at) & (key[mine] > old_key))
        add[mine[~newer]] = False
        standing[mine[~newer]] = key[mine[~newer]] == old_key[~newer]
        gone.append(old_key[newer])
        out = np.zeros(old.num_rows, np.bool_)
        out[rows[newer]] = True
        lost.append(out)
    if add.any():
        write(path, text_schema(), _joined(path, np.concatenate(lost), _picked(new, add)))
    return Merged(standing, np.concatenate([np.zeros(0, np.int64), *gone]))


def merge_verdicts(path: Path, new: "pa.RecordBatch", gone: "np.ndarray") -> None:
    """Adds verdicts on texts that have none yet, and takes away those on texts that gave way."""
    import numpy as np

    key = _keys(new)
    gone = np.setdiff1d(gone, key)
    pieces = [_keys(old) for old in read_batches(path, ("key",))]
    known = np.concatenate([np.zeros(0, np.int64), *pieces])
    add, lost = ~np.isin(key, known), np.isin(known, gone)
    if add.any() or lost.any():
        write(path, new.schema, _joined(path, lost, _picked(new, add)))


def without_texts(batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """The same rows with title and text taken out."""
    import pyarrow as pa

    for batch in batches:
        empty = pa.nulls(batch.num_rows, pa.string())
        for name in ("title", "text"):
            batch = batch.set_column(batch.schema.get_field_index(name), name, empty)
        yield batch


def _joined(path: Path, lost: "np.ndarray", new: "pa.RecordBatch") -> "Iterator[pa.RecordBatch]":
    """The old rows but for the lost ones, then the new."""
    before = 0
    for old in read_batches(path, new.schema.names):
        out = lost[before : before + old.num_rows]
        yield _picked(old, ~out) if out.any() else old
        before += old.num_rows
    yield new


def _meeting(old: "pa.RecordBatch", ids: "pa.Array") -> "tuple[np.ndarray, np.ndarray]":
    """Rows of the old batch whose id is among the new ones, and which new row that is."""
    import numpy as np
    import pyarrow.compute as pc

    place = pc.fill_null(pc.index_in(old.column("id"), value_set=ids), -1)
    place = place.to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(place >= 0)
    return rows, place[rows]


def _picked(batch: "pa.RecordBatch", which: "np.ndarray") -> "pa.RecordBatch":
    import pyarrow as pa

    return batch.filter(pa.array(which))


def _keys(batch: "pa.RecordBatch") -> "np.ndarray":
    keys: np.ndarray = batch.column("key").to_numpy()
    return keys


def _moments(batch: "pa.RecordBatch") -> "np.ndarray":
    import pyarrow as pa

    moments: np.ndarray = batch.column("at").cast(pa.int64()).to_numpy()
    return moments
