"""Checks the candidates of a term index: whole words, and marks that allow the term.

Kept apart because importing it loads numba.
"""

from typing import Final

import numpy as np

from lachan.detect.compiled import loop
from lachan.detect.disguises import BOUNDARY, ODD, POINTED
from lachan.detect.letters import MARK_BITS, OTHER, SHAPE_BITS, TONE_BITS

COMPATIBLE: Final = 0
REQUIRED: Final = 1
IGNORED: Final = 2
_OTHER: Final = ord(OTHER)
# Words run together are believed from this length on; shorter ones only when marks prove them.
# “damo” may be two words or one; seven letters are more than any syllable but the longest.
JOINED_FROM: Final = 7
# Fewer letters say nothing once spaces no longer count.
SHORTEST_BARE: Final = 3


@loop()
def _alnum(char):  # type: ignore[no-untyped-def]
    return 97 <= char <= 122 or 48 <= char <= 57


@loop()
def _agree(marks, places, meant, low, high, mode):  # type: ignore[no-untyped-def]
    """Whether the letters low to high of a candidate, one syllable, may carry the meant marks."""
    if mode == IGNORED:
        return True
    same, typed, tone, meant_tone = True, 0, 0, 0
    for at in range(low, high):
        mark = marks[places[at]] & MARK_BITS
        typed |= mark
        same = same and (mark & SHAPE_BITS) == (meant[at] & SHAPE_BITS)
        tone = tone if tone else mark & TONE_BITS
        meant_tone = meant_tone if meant_tone else meant[at] & TONE_BITS
    return (same and tone == meant_tone) or (mode == COMPATIBLE and typed == 0)


@loop()
def _agree_all(marks, places, meant, breaks, mode):  # type: ignore[no-untyped-def]
    """Every syllable of a term; `breaks[i]` says that a syllable begins at letter i."""
    low = 0
    for at in range(1, len(meant) + 1):
        if at == len(meant) or breaks[at]:
            if not _agree(marks, places, meant, low, at, mode):
                return False
            low = at
    return True


@loop()
def _letters(text, start, end, places):  # type: ignore[no-untyped-def]
    """The places of letters and digits in a stretch; gives how many."""
    count = 0
    for at in range(start, end):
        if _alnum(text[at]):
            if count == len(places):
                return -1
            places[count] = at
            count += 1
    return count


@loop()
def stands_folded(text, marks, start, end, meant, breaks, mode, places):  # type: ignore[no-untyped-def]
    """A candidate in the folded view: whole words whose marks allow the term."""
    if start > 0 and _alnum(text[start - 1]):
        return False
    if end < len(text) and _alnum(text[end]):
        return False
    if _letters(text, start, end, places) != len(meant):
        return False
    return _agree_all(marks, places, meant, breaks, mode)


@loop()
def stands(text, flags, marks, start, end, meant, breaks, mode, places):  # type: ignore[no-untyped-def]
    """A candidate in a bare reading: whole pieces, oddly parted only by a disguise."""
    if end - start < SHORTEST_BARE or not flags[start] & BOUNDARY:
        return False
    if end < len(text) and not flags[end] & BOUNDARY and 97 <= text[end] <= 122:
        return False
    odd, joined, typed = False, False, 0
    for at in range(start, end):
        odd = odd or flags[at] & ODD != 0
        typed |= marks[at] & MARK_BITS
        places[at - start] = at
        if at == start:
            continue
        parted = flags[at] & BOUNDARY != 0
        begins = breaks[at - start]
        joined = joined or (begins and not parted)
        disguised = (flags[at] | flags[at - 1]) & ODD or flags[at] & POINTED
        if parted and not begins and not disguised:
            return False
    if joined and typed == 0 and end - start < JOINED_FROM:
        return False
    return _agree_all(marks, places, meant, breaks, mode)


@loop()
def verify(ids, ends, sizes, shape_terms, terms, view, bare, places, kept_at, kept_term):  # type: ignore[no-untyped-def]
    """Keeps (candidate, term) pairs that stand; gives how many.

    Candidate i is pattern `ids[i]` ending at `ends[i]`. `shape_terms` int64[patterns, 2] is a range
    of terms; `terms` are letter ranges int64[terms, 2], meant marks, breaks and modes. `kept_at`
    and `kept_term` have room for every pair, `places` for the letters of one term.
    """
    ranges, meant, breaks, modes = terms
    text, flags, marks = view
    kept = 0
    for at in range(len(ids)):
        end = np.int64(ends[at])
        start = end - sizes[ids[at]]
        for term in range(shape_terms[ids[at], 0], shape_terms[ids[at], 1]):
            low, high = ranges[term, 0], ranges[term, 1]
            want, begin, mode = meant[low:high], breaks[low:high], modes[term]
            if bare:
                good = stands(text, flags, marks, start, end, want, begin, mode, places)
            else:
                good = stands_folded(text, marks, start, end, want, begin, mode, places)
            if good:
                kept_at[kept], kept_term[kept] = at, term
                kept += 1
    return kept
