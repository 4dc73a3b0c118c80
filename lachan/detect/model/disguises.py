"""Ways in which people write around a filter, to see how much of a model's sight is left."""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from lachan.detect.model.folds import without_marks

_LOOKALIKE: Final = str.maketrans("aeopcxyi", "аеорсхуі")
_LEET: Final = str.maketrans("aeio", "4310")
_ONE_IN: Final = 3


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _zero_width(text: str) -> str:
    return " ".join("\u200b".join(word) for word in text.split(" "))


def _lookalikes(text: str) -> str:
    return text.translate(_LOOKALIKE)


def _leet(text: str) -> str:
    """Vowels inside a word as digits: a person writes b4n, not 4nh."""
    words = (word[:1] + word[1:-1].translate(_LEET) + word[-1:] for word in text.split(" "))
    return " ".join(words)


def _stretched(text: str) -> str:
    return " ".join(word + 2 * word[-1:] if word.isalpha() else word for word in text.split(" "))


def _some_spelled(text: str) -> str:
    """One word in three letter by letter."""
    words = unicodedata.normalize("NFC", text).split(" ")
    return " ".join(word if at % _ONE_IN else " ".join(word) for at, word in enumerate(words))


def _all_spelled(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace(" ", ""))


DISGUISES: Final[Mapping[str, Callable[[str], str]]] = {
    "without_marks": without_marks,
    "decomposed": _decomposed,
    "zero_width": _zero_width,
    "upper_case": str.upper,
    "lookalikes": _lookalikes,
    "leet": _leet,
    "stretched": _stretched,
    "some_words_spelled": _some_spelled,
    "every_letter_spaced": _all_spelled,
}
