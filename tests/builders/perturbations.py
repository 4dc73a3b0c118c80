"""Ways in which people disguise what they write, none of which should change a verdict.

All are sure to give the same text for the same text: a test that fails can be run again.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from lachan.common.text_vi import fold

TEENCODE: Final = Path(__file__).resolve().parents[2] / "content" / "teencode"
LEET: Final = str.maketrans("aeiostAEIOST", "431057431057")
LOOKALIKE: Final = str.maketrans("aeiocpxyAEOCPXTMHK", "аеіосрхуАЕОСРХТМНК")
INVISIBLE: Final = ("\u200b", "\u200c", "\u2060", "\u00ad", "\ufeff")
# A vowel pair that carries its tone on the second letter in the new spelling (hoà, thuý).
_OLD_TONE: Final = re.compile(r"(o|u)(a|e|y)([\u0300\u0301\u0303\u0309\u0323])(?![a-z])")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SPACED: Final = re.compile(r"(?<=\w) (?=\w)")

Perturbation = Callable[[str], str]


def unmarked(text: str) -> str:
    """Không dấu."""
    return fold_case_kept(text)


def decomposed(text: str) -> str:
    """Letters and marks as separate characters."""
    return unicodedata.normalize("NFD", text)


def zero_width(text: str) -> str:
    """Invisible characters inside every word."""
    parts = iter(range(len(text)))
    return "".join(
        char + (INVISIBLE[next(parts) % len(INVISIBLE)] if char.isalpha() else "") for char in text
    )


def look_alikes(text: str) -> str:
    """Cyrillic letters where they look the same, marks kept."""
    return unicodedata.normalize("NFC", decomposed(text).translate(LOOKALIKE))


def old_tones(text: str) -> str:
    """òa, úy where the text has oà, uý."""
    swapped = _OLD_TONE.sub(r"\1\3\2", decomposed(text))
    return unicodedata.normalize("NFC", swapped)


def leet(text: str) -> str:
    """One letter of each word as a digit: the first that has one, but not the first letter."""
    return _WORD.sub(lambda word: _one_digit(word[0]), text)


def leet_all(text: str) -> str:
    """Every plain letter that has one as a digit, in every other word of more than one letter."""
    return _every_other(text, lambda word: word.translate(LEET) if len(word) > 1 else word)


def teencode(text: str) -> str:
    """Every word that has a short or bent spelling is spelt so."""
    table = spellings()
    return _WORD.sub(lambda word: table.get(word[0].lower(), word[0]), text)


def unmarked_teencode(text: str) -> str:
    """Short spellings, the rest without marks."""
    return unmarked(teencode(text))


def spaced(text: str) -> str:
    """The letters of the longest word one by one."""
    return _longest(text, " ".join)


def dotted(text: str) -> str:
    """Points between the letters of the longest word."""
    return _longest(text, ".".join)


def joined(text: str) -> str:
    """Words run together in pairs."""
    words = iter(range(len(text)))
    return _SPACED.sub(lambda gap: "" if next(words) % 2 else gap[0], text)


def stretched(text: str) -> str:
    """The last letter three times, in every other word of more than two letters."""
    return _every_other(text, lambda word: word + word[-1] * 2 * (len(word) > 2))


def upper(text: str) -> str:
    """Capitals."""
    return text.upper()


def broken_lines(text: str) -> str:
    """A line break for each space."""
    return text.replace(" ", "\n")


PERTURBATIONS: Final[Mapping[str, Perturbation]] = {
    change.__name__: change
    for change in (
        unmarked,
        decomposed,
        zero_width,
        look_alikes,
        old_tones,
        leet,
        leet_all,
        teencode,
        unmarked_teencode,
        spaced,
        dotted,
        stretched,
        upper,
        broken_lines,
    )
}


def contradicted(text: str, span: tuple[int, int]) -> str:
    """The text with other full marks on every syllable of a span: no longer the words meant."""
    start, end = span
    return text[:start] + _WORD.sub(lambda word: _other_tone(word[0]), text[start:end]) + text[end:]


def has_marks(text: str) -> bool:
    """Whether some letter carries a mark, or is đ."""
    return fold(text) != " ".join(text.lower().split())


def fold_case_kept(text: str) -> str:
    """Without marks, capitals kept."""
    plain = (fold(char) or char for char in unicodedata.normalize("NFC", text))
    return "".join(p.upper() if c.isupper() else p for p, c in zip(plain, text, strict=False))


@cache
def spellings() -> dict[str, str]:
    """Word to its first short spelling, of the list that ships."""
    table: dict[str, str] = {}
    for path in sorted(TEENCODE.glob("*.yaml")):
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
        for part in ("thay", "chu_don", "dung_dau"):
            for meant, ways in value.get(part, {}).items():
                table.setdefault(meant, ways[0])
    return table


def _one_digit(word: str) -> str:
    for at, char in enumerate(word):
        if at and char.translate(LEET) != char:
            return word[:at] + char.translate(LEET) + word[at + 1 :]
    return word


def _every_other(text: str, change: Perturbation) -> str:
    words = iter(range(len(text)))
    return _WORD.sub(lambda word: change(word[0]) if next(words) % 2 == 0 else word[0], text)


def _longest(text: str, change: Callable[[str], str]) -> str:
    longest = max(_WORD.finditer(text), key=lambda word: len(word[0]), default=None)
    if longest is None:
        return text
    return text[: longest.start()] + change(longest[0]) + text[longest.end() :]


def _other_tone(word: str) -> str:
    """Another tone on the same letters: the next of the six, never none."""
    tones = "\u0300\u0301\u0309\u0303\u0323"
    letters = decomposed(word)
    had = next((tone for tone in tones if tone in letters), "")
    bare = letters.replace(had, "") if had else letters
    vowel = next((at for at, c in enumerate(bare) if c.lower() in "aeiouy"), None)
    if vowel is None:
        return word
    stop = vowel + 1
    while stop < len(bare) and unicodedata.combining(bare[stop]):
        stop += 1
    other = tones[(tones.index(had) + 1) % len(tones)] if had else tones[1]
    return unicodedata.normalize("NFC", bare[:stop] + other + bare[stop:])
