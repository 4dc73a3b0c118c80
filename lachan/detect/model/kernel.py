"""The features of a batch of folded texts, and their weighted sums, compiled.

Kept apart because importing it loads numba. What a word adds to the sums depends on the word
alone, so it is worked out once in a batch and kept: that is what makes a rich model quick.
"""

from typing import Any, Final, NamedTuple

import numpy as np

from lachan.detect.compiled import loop
from lachan.detect.letters import MARK_BITS
from lachan.detect.model import hashing
from lachan.detect.model.token_kernel import (
    MOST_BUCKETS,
    ROOM,
    hashed,
    is_alnum,
    is_space,
    pair_bucket,
    run_of_signs,
    sign_buckets,
    word,
    word_buckets,
)

_SPREAD: Final = np.uint64(hashing.SPREAD)
_PLAIN: Final = (hashing.PLAIN_GRAM, hashing.PLAIN_WORD)
_CODED: Final = (hashing.CODED_GRAM, hashing.CODED_WORD)
_PLAIN_PAIR: Final = hashing.PLAIN_PAIR
_CODED_PAIR: Final = hashing.CODED_PAIR
# Tells the sums of a word read with its marks from those of the same letters read without.
_MARKED: Final = np.uint64(1 << 63)


class Rows(NamedTuple):
    """The parts of `views.Views` that are read."""

    text: np.ndarray
    marks: np.ndarray
    starts: np.ndarray
    ends: np.ndarray


class Work(NamedTuple):
    """Room to work in: one word without its marks and with them, its buckets, and the words of the
    row at hand (an open-addressed set that a new row number empties).
    """

    plain: np.ndarray
    coded: np.ndarray
    buckets: np.ndarray
    seen: np.ndarray
    seen_in: np.ndarray


class Sums(NamedTuple):
    """What words add: key uint64, number of features int32, int32[slots, labels]."""

    keys: np.ndarray
    counts: np.ndarray
    sums: np.ndarray


def work_for(rows: Rows) -> Work:
    """Room for the longest of the rows."""
    longest = int((rows.ends - rows.starts).max(initial=0))
    size = 1 << (longest + 2).bit_length()
    letters = np.zeros(ROOM, np.uint8), np.zeros(ROOM, np.uint8)
    seen = np.zeros(size, np.uint64), np.full(size, -1, np.int64)
    return Work(*letters, np.zeros(MOST_BUCKETS, np.uint32), *seen)


def sums_for(slots: int, labels: int) -> Sums:
    """Nothing kept yet; `slots` is a power of two."""
    return Sums(
        np.zeros(slots, np.uint64), np.zeros(slots, np.int32), np.zeros((slots, labels), np.int32)
    )


@loop()
def _is_marked(marks: Any, low: Any, high: Any) -> Any:
    bits = 0
    for at in range(low, high):
        bits |= marks[at]
    return bits & MARK_BITS != 0


@loop()
def _is_new(seen: Any, seen_in: Any, key: Any, row: Any) -> Any:
    """Whether the word has not been met in this row; it has been from now on."""
    last = np.uint64(len(seen) - 1)
    slot = (key * _SPREAD >> np.uint64(32)) & last
    while seen_in[slot] == row:
        if seen[slot] == key:
            return False
        slot = (slot + np.uint64(1)) & last
    seen[slot], seen_in[slot] = key, row
    return True


@loop()
def _of_word(
    plain: Any, coded: Any, size: Any, key: Any, full: Any, marked: Any, shift: Any, out: Any,
    used: Any,
) -> Any:  # fmt: skip
    used = word_buckets(plain, size, key, _PLAIN, shift, out, used)
    if marked:
        used = word_buckets(coded, size, full, _CODED, shift, out, used)
    return used


