"""One article or post as it was read, whatever it was read from."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.utils.dateparse import parse_datetime

from lachan.common.time import VIETNAM
from lachan.detect.lines import LINE_CAP
from lachan.detect.rows import BadRow, Reason, Row
from lachan.monitor.rules import Medium

ENTRY_CAP = LINE_CAP
"""Longest text of an item, in characters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`published_at` has a time zone; `medium` is empty when the source's own applies."""

    external_id: str
    title: str
    text: str
    url: str = ""
    publisher: str = ""
    medium: str = ""
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A line or, in a feed, an article that was refused: counted from 1, with field and reason."""

    line: int
    field: str
    reason: Reason
    byte: int | None = None


def from_row(row: Row) -> Entry:
    """The entry of a JSONL row. Raises BadRow."""
    return Entry(
        external_id=str(row.id)[:200],
        title=row.title,
        text=row.text,
        url=address(row.url),
        publisher=row.source,
        medium=row.source_kind if row.source_kind in set(Medium) else "",
        published_at=moment(row.published_at),
    )


def checked(entry: Entry) -> Entry:
    """The entry cut to what the tables hold. Raises BadRow when it has no text, or far too much."""
    if not (entry.text.strip() or entry.title.strip()):
        raise BadRow("text", Reason.MISSING)
    if len(entry.text) > ENTRY_CAP:
        raise BadRow("text", Reason.TOO_LONG)
    return Entry(
        external_id=entry.external_id[:200],
        title=entry.title.strip()[:1000],
        text=entry.text,
        url=entry.url,
        publisher=entry.publisher.strip()[:200],
        medium=entry.medium,
        published_at=entry.published_at,
    )


def address(text: str) -> str:
    """An http(s) address of at most 2,000 characters, or empty. Raises BadRow for anything else."""
    url = text.strip()
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise BadRow("url", Reason.NOT_AN_ADDRESS) from None
    if parts.scheme not in {"http", "https"} or not parts.netloc or len(url) > 2000:
        raise BadRow("url", Reason.NOT_AN_ADDRESS)
    return url


def moment(text: str) -> datetime | None:
    """An ISO 8601 moment; without a zone it is Viet Nam's. None when empty. Raises BadRow."""
    if not text.strip():
        return None
    try:
        parsed = parse_datetime(text.strip())
        if parsed is None:
            raise BadRow("published_at", Reason.NOT_A_TIME)
        # A moment that cannot be told in another zone cannot be stored either.
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=VIETNAM)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadRow("published_at", Reason.NOT_A_TIME) from None
