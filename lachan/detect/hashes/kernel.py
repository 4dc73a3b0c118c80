"""The compiled loops: search by slots, search of every hash, and the tables of slots.

`plain.py` says the same in NumPy and is what they are tested against. A hash is a row of four
uint64. All of them release the GIL.
"""

import numpy as np

from lachan.detect.compiled import njit

# Rows looked at before the next query gets its turn: 128 KiB of hashes, which stay in the L2 cache.
_BLOCK = 4096


@njit(inline="always")
def _popcount(word):  # type: ignore[no-untyped-def]
    # The shape that LLVM knows as one instruction.
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + (
        (word >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@njit(inline="always")
def _distance(left, i, right, j):  # type: ignore[no-untyped-def]
    return (
        _popcount(left[i, 0] ^ right[j, 0])
        + _popcount(left[i, 1] ^ right[j, 1])
        + _popcount(left[i, 2] ^ right[j, 2])
        + _popcount(left[i, 3] ^ right[j, 3])
    )


@njit(inline="always")
def _key(hashes, i, shift, width):  # type: ignore[no-untyped-def]
    """The bits of one slot of one hash; they may lie in two words."""
    word, bit = shift >> 6, shift & 63
    key = hashes[i, word] >> np.uint64(bit)
    if bit + width > 64:
        key |= hashes[i, word + 1] << np.uint64(64 - bit)
    return np.uint32(key & np.uint64((1 << width) - 1))


@njit(nogil=True)
def group(hashes, shift, width, starts, rows):  # type: ignore[no-untyped-def]
    """Sorts the rows by their key in one slot: those of key k are rows[starts[k]:starts[k + 1]]."""
    starts[:] = 0
    for i in range(hashes.shape[0]):
        starts[_key(hashes, i, shift, width) + 1] += 1
    for k in range(1, starts.shape[0]):
        starts[k] += starts[k - 1]
    for i in range(hashes.shape[0]):
        k = _key(hashes, i, shift, width)
        rows[starts[k]] = i
        starts[k] += 1
    # Each begin has walked to its end, which is the next one's begin.
    for k in range(starts.shape[0] - 1, 0, -1):
        starts[k] = starts[k - 1]
    starts[0] = 0


@njit()
def _twice(column):  # type: ignore[no-untyped-def]
    grown = np.empty(2 * column.shape[0], column.dtype)
    grown[: column.shape[0]] = column
    return grown


@njit()
def _kept(found, hits, query, row, distance):  # type: ignore[no-untyped-def]
    """The columns found so far (a row each) with one hit more; they grow when they are full."""
    if hits == found.shape[1]:
        grown = np.empty((3, 2 * hits), np.int64)
        grown[:, :hits] = found
        found = grown
    found[0, hits], found[1, hits], found[2, hits] = query, row, distance
    return found


@njit()
def _count_near(hashes, begin, end, queries, q, radius):  # type: ignore[no-untyped-def]
    a, b, c, d = queries[q, 0], queries[q, 1], queries[q, 2], queries[q, 3]
    near = 0
    for row in range(begin, end):
        distance = (
            _popcount(hashes[row, 0] ^ a)
            + _popcount(hashes[row, 1] ^ b)
            + _popcount(hashes[row, 2] ^ c)
            + _popcount(hashes[row, 3] ^ d)
        )
        near += distance <= radius
    return near


@njit(nogil=True)
def scan(hashes, count, queries, radius):  # type: ignore[no-untyped-def]
    """All of the first `count` rows within the radius: int64[3, hits], query, row and distance."""
    found, hits = np.empty((3, 64), np.int64), 0
    for begin in range(0, count, _BLOCK):
        end = min(begin + _BLOCK, count)
        for q in range(queries.shape[0]):
            # Counting alone is several times as fast, and nearly always the answer is none.
            if _count_near(hashes, begin, end, queries, q, radius) == 0:
                continue
            for row in range(begin, end):
                distance = _distance(hashes, row, queries, q)
                if distance <= radius:
                    found = _kept(found, hits, q, row, distance)
                    hits += 1
    return found[:, :hits]


@njit()
def _seen_before(hashes, row, queries, q, slot, shifts, widths, begins, masks):  # type: ignore[no-untyped-def]
    """Whether an earlier slot has led to this row already."""
    for earlier in range(slot):
        if begins[earlier] < begins[earlier + 1]:
            # The last neighbour is among the farthest.
            within = _popcount(np.uint64(masks[begins[earlier + 1] - 1]))
            mine = _key(queries, q, shifts[earlier], widths[earlier])
            its = _key(hashes, row, shifts[earlier], widths[earlier])
            if _popcount(np.uint64(mine ^ its)) <= within:
                return True
    return False


@njit()
def _look_up(starts, base, key, masks, begin, end, first, last):  # type: ignore[no-untyped-def]
    """Where the rows of each neighbour of the key begin and end; how many there are."""
    count = 0
    for p in range(begin, end):
        k = base + np.int64(key ^ masks[p])
        first[p - begin], last[p - begin] = starts[k], starts[k + 1]
        count += last[p - begin] - first[p - begin]
    return count


@njit()
def _gather(rows, slot, first, last, probes, candidates):  # type: ignore[no-untyped-def]
    count = 0
    for p in range(probes):
        for i in range(first[p], last[p]):
            candidates[count] = rows[slot, i]
            count += 1


@njit()
def _sift(hashes, candidates, count, queries, q, radius):  # type: ignore[no-untyped-def]
    """Moves the candidates within the radius to the front; how many there are."""
    a, b, c, d = queries[q, 0], queries[q, 1], queries[q, 2], queries[q, 3]
    near = 0
    for i in range(count):
        row = candidates[i]
        distance = (
            _popcount(hashes[row, 0] ^ a)
            + _popcount(hashes[row, 1] ^ b)
            + _popcount(hashes[row, 2] ^ c)
            + _popcount(hashes[row, 3] ^ d)
        )
        if distance <= radius:
            candidates[near] = row
            near += 1
    return near


@njit(nogil=True)
def search(hashes, starts, at, rows, shifts, widths, masks, begins, queries, radius, cap):  # type: ignore[no-untyped-def]
    """Rows within the radius by the tables of slots: int64[3, hits], query, row and distance.

    The table of slot s is starts[at[s]:], its rows are rows[s]; its neighbours are
    masks[begins[s]:begins[s + 1]]. A query with more candidates than `cap` is given up, and the
    second answer says so: looking at every hash is then no slower. Slot by slot for all queries,
    so that one table at a time is in the cache.
    """
    found, hits = np.empty((3, 64), np.int64), 0
    given_up, seen = np.zeros(queries.shape[0], np.bool_), np.zeros(queries.shape[0], np.int64)
    first, last = np.empty(masks.shape[0], np.int64), np.empty(masks.shape[0], np.int64)
    candidates = np.empty(4096, np.int64)
    for slot in range(shifts.shape[0]):
        begin, end = begins[slot], begins[slot + 1]
        for q in range(queries.shape[0] if begin < end else 0):
            if given_up[q]:
                continue
            # Three loops of loads that do not wait for one another; a single one would wait for
            # memory at each of its branches.
            key = _key(queries, q, shifts[slot], widths[slot])
            count = _look_up(starts, at[slot], key, masks, begin, end, first, last)
            seen[q] += count
            given_up[q] = seen[q] > cap
            if given_up[q]:
                continue
            while count > candidates.shape[0]:
                candidates = _twice(candidates)
            _gather(rows, slot, first, last, end - begin, candidates)
            for i in range(_sift(hashes, candidates, count, queries, q, radius)):
                row = candidates[i]
                if not _seen_before(hashes, row, queries, q, slot, shifts, widths, begins, masks):
                    found = _kept(found, hits, q, row, _distance(hashes, row, queries, q))
                    hits += 1
    return found[:, :hits], given_up


@njit(nogil=True)
def fingerprints(text, ends):  # type: ignore[no-untyped-def]
    """A 64-bit fingerprint (FNV-1a) of each piece text[ends[i]:ends[i + 1]]."""
    out = np.empty(ends.shape[0] - 1, np.int64)
    for i in range(out.shape[0]):
        value = np.uint64(0xCBF29CE484222325)
        for at in range(ends[i], ends[i + 1]):
            value = (value ^ np.uint64(text[at])) * np.uint64(0x100000001B3)
        out[i] = np.int64(value)
    return out
