"""How a feature becomes a bucket. Changing anything here makes every trained model unreadable."""

from typing import Final

from lachan.detect.letters import SHAPES, STROKE, TONE_BITS

# Odd 64-bit multipliers: SPREAD is 2**64 over the golden ratio (Knuth, TAOCP 6.4), WORD_MIX that
# of FNV-1a, PAIR_MIX that of SplitMix64.
SPREAD: Final = 0x9E3779B97F4A7C15
WORD_MIX: Final = 0x100000001B3
PAIR_MIX: Final = 0xBF58476D1CE4E5B9
# Kinds of features, told apart above the 40 bits that five letters take. The n-grams of a word
# without its marks are of kind PLAIN_GRAM + n, with them CODED_GRAM + n.
KIND_SHIFT: Final = 56
PLAIN_GRAM: Final = 0x10
CODED_GRAM: Final = 0x20
PLAIN_WORD: Final = 0x31
CODED_WORD: Final = 0x32
PLAIN_PAIR: Final = 0x41
CODED_PAIR: Final = 0x42
SIGNS: Final = 0x51
SIGN: Final = 0x52

SHORTEST_GRAM: Final = 2
LONGEST_GRAM: Final = 5
# What is longer is cut: no syllable has more than seven letters, few joined words more than 40.
LONGEST_WORD: Final = 40
# Of a run of signs the first few count; the run counts as a whole besides.
MOST_SIGNS: Final = 5
# Letters one by one are one word from so many on: à, ạ, ơ, y are words of their own.
FEWEST_SPELLED: Final = 3
SPELLED_WITH: Final = " ._-*"
LEET: Final = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a"}

_MASK: Final = (1 << 64) - 1
_WITH_SHAPE: Final = {"a": (1, 2), "e": (1,), "o": (1, 3), "u": (3,)}


def bucket(value: int, kind: int, bits: int) -> int:
    """Where a feature lies in a table of 2**bits rows."""
    return ((value ^ kind << KIND_SHIFT) * SPREAD & _MASK) >> (64 - bits)


def word_hash(letters: bytes) -> int:
    """Of a run of letters, 64 bits (FNV-1a without its offset)."""
    value = 0
    for byte in letters:
        value = (value ^ byte) * WORD_MIX & _MASK
    return value


def pair_hash(word: int, before: int) -> int:
    """Of two words in their order."""
    return (word ^ before * PAIR_MIX) & _MASK


def _codes() -> tuple[tuple[int, ...], ...]:
    """One byte for each letter of Vietnamese with its marks: `[letter][marks]`.

    ASCII stands for itself; marks that no such letter carries are passed over.
    """
    table = [[letter] * 64 for letter in range(128)]
    code = 128
    for letter in "aeiouy":
        for shape in (0, *_WITH_SHAPE.get(letter, ())):
            for tone in range(0, TONE_BITS, 8):
                if tone >> 3 <= 5 and (shape or tone):
                    table[ord(letter)][shape | tone] = code
                    code += 1
    for tone in range(0, 64, 8):
        table[ord("d")][STROKE | tone] = code
    return tuple(map(tuple, table))


CODES: Final = _codes()
assert max(SHAPES.values()) < STROKE
