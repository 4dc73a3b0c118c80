"""The compiled loops: shingles of texts, keys of bands, texts alike, sets that are joined.

`plain.py` says the same in plain Python and is what they are tested against.
"""

import numpy as np
from numba import njit

_FNV_BASIS = np.uint64(0xCBF29CE484222325)
_FNV_PRIME = np.uint64(0x100000001B3)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@njit(cache=True, inline="always")
def _mix(word):  # type: ignore[no-untyped-def]
    # The finaliser of splitmix64 (Steele, Lea, Flood 2014).
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


@njit(cache=True, inline="always")
def _is_word(byte):  # type: ignore[no-untyped-def]
    return (97 <= byte <= 122) or (48 <= byte <= 57)


@njit(cache=True)
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


@njit(cache=True)
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


@njit(cache=True)
def band_keys(signatures, bands, out):  # type: ignore[no-untyped-def]
    """A number for each band of each signature; the same bands of two texts have the same."""
    rows = signatures.shape[1] // bands
    for text in range(signatures.shape[0]):
        for band in range(bands):
            key = np.uint64(band) * _GOLDEN
            for at in range(band * rows, (band + 1) * rows):
                key = _mix(key + np.uint64(signatures[text, at]))
            out[text * bands + band] = np.uint32(key >> np.uint64(32))


@njit(cache=True)
def root(parent, item):  # type: ignore[no-untyped-def]
    """The first of the set that an item is in; shortens the way there."""
    while parent[item] != item:
        parent[item] = parent[parent[item]]
        item = parent[item]
    return item


@njit(cache=True)
def join_pairs(parent, left, right):  # type: ignore[no-untyped-def]
    """Joins the sets of each pair; the lesser root stays the root."""
    for at in range(len(left)):
        a, b = root(parent, left[at]), root(parent, right[at])
        if a != b:
            parent[max(a, b)] = min(a, b)


@njit(cache=True)
def roots(parent, out):  # type: ignore[no-untyped-def]
    for item in range(len(parent)):
        out[item] = root(parent, item)


@njit(cache=True)
def jaccard(left, right):  # type: ignore[no-untyped-def]
    """Of two sorted arrays of distinct numbers: the common ones over all; 0 of nothing."""
    i = j = common = 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            common += 1
            i += 1
            j += 1
        elif left[i] < right[j]:
            i += 1
        else:
            j += 1
    total = len(left) + len(right) - common
    return common / total if total else 0.0


@njit(cache=True)
def join_alike(texts, reached, end, limits, edges):  # type: ignore[no-untyped-def]
    """Joins each text from `reached` to `end` to every one before it that is alike.

    `texts`: keys, heads, following, hashes, bounds, parent, seen (see `near.py`). `limits`: bands,
    fewest shingles, deepest chain, least Jaccard. `edges`: arrays left, right, score to be filled.
    Gives how many edges were filled and the text that was reached: less than `end` when they were
    full; then it goes on there.
    """
    bounds = texts[4]
    filled = 0
    for text in range(reached, end):
        if bounds[text + 1] - bounds[text] >= limits[1]:
            filled = _find_alike(texts, text, limits, edges, filled)
            if filled < 0:
                return len(edges[0]), text
            _enter(texts, text, limits[0])
    return filled, end


@njit(cache=True)
def _find_alike(texts, text, limits, edges, filled):  # type: ignore[no-untyped-def]
    """The edges of one text added; -1 when there is no room left for another."""
    keys, heads, following, hashes, bounds, parent, seen = texts
    bands, _, deepest, least = limits
    mine = hashes[bounds[text] : bounds[text + 1]]
    for band in range(bands):
        key = keys[text * bands + band]
        entry = heads[key & (len(heads) - 1)]
        looked = 0
        while entry >= 0 and looked < deepest:
            other = entry // bands
            if keys[entry] == key:
                looked += 1
                if seen[other] != text:
                    seen[other] = text
                    a, b = root(parent, other), root(parent, text)
                    if a != b:
                        score = jaccard(mine, hashes[bounds[other] : bounds[other + 1]])
                        if score >= least:
                            if filled == len(edges[0]):
                                seen[other] = -1
                                return -1
                            edges[0][filled], edges[1][filled] = other, text
                            edges[2][filled] = score
                            filled += 1
                            parent[max(a, b)] = min(a, b)
            entry = following[entry]
    return filled


@njit(cache=True)
def _enter(texts, text, bands):  # type: ignore[no-untyped-def]
    keys, heads, following = texts[0], texts[1], texts[2]
    for band in range(bands):
        entry = text * bands + band
        slot = keys[entry] & (len(heads) - 1)
        following[entry] = heads[slot]
        heads[slot] = entry


@njit(cache=True)
def enter_again(texts, count, bands, fewest):  # type: ignore[no-untyped-def]
    """Fills a larger table of heads with the texts that were in the smaller one."""
    bounds = texts[4]
    for text in range(count):
        if bounds[text + 1] - bounds[text] >= fewest:
            _enter(texts, text, bands)
