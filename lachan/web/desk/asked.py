"""What an address asks for, as somebody may have typed it."""

from django.http import QueryDict


def word_of(given: QueryDict, key: str) -> str:
    """The text under the key, without the one character that PostgreSQL cannot hold."""
    return given.get(key, "").replace("\0", "").strip()


def number_of(given: QueryDict, key: str) -> int | None:
    """The whole number under the key; None for anything else, such as `²` or `-1`."""
    word = given.get(key, "")
    return int(word) if word.isdecimal() and len(word) <= 18 else None