@loop()
def collect(rows: Rows, codes: Any, leet: Any, work: Work, shift: Any, out: Any, ends: Any) -> int:
    """Writes the buckets of every row into `out`, and where each row ends into `ends`."""
    text, marks, row_starts, row_ends = rows.text, rows.marks, rows.starts, rows.ends
    plain, coded, seen, seen_in = work.plain, work.coded, work.seen, work.seen_in
    used = 0
    for row in range(len(row_starts)):
        low, high = row_starts[row], row_ends[row]
        marked = _is_marked(marks, low, high)
        at, first, before, full_before = low, True, np.uint64(0), np.uint64(0)
        while at < high:
            if is_space(text[at]):
                at += 1
            elif not is_alnum(text[at]):
                end = run_of_signs(text, at, high)
                used = sign_buckets(text, at, end, shift, out, used)
                at = end
            else:
                size, at = word(text, marks, low, high, at, codes, leet, plain, coded)
                key, full = hashed(plain, 1, size - 1), hashed(coded, 1, size - 1)
                if _is_new(seen, seen_in, full, row):
                    used = _of_word(plain, coded, size, key, full, marked, shift, out, used)
                if not first:
                    out[used] = pair_bucket(key, before, _PLAIN_PAIR, shift)
                    used += 1
                    if marked:
                        out[used] = pair_bucket(full, full_before, _CODED_PAIR, shift)
                        used += 1
                first, before, full_before = False, key, full
        ends[row] = used
    return used


@loop()
def _add(weights: Any, bucket: Any, totals: Any, row: Any) -> None:
    for label in range(weights.shape[1]):
        totals[row, label] += weights[bucket, label]


@loop()
def _kept(kept_keys: Any, kept_counts: Any, key: Any) -> tuple[Any, Any]:
    """The slot of a word, and whether its sums are there."""
    slot = (key * _SPREAD >> np.uint64(20)) & np.uint64(len(kept_keys) - 1)
    return slot, kept_counts[slot] > 0 and kept_keys[slot] == key


@loop()
def weigh(
    rows: Rows, codes: Any, leet: Any, weights: Any, work: Work, kept: Sums, shift: Any,
    totals: Any, counts: Any, with_marks: Any,
) -> None:  # fmt: skip
    """Sums the weights of every row, int64[rows, labels], counts its features, says if any letter
    of it has a mark.
    """
    text, marks, row_starts, row_ends = rows.text, rows.marks, rows.starts, rows.ends
    plain, coded, seen, seen_in = work.plain, work.coded, work.seen, work.seen_in
    buckets, kept_keys, kept_counts, sums = work.buckets, kept.keys, kept.counts, kept.sums
    for row in range(len(row_starts)):
        low, high = row_starts[row], row_ends[row]
        marked = _is_marked(marks, low, high)
        at, first, before, full_before, found = low, True, np.uint64(0), np.uint64(0), 0
        while at < high:
            if is_space(text[at]):
                at += 1
            elif not is_alnum(text[at]):
                end = run_of_signs(text, at, high)
                count = sign_buckets(text, at, end, shift, buckets, 0)
                for number in range(count):
                    _add(weights, buckets[number], totals, row)
                found, at = found + count, end
            else:
                size, at = word(text, marks, low, high, at, codes, leet, plain, coded)
                key, full = hashed(plain, 1, size - 1), hashed(coded, 1, size - 1)
                if _is_new(seen, seen_in, full, row):
                    slot, there = _kept(kept_keys, kept_counts, full ^ _MARKED if marked else full)
                    if not there:
                        count = _of_word(plain, coded, size, key, full, marked, shift, buckets, 0)
                        kept_keys[slot] = full ^ _MARKED if marked else full
                        kept_counts[slot] = count
                        for label in range(sums.shape[1]):
                            sums[slot, label] = 0
                        for number in range(count):
                            _add(weights, buckets[number], sums, slot)
                    _add(sums, slot, totals, row)
                    found += kept_counts[slot]
                if not first:
                    _add(weights, pair_bucket(key, before, _PLAIN_PAIR, shift), totals, row)
                    found += 1
                    if marked:
                        pair = pair_bucket(full, full_before, _CODED_PAIR, shift)
                        _add(weights, pair, totals, row)
                        found += 1
                first, before, full_before = False, key, full
        counts[row], with_marks[row] = found, marked
