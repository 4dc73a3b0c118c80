"""Who acts, what a trail row may hold, and how rows are chained. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple, Self
from uuid import UUID

JSON = str | int | float | bool | None | list[str] | list[int]

GENESIS = bytes(32)
"""What the first seal points back to."""

LONGEST_FACT = 200


@dataclass(frozen=True, slots=True)
class Author:
    """Who did it: ids and a role code, never a name. The trail outlives the account."""

    user_id: int | None
    unit_id: int | None
    role: str

    @classmethod
    def system(cls, name: str) -> Self:
        """The program itself: a scheduler step, an import, a command."""
        return cls(None, None, f"system:{name}")

    @classmethod
    def public(cls) -> Self:
        """Somebody without an account, usually a child. Nothing more is known, by design."""
        return cls(None, None, "public")


class Line(NamedTuple):
    """One trail row as it is hashed. `facts` is the text PostgreSQL stores: no rounding hides."""

    id: int
    at: datetime
    user_id: int | None
    unit_id: int | None
    role: str
    action: str
    subject_kind: str
    subject_id: str
    facts: str


def link(previous: bytes, *, position: int, sealed_at: datetime, line: Line) -> bytes:
    """The SHA-256 that seals a line in its place behind the previous seal."""
    body = [position, _utc(sealed_at), line.id, _utc(line.at), *line[2:]]
    return hashlib.sha256(previous + canonical(body)).digest()


def canonical(value: object) -> bytes:
    """JSON with one spelling only: sorted keys, no spaces, UTF-8, no NaN."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def checked_facts(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts as plain JSON. ValueError for anything that is not a code, an id or a number.

    A code has no spaces, so that a sentence, and with it a child's story, cannot slip in.
    The message names the fact, never its value. Ids and dates become text.
    """
    return {name: _checked(name, value) for name, value in facts.items()}


def _checked(name: str, value: object) -> object:
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [_scalar(name, item) for item in items]
    return _scalar(name, value)


def _scalar(name: str, value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return _number(name, value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | str):
        return _code(name, str(value))
    raise ValueError(f"journal fact {name!r} is a {type(value).__name__}, not a code, id or number")


def _number(name: str, value: float) -> float:
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"journal fact {name!r} is not a finite number")
    return value


def _code(name: str, value: str) -> str:
    if len(value) > LONGEST_FACT:
        raise ValueError(f"journal fact {name!r} is longer than {LONGEST_FACT} characters")
    if any(c.isspace() or not c.isprintable() for c in value):
        raise ValueError(f"journal fact {name!r} is not a code: it has spaces")
    return value


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
