"""Whether a syllable as typed may be the syllable that a term means.

A syllable typed without marks may be any; one typed with marks must agree. Where the tone stands
(hòa, hoà), how the marks are encoded and in which order they were typed make no difference.
"""

import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import Final

from lachan.detect.fold import LOOKALIKES, fold

_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STROKES: Final = str.maketrans("ðɖ", "đđ")


class Marks(StrEnum):
    """How strictly a term reads the marks of the text."""

    COMPATIBLE = "tuong_thich"
    REQUIRED = "bat_buoc"
    IGNORED = "bo_qua"


def agrees(written: str, meant: str, marks: Marks) -> bool:
    """Whether the syllable as written may be the meant one. Both fold to the same letters."""
    if marks is Marks.IGNORED:
        return True
    letters, tone = _key(written)
    if (letters, tone) == _key(meant):
        return True
    return marks is Marks.COMPATIBLE and not tone and letters == fold(written).text


@lru_cache(maxsize=65536)
def _key(syllable: str) -> tuple[str, str]:
    """Letters with their shape marks, and apart from them the tone."""
    lowered = unicodedata.normalize("NFKC", syllable).lower()
    lowered = lowered.translate(LOOKALIKES).translate(_STROKES)
    tone, letters = "", []
    for char in unicodedata.normalize("NFD", lowered):
        if char in _TONES:
            tone = char
        elif unicodedata.category(char) != "Cf":
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)), tone
