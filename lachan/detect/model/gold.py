"""What a cell of the label column says: nothing (clean), or the names of the labels that hold.

Numbers, booleans and lists of numbers (the places of a span) say only whether a text is clean: 0,
false and [] are, anything else is not. Words are names of labels, lists of words several at once.
"""

import ast
import json
from collections.abc import Collection
from typing import Any, Final

Gold = frozenset[str]
CLEAN: Final[Gold] = frozenset()
# Stands for "not clean" where the data gives no name to it.
POSITIVE: Final = ""
NOT_CLEAN: Final[Gold] = frozenset({POSITIVE})

_CLEAN_WORDS: Final = frozenset(
    [
        "0",
        "[]",
        "no",
        "none",
        "false",
        "neg",
        "negative",
        "clean",
        "neutral",
        "normal",
        "non-toxic",
        "non_toxic",
        "nontoxic",
        "not_toxic",
        "not toxic",
        "sạch",
        "sach",
        "không",
        "khong",
        "bình thường",
        "binh_thuong",
    ]
)
_YES_WORDS: Final = frozenset({"true", "yes", "pos", "positive", "có"})


class NotALabel(ValueError):
    """The cell says nothing that can be read as a label."""


def gold(value: Any, positive: Collection[str] = ()) -> Gold:
    """The labels of a cell. With `positive`, only these values are not clean (as written: "2").

    Raises NotALabel for an empty cell or one of a kind that is no label.
    """
    read = _cell(value) if isinstance(value, str) else value
    if positive:
        parts = read if isinstance(read, list) else [read]
        return NOT_CLEAN if any(_as_written(part) in positive for part in parts) else CLEAN
    return _list(read) if isinstance(read, list) else _one(read)


def without(text: str, value: Any) -> str:
    """The text without the characters that a list of places names; empty when it names none."""
    places = _cell(value) if isinstance(value, str) else value
    if not isinstance(places, list) or not places or not all(map(_is_number, places)):
        return ""
    named = set(places)
    left = "".join(" " if at in named else char for at, char in enumerate(text))
    return " ".join(left.split()) if left != text else ""


def _cell(text: str) -> Any:
    """A cell of a CSV file: a list or a number when it is written like one, else the words."""
    text = text.strip()
    if text.startswith("["):
        try:
            return json.loads(text)
        except ValueError:
            return _python(text)
    try:
        return float(text) if text else None
    except ValueError:
        return text


def _python(text: str) -> Any:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        raise NotALabel(text[:40]) from None


def _list(parts: list[Any]) -> Gold:
    if all(_is_number(part) for part in parts):
        return NOT_CLEAN if parts else CLEAN
    return frozenset(name for part in parts for name in _one(part))


def _one(value: Any) -> Gold:
    if _is_number(value):
        if value != value:  # NaN: how pandas writes an empty cell
            raise NotALabel("NaN")
        return NOT_CLEAN if value else CLEAN
    if not isinstance(value, str) or not value.strip():
        raise NotALabel("empty" if value is None or value == "" else str(value)[:40])
    name = value.strip()
    if name.casefold() in _CLEAN_WORDS:
        return CLEAN
    return NOT_CLEAN if name.casefold() in _YES_WORDS else frozenset({name})


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def _as_written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
