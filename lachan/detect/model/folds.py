"""Which texts are the same, and parts of the data that share none."""

import hashlib
import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def key(text: str) -> str:
    """Equal for texts that differ only in case, marks, width or punctuation."""
    return " ".join(_WORD.findall(without_marks(unicodedata.normalize("NFKC", text).lower())))


def fold_of(name: str, folds: int) -> int:
    """Which of the parts a text belongs to, by its key: the same in every run and order."""
    return (
        int.from_bytes(hashlib.sha256(name.encode("utf-8", "replace")).digest()[:8], "big") % folds
    )


def without_marks(text: str) -> str:
    """The text as typed by somebody who types no marks: đ as d, capitals and all else kept."""
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")
