"""Whether a syllable as typed may be the syllable that a term means.

A syllable typed without marks may be any; one typed with marks must agree. Where the tone stands
(hòa, hoà), how the marks are encoded and in which order they were typed make no difference.
`term_kernel.py` does the same over batches.
"""

from enum import StrEnum
from functools import lru_cache

from lachan.detect.fold import fold
from lachan.detect.letters import SHAPE_BITS, TONE_BITS


class Marks(StrEnum):
    """How strictly a term reads the marks of the text."""

    COMPATIBLE = "tuong_thich"
    REQUIRED = "bat_buoc"
    IGNORED = "bo_qua"


def agrees(written: str, meant: str, marks: Marks) -> bool:
    """Whether the syllable as written may be the meant one. Both fold to the same letters."""
    if marks is Marks.IGNORED:
        return True
    typed = _key(written)
    unmarked = not typed[1] and not any(typed[0])
    return typed == _key(meant) or (marks is Marks.COMPATIBLE and unmarked)


@lru_cache(maxsize=65536)
def _key(syllable: str) -> tuple[bytes, int]:
    """The shapes of the letters one by one, and the tone of the syllable."""
    page = fold(syllable)
    shapes = bytes(
        mark & SHAPE_BITS
        for mark, char in zip(page.marks, page.text, strict=True)
        if char.isalnum()
    )
    tones = (mark & TONE_BITS for mark in page.marks)
    return shapes, next((tone for tone in tones if tone), 0)
