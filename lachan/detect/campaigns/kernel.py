"""The compiled loops over texts: their shingles, and the keys of the bands of signatures.

`plain.py` says the same in plain Python and is what they are tested against.
"""

import numpy as np

from lachan.detect.compiled import njit

_FNV_BASIS = np.uint64(0xCBF29CE484222325)
_FNV_PRIME = np.uint64(0x100000001B3)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@njit(inline="always")
def _mix(word):  # type: ignore[no-untyped-def]
    # The finaliser of splitmix64 (Steele, Lea, Flood 2014).
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


@njit(inline="always")
def _is_word(byte):  # type: ignore[no-untyped-def]
    return (97 <= byte <= 122) or (48 <= byte <= 57)


@njit()
def shingle_rows(folded, starts, ends, out, bounds, prints):  # type: ignore[no-untyped-def]
    """Sorted, distinct hashes of every three words in a row of each text, one text after the other.

    `bounds[r]:bounds[r + 1]` are those of row r; `prints[r]` stands for its words in order, 0 for
    none. `out` must have room for a shingle for every two bytes.
    """
    used = 0
    bounds[0] = 0
    for row in range(len(starts)):
        first = used
        words = 0
        one = two = whole = np.uint64(0)
        at = starts[row]
        while at < ends[row]:
            if not _is_word(folded[at]):
                at += 1
                continue
            word = _FNV_BASIS
            while at < ends[row] and _is_word(folded[at]):
                word = (word ^ np.uint64(folded[at])) * _FNV_PRIME
                at += 1
            words += 1
            whole = _mix(whole * _GOLDEN + word)
            if words >= 3:
                out[used] = _mix(_mix(_mix(one) + two) + word)
                used += 1
            one, two = two, word
        prints[row] = whole
        used = first + _distinct(out[first:used])
        bounds[row + 1] = used
    return used


@njit()
def _distinct(part):  # type: ignore[no-untyped-def]
    """Sorts, and moves the distinct ones to the front; how many those are."""
    if len(part) < 2:
        return len(part)
    part.sort()
    kept = 1
    for at in range(1, len(part)):
        if part[at] != part[kept - 1]:
            part[kept] = part[at]
            kept += 1
    return kept


@njit()
def band_keys(signatures, bands, out):  # type: ignore[no-untyped-def]
    """A number for each band of each signature; the same bands of two texts have the same."""
    rows = signatures.shape[1] // bands
    for text in range(signatures.shape[0]):
        for band in range(bands):
            key = np.uint64(band) * _GOLDEN
            for at in range(band * rows, (band + 1) * rows):
                key = _mix(key + np.uint64(signatures[text, at]))
            out[text * bands + band] = np.uint32(key >> np.uint64(32))
