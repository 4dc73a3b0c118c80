"""How hashes and ids come in and go out.

A hash is 256 bits. Inside it is four uint64: its 32 bytes read as little-endian words, so that
every way of giving the same hash gives the same words.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Id = int | str
Hashes = str | bytes | Sequence[str] | Sequence[bytes] | NDArray[Any]

BYTES: Final = 32
_FORMS: Final = "64 hexadecimal digits, 32 bytes, uint8[n, 32] or uint64[n, 4]"


def as_words(hashes: Hashes) -> Words:
    """uint64[n, 4] of hashes given as hex, bytes or an array; one alone is a batch of one.

    Raises ValueError that names the first hash that is none.
    """
    if isinstance(hashes, np.ndarray):
        return _from_array(hashes)
    given = [hashes] if isinstance(hashes, (str, bytes)) else list(hashes)
    raw = b"".join(_raw(one, number) for number, one in enumerate(given))
    return np.frombuffer(raw, dtype="<u8").reshape(-1, 4)


def as_hex(words: Words) -> list[str]:
    """The hashes as 64 lower-case hexadecimal digits each."""
    raw = np.ascontiguousarray(words, dtype="<u8").tobytes()
    return [raw[at : at + BYTES].hex() for at in range(0, len(raw), BYTES)]


def as_ids(ids: Sequence[Id] | NDArray[Any]) -> NDArray[np.int64] | list[str]:
    """Ids of one kind: all int (of 64 bits, signed) or all str. Raises TypeError for a mixture."""
    if isinstance(ids, np.ndarray) and ids.dtype.kind in "iu":
        if ids.dtype == np.uint64 and ids.size and ids.max() > np.iinfo(np.int64).max:
            raise OverflowError("An id number has at most 63 bits.")
        return ids.astype(np.int64)
    if isinstance(ids, (str, bytes)):
        raise TypeError("Ids are given as a list, also a single one.")
    given = ids.tolist() if isinstance(ids, np.ndarray) else list(ids)
    if all(type(one) is str for one in given):
        return [str(one) for one in given]
    if all(isinstance(one, (int, np.integer)) and not isinstance(one, bool) for one in given):
        return np.array(given, dtype=np.int64)
    raise TypeError("Ids are all int or all str.")


def _from_array(hashes: NDArray[Any]) -> Words:
    rows = hashes[None] if hashes.ndim == 1 and hashes.dtype.kind == "u" else hashes
    if rows.ndim == 2 and (str(rows.dtype), rows.shape[1]) in {("uint8", BYTES), ("uint64", 4)}:
        return np.ascontiguousarray(rows).view(np.uint64)
    if rows.ndim == 1 and rows.dtype.kind in "OU":
        return as_words(rows.tolist())
    raise ValueError(f"An array {hashes.dtype}{list(hashes.shape)} holds no hashes: {_FORMS}.")


def _raw(one: object, number: int) -> bytes:
    if isinstance(one, bytes) and len(one) == BYTES:
        return one
    if isinstance(one, str) and len(one) == 2 * BYTES and one.isalnum():
        try:
            return bytes.fromhex(one)
        except ValueError:
            pass
    raise ValueError(f"Hash number {number} is none: {_FORMS}.")
