"""What `kernel.py` does, in plain Python: slow, and easy to see right. For tests."""

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Final

_MASK: Final = (1 << 64) - 1
_GOLDEN: Final = 0x9E3779B97F4A7C15


def shingles(folded: str) -> tuple[list[int], int]:
    """The sorted, distinct hashes of every three words in a row, and the print of all words."""
    words = [_word(word) for word in re.findall("[a-z0-9]+", folded)]
    found = {
        _mix((_mix((_mix(one) + two) & _MASK) + three) & _MASK)
        for one, two, three in zip(words, words[1:], words[2:], strict=False)
    }
    whole = 0
    for word in words:
        whole = _mix((whole * _GOLDEN + word) & _MASK)
    return sorted(found), whole


def band_keys(signature: Sequence[int], bands: int) -> list[int]:
    rows = len(signature) // bands
    keys = []
    for band in range(bands):
        key = (band * _GOLDEN) & _MASK
        for value in signature[band * rows : (band + 1) * rows]:
            key = _mix((key + value) & _MASK)
        keys.append(key >> 32)
    return keys


def jaccard(left: Sequence[int], right: Sequence[int]) -> float:
    common, total = set(left) & set(right), set(left) | set(right)
    return len(common) / len(total) if total else 0.0


def alike(
    texts: Sequence[Sequence[int]], keys: Sequence[Sequence[int]], fewest: int, least: float
) -> set[frozenset[int]]:
    """The sets of texts that are joined: every pair is looked at."""
    sets = {text: {text} for text in range(len(texts))}
    for one, two in combinations(range(len(texts)), 2):
        long_enough = min(len(texts[one]), len(texts[two])) >= fewest
        meet = any(a == b for a, b in zip(keys[one], keys[two], strict=True))
        if long_enough and meet and jaccard(texts[one], texts[two]) >= least:
            joined = sets[one] | sets[two]
            for text in joined:
                sets[text] = joined
    return {frozenset(found) for found in sets.values()}


def _word(word: str) -> int:
    value = 0xCBF29CE484222325
    for byte in word.encode("ascii"):
        value = ((value ^ byte) * 0x100000001B3) & _MASK
    return value


def _mix(word: int) -> int:
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & _MASK
    return word ^ (word >> 31)
