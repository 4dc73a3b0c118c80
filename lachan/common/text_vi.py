"""Vietnamese text: folding without marks, and the order of the dictionary."""

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: index for index, letter in enumerate(_LETTERS, start=10)}
# Order of tone marks in Vietnamese dictionaries: none, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def fold(text: str) -> str:
    """Lower case, without marks, đ as d, runs of space as one. For search and loose comparison."""
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


def sort_key(text: str) -> str:
    """A key whose plain order is Vietnamese order: letters first, tones break ties, word by word.

    PostgreSQL from the wheel has no ICU, so the key is stored beside the text and ordered on. Give
    the column `db_collation="C"`: a database with another collation would skip the signs.
    """
    return " ".join(_word_key(word) for word in text.lower().split())


def _word_key(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", word):
        base, tone = _without_tone(char)
        rank = _RANK.get(base)
        letters.append(chr(0x100 + rank) if rank is not None else base)
        tones.append(str(tone))
    return "".join(letters) + "!" + "".join(tones)


def _without_tone(char: str) -> tuple[str, int]:
    tone = 0
    kept: list[str] = []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def initials(name: str) -> str:
    """`Nguyễn Văn An` as `N.V.A.`: what a list shows until the record is opened."""
    return "".join(f"{word[0].upper()}." for word in name.split())
