"""The compiled loops that find texts alike; `plain.alike` looks at every pair instead."""

from lachan.detect.campaigns.sets_kernel import root
from lachan.detect.compiled import njit


@njit()
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


@njit()
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


@njit()
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


@njit()
def _enter(texts, text, bands):  # type: ignore[no-untyped-def]
    keys, heads, following = texts[0], texts[1], texts[2]
    for band in range(bands):
        entry = text * bands + band
        slot = keys[entry] & (len(heads) - 1)
        following[entry] = heads[slot]
        heads[slot] = entry


@njit()
def enter_again(texts, count, bands, fewest):  # type: ignore[no-untyped-def]
    """Fills a larger table of heads with the texts that were in the smaller one."""
    bounds = texts[4]
    for text in range(count):
        if bounds[text + 1] - bounds[text] >= fewest:
            _enter(texts, text, bands)
