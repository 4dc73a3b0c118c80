"""What a character is, and what stands between two words.

Kept apart because importing it loads numba.
"""

from typing import Final

import numpy as np

from lachan.detect.compiled import loop
from lachan.detect.disguises import BOUNDARY, POINTED, VOWELS

# One bit per letter from a on: an array would be set up anew wherever it is asked.
_VOWELS: Final = sum(1 << (ord(vowel) - 97) for vowel in VOWELS)


@loop()
def is_letter(char):  # type: ignore[no-untyped-def]
    return 97 <= char <= 122


@loop()
def is_vowel(char):  # type: ignore[no-untyped-def]
    return is_letter(char) and (_VOWELS >> (np.int64(char) - 97)) & 1 != 0


@loop()
def is_digit(char):  # type: ignore[no-untyped-def]
    return 48 <= char <= 57


@loop()
def is_word(text, at, first, last):  # type: ignore[no-untyped-def]
    char = text[at]
    if is_letter(char) or is_digit(char):
        return True
    if char != 64 and char != 36 and char != 33 and char != 124:  # @ $ ! |
        return False
    before = at > first and is_letter(text[at - 1])
    after = at + 1 < last and is_letter(text[at + 1])
    return (before or after) if (char == 64 or char == 36) else (before and after)


@loop()
def is_lone(text, at, first, last):  # type: ignore[no-untyped-def]
    """Whether a letter stands at a place, and no other beside it."""
    if at < first or at >= last or not is_letter(text[at]):
        return False
    if at > first and is_word(text, at - 1, first, last):
        return False
    return at + 1 >= last or not is_word(text, at + 1, first, last)


@loop()
def gap_of(text, start, stop):  # type: ignore[no-untyped-def]
    size = stop - start
    if size == 1 and text[start] == 32:
        return BOUNDARY
    if size == 0 or size > 3:
        return 0
    for at in range(start, stop):
        char = text[at]
        if char != text[start] or char == 32 or char == 10 or is_digit(char) or is_letter(char):
            return 0
    return BOUNDARY | POINTED
