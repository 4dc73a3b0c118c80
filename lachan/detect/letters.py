"""What every character is folded to, and the marks that folding takes off.

The one table behind both ways of folding: character by character (`fold.py`) and over whole
batches (`fold_kernel.py`). A mark is kept as a number beside the bare letter: three bits for the
shape of the letter, three for its tone, one for a capital.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import numpy as np

# What stands for one character that has no place in ASCII: it ends a word and matches nothing.
OTHER: Final = "\x1a"

SHAPES: Final[Mapping[str, int]] = {"\u0302": 1, "\u0306": 2, "\u031b": 3}
STROKE: Final = 4
TONES: Final[Mapping[str, int]] = {
    "\u0300": 1 << 3,
    "\u0301": 2 << 3,
    "\u0309": 3 << 3,
    "\u0303": 4 << 3,
    "\u0323": 5 << 3,
}
SHAPE_BITS: Final = 0b000111
TONE_BITS: Final = 0b111000
MARK_BITS: Final = SHAPE_BITS | TONE_BITS
CAPITAL: Final = 0b1000000

# Letters that are drawn like a Latin letter, and marks of punctuation with a plain twin.
# Capitals come in lower case: Cyrillic т, м, н, к, в are here for Т, М, Н, К, В.
LOOKALIKES: Final = str.maketrans(
    "αβεζηικνορτυχ" "аеорсухіјѕһԁтмнкв" "օոսհց" "ɡɑıøł" "‘’‚‛“”„«»‐‑‒–—―−⁄"
    "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "abezhiknoptux" "aeopcyxijshdtmhkb" "onuhg" "gaiol" "\'\'\'\'\"\"\"\"\"-------/"
    "abcdefghijklmnoprstuvwyz",
)  # fmt: skip
_STROKES: Final = str.maketrans("đðɖ", "ddd")
_INVISIBLE: Final = frozenset({"Cf", "Mn", "Me", "Cc"})
# The longest that one character is written out; longer ones are ornaments and signatures.
LONGEST_PIECE: Final = 4

# Above the tables: tags and variation selectors are invisible, all else is foreign.
TABLE_SIZE: Final = 0x20000
TAGS: Final = range(0xE0000, 0xE1000)
# Han, Hangul and what lies between: foreign, and never taken apart.
FOREIGN: Final = range(0x3400, 0xE000)


class Letter(NamedTuple):
    """What one character becomes: nothing or ASCII characters, and the marks of the first."""

    piece: str
    marks: int


@lru_cache(maxsize=65536)
def letter(char: str) -> Letter:
    """How one character is folded. A space is " ", a line break is a line break."""
    code = ord(char)
    if char == OTHER or code in FOREIGN:
        return Letter(OTHER, 0)
    if code >= TABLE_SIZE:
        return Letter("" if code in TAGS else OTHER, 0)
    if char.isspace():
        return Letter("\n" if char == "\n" else " ", 0)
    if unicodedata.category(char) in _INVISIBLE:
        return Letter("", mark_of(char))
    return _spelled(char)


def mark_of(char: str) -> int:
    """The number of a mark typed as a character of its own; 0 for one that Vietnamese has not."""
    return SHAPES.get(char, 0) or TONES.get(char, 0)


def with_mark(marks: int, mark: int) -> int:
    """The marks of a letter after one more mark was typed over it; the last one wins."""
    kind = SHAPE_BITS if mark & SHAPE_BITS else TONE_BITS
    return marks & ~kind | mark


def _spelled(char: str) -> Letter:
    plain = unicodedata.normalize("NFKD", char)
    lowered = plain.lower().translate(LOOKALIKES)
    kept = lowered.translate(_STROKES)
    piece = "".join(_ascii(c) for c in kept if unicodedata.category(c) not in _INVISIBLE)
    marks = CAPITAL if plain.lower() != plain else 0
    for typed in lowered:
        marks = with_mark(marks, mark_of(typed)) if mark_of(typed) else marks
    if lowered[:1] in {"đ", "ð", "ɖ"}:
        marks |= STROKE
    return Letter(piece[:LONGEST_PIECE], marks)


def _ascii(char: str) -> str:
    if char.isspace():
        return " "
    return char if char.isascii() else OTHER


class Tables(NamedTuple):
    """The table as arrays over code points below TABLE_SIZE.

    `sizes` uint8, `pieces` uint8[TABLE_SIZE, 4], `marks` uint8.
    """

    sizes: "np.ndarray"
    pieces: "np.ndarray"
    marks: "np.ndarray"


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The table for the kernels, made once."""
    import numpy as np

    sizes = np.zeros(TABLE_SIZE, np.uint8)
    pieces = np.zeros((TABLE_SIZE, LONGEST_PIECE), np.uint8)
    marks = np.zeros(TABLE_SIZE, np.uint8)
    for code in range(TABLE_SIZE):
        if code in FOREIGN:
            continue
        piece, mark = letter.__wrapped__(chr(code))
        sizes[code], marks[code] = len(piece), mark
        pieces[code, : len(piece)] = bytearray(piece, "ascii")
    sizes[FOREIGN.start : FOREIGN.stop] = 1
    pieces[FOREIGN.start : FOREIGN.stop, 0] = ord(OTHER)
    return Tables(sizes, pieces, marks)
