"""Arrays that live in memory or in a folder, and the column of ids made of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lachan.detect.hashes.codec import Id
from lachan.detect.hashes.kernel import fingerprints

Rows = NDArray[np.int64]
# Ids as they come: numbers, or text.
Ids = NDArray[np.int64] | list[str]


def new_array(folder: Path | None, name: str, dtype: Any, shape: tuple[int, ...]) -> NDArray[Any]:
    """An array to be filled: mapped to `<folder>/<name>.npy`, or in memory without a folder."""
    if folder is None or 0 in shape:  # an empty file cannot be mapped
        return np.empty(shape, dtype)
    return np.lib.format.open_memmap(folder / f"{name}.npy", "w+", dtype, shape)


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """The same as a plain, read-only array: one type for the kernels, wherever it lives."""
    plain = array.view(np.ndarray)
    plain.setflags(write=False)
    return plain


def mapped(folder: Path, name: str) -> NDArray[Any]:
    path = folder / f"{name}.npy"
    # A file with a header alone cannot be mapped.
    return frozen(np.load(path, mmap_mode="r" if path.stat().st_size > 128 else None))


@dataclass(frozen=True, slots=True)
class IdColumn:
    """The id of every row, and the way back from an id to its rows.

    Numbers are their own `keys`; of text the keys are fingerprints, and the text itself lies in
    `text[ends[row]:ends[row + 1]]` as UTF-8. `order` sorts the keys.
    """

    keys: NDArray[np.int64]
    order: NDArray[np.uint32]
    text: NDArray[np.uint8]
    ends: NDArray[np.int64]

    @property
    def is_text(self) -> bool:
        return len(self.ends) > 0

    def take(self, rows: Rows) -> list[Id]:
        if not self.is_text:
            numbers: list[Id] = self.keys[rows].tolist()
            return numbers
        return [self._text(row) for row in rows.tolist()]

    def find(self, ids: Ids) -> Rows:
        """Every row that carries one of the ids, which are of the same kind as the column's."""
        keys = fingerprints(*_packed(ids)) if isinstance(ids, list) else ids
        lows = np.searchsorted(self.keys, keys, side="left", sorter=self.order)
        highs = np.searchsorted(self.keys, keys, side="right", sorter=self.order)
        found = [
            row
            for wanted, low, high in zip(ids, lows.tolist(), highs.tolist(), strict=True)
            for row in self.order[low:high].tolist()
            if not self.is_text or self._text(row) == wanted
        ]
        return np.array(found, dtype=np.int64)

    def _text(self, row: int) -> str:
        raw = self.text[self.ends[row] : self.ends[row + 1]].tobytes()
        return raw.decode("utf-8", "surrogatepass")


def write_ids(folder: Path | None, ids: Ids) -> IdColumn:
    """A column of ids as they come."""
    if isinstance(ids, list):
        return _finished(folder, *_packed(ids))
    nothing = np.empty(0, np.uint8), np.empty(0, np.int64)
    return _finished(folder, *nothing, keys=ids)


def join_ids(folder: Path | None, parts: Iterable[tuple[IdColumn, Rows]]) -> IdColumn:
    """A column of the chosen rows of several ones, all of one kind."""
    chosen = [(column, rows) for column, rows in parts if len(rows)]
    if not chosen or not chosen[0][0].is_text:
        keys = [column.keys[rows] for column, rows in chosen]
        return write_ids(folder, np.concatenate(keys) if keys else np.empty(0, np.int64))
    texts, lengths = [], []
    for column, rows in chosen:
        length = np.diff(column.ends)
        kept = np.zeros(len(length), np.bool_)
        kept[rows] = True
        texts.append(column.text[np.repeat(kept, length)])
        lengths.append(length[rows])
    ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.concatenate(lengths))])
    return _finished(folder, np.concatenate(texts), ends)


def map_ids(folder: Path) -> IdColumn:
    """The column that was written into the folder."""
    is_text = (folder / "ids-ends.npy").exists()
    nothing = np.empty(0, np.uint8), np.empty(0, np.int64)
    text, ends = (mapped(folder, "ids-text"), mapped(folder, "ids-ends")) if is_text else nothing
    return IdColumn(mapped(folder, "ids-keys"), mapped(folder, "ids-order"), text, ends)


def _packed(ids: Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    raw = [one.encode("utf-8", "surrogatepass") for one in ids]
    ends = np.zeros(len(raw) + 1, np.int64)
    np.cumsum([len(one) for one in raw], out=ends[1:])
    return np.frombuffer(b"".join(raw), np.uint8), ends


def _finished(
    folder: Path | None,
    text: NDArray[np.uint8],
    ends: NDArray[np.int64],
    keys: NDArray[np.int64] | None = None,
) -> IdColumn:
    keys = fingerprints(text, ends) if keys is None else keys
    order = np.argsort(keys, kind="stable").astype(np.uint32)
    columns = {"ids-keys": keys, "ids-order": order}
    if len(ends):
        columns |= {"ids-text": text, "ids-ends": ends}
    kept = {name: _kept(folder, name, column) for name, column in columns.items()}
    return IdColumn(
        kept["ids-keys"], kept["ids-order"], kept.get("ids-text", text), kept.get("ids-ends", ends)
    )


def _kept(folder: Path | None, name: str, column: NDArray[Any]) -> NDArray[Any]:
    if folder is not None:
        np.save(folder / f"{name}.npy", column)
        return mapped(folder, name) if column.size else frozen(column)
    return frozen(column)
