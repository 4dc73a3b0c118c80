"""Words and their buckets, compiled. `features.py` says the same in plain Python.

Kept apart because importing it loads numba.
"""

from typing import Any, Final

import numpy as np

from lachan.detect.compiled import loop
from lachan.detect.letters import MARK_BITS
from lachan.detect.model import hashing

CODES: Final = np.array(hashing.CODES, np.uint8)
"""Letters with their marks, uint8[128, 64]; handed in, since a global would be set up each time."""
LEET: Final = np.zeros(128, np.uint8)
"""The letter that a digit hides, 0 for none."""
for _sign, _letter in hashing.LEET.items():
    LEET[ord(_sign)] = ord(_letter)

_AT: Final = ord("@")
_SPACE: Final = ord(" ")
_LONGEST: Final = hashing.LONGEST_WORD
_FEWEST: Final = hashing.FEWEST_SPELLED
_MOST_SIGNS: Final = hashing.MOST_SIGNS
_SPREAD: Final = np.uint64(hashing.SPREAD)
_WORD_MIX: Final = np.uint64(hashing.WORD_MIX)
_PAIR_MIX: Final = np.uint64(hashing.PAIR_MIX)
_KIND_SHIFT: Final = np.uint64(hashing.KIND_SHIFT)
_SHORTEST_GRAM: Final = hashing.SHORTEST_GRAM
_LONGEST_GRAM: Final = hashing.LONGEST_GRAM
ROOM: Final = 2 * _LONGEST
"""Letters that a word and the space around it take."""
MOST_BUCKETS: Final = 2 * ((_LONGEST + 2) * (_LONGEST_GRAM - _SHORTEST_GRAM + 1) + 2)
"""Buckets that a word or a run of signs has at most."""


@loop()
def is_letter(byte: Any) -> Any:
    return 97 <= byte <= 122


@loop()
def is_alnum(byte: Any) -> Any:
    return 97 <= byte <= 122 or 48 <= byte <= 57


@loop()
def is_space(byte: Any) -> Any:
    return byte == 32 or byte == 10


@loop()
def _between(text: Any, low: Any, high: Any, at: Any) -> Any:
    """Whether a letter stands on both sides."""
    return at > low and at + 1 < high and is_letter(text[at - 1]) and is_letter(text[at + 1])


@loop()
def _joins(byte: Any) -> Any:
    """Whether it may stand between letters typed one by one: space, point, _, - or *."""
    return byte == 32 or byte == 46 or byte == 95 or byte == 45 or byte == 42


@loop()
def _spelled(text: Any, at: Any, high: Any) -> Any:
    """How many letters are typed one by one from here on; 1 when there are too few."""
    count = 0
    while count < _LONGEST and at < high and is_letter(text[at]):
        if at + 1 < high and is_alnum(text[at + 1]):
            break
        count += 1
        if at + 1 >= high or not _joins(text[at + 1]):
            break
        at += 2
    return count if count >= _FEWEST else 1


@loop()
def word(
    text: Any, marks: Any, low: Any, high: Any, at: Any, codes: Any, leet: Any, plain: Any,
    coded: Any,
) -> tuple[Any, Any]:  # fmt: skip
    """Reads a word into `plain` and `coded`, with a space at both ends.

    Gives the number of letters with both spaces, and where the word ends. One loop with all in it:
    a second one would cost a branch that no processor foresees for each word.
    """
    step, stop = 1, min(high, at + _LONGEST)
    if is_letter(text[at]) and (at + 1 >= high or not is_alnum(text[at + 1])):
        count = _spelled(text, at, high)
        if count > 1:
            step, stop = 2, at + 2 * count - 1
    last: Any = _SPACE
    plain[0] = coded[0] = last
    size: Any = 1
    end: Any = at
    while end < stop:
        letter = np.int64(text[end])
        code = letter
        if is_letter(letter):
            code = np.int64(codes[letter, marks[end] & MARK_BITS])
        elif leet[letter] and _between(text, low, high, end):
            letter = code = np.int64(leet[letter])
        elif not is_alnum(letter):
            break
        if letter != last or not is_letter(letter):
            plain[size], coded[size] = letter, code
            last, size = letter, size + 1
        elif coded[size - 1] == letter:
            coded[size - 1] = code
        end += step
    plain[size] = coded[size] = _SPACE
    return size + 1, end - step + 1


@loop()
def run_of_signs(text: Any, at: Any, high: Any) -> Any:
    """Where the run of signs that begins here ends."""
    end = at
    while end < high and end - at < _LONGEST:
        if is_alnum(text[end]) or is_space(text[end]):
            break
        end += 1
    return end


@loop()
def hashed(letters: Any, start: Any, end: Any) -> Any:
    value = np.uint64(0)
    for at in range(start, end):
        value = (value ^ np.uint64(letters[at])) * _WORD_MIX
    return value


@loop()
def bucket(value: Any, kind: Any, shift: Any) -> Any:
    return ((value ^ (np.uint64(kind) << _KIND_SHIFT)) * _SPREAD) >> shift


@loop()
def word_buckets(
    letters: Any, size: Any, key: Any, kinds: Any, shift: Any, out: Any, used: Any
) -> Any:
    """Adds the n-grams of one reading of a word, and the word, to what is used of `out`.

    `kinds`: of n-grams and of words. Gives how much of `out` is used then.
    """
    for start in range(size):
        value = np.uint64(letters[start])
        for more in range(1, min(_LONGEST_GRAM, size - start)):
            value = (value << np.uint64(8)) | np.uint64(letters[start + more])
            out[used] = bucket(value, kinds[0] + more + 1, shift)
            used += 1
    out[used] = bucket(key, kinds[1], shift)
    return used + 1


@loop()
def pair_bucket(key: Any, before: Any, kind: Any, shift: Any) -> Any:
    return bucket(key ^ before * _PAIR_MIX, kind, shift)


@loop()
def sign_buckets(text: Any, start: Any, end: Any, shift: Any, out: Any, used: Any) -> Any:
    """Adds a run of signs as a whole, and the first of them one by one."""
    out[used] = bucket(hashed(text, start, end), hashing.SIGNS, shift)
    used += 1
    for at in range(start, min(end, start + _MOST_SIGNS)):
        out[used] = bucket(np.uint64(text[at]), hashing.SIGN, shift)
        used += 1
    return used
