"""RSS and Atom: whole and well-formed, or refused; then read into entries."""

import calendar
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NoReturn
from xml.parsers import expat

import feedparser

from lachan.detect.rows import BadRow
from lachan.monitor.errors import BrokenFeed, NotAFeed, NotUtf8
from lachan.monitor.reading.entries import Entry, LineProblem, address, checked
from lachan.monitor.reading.page import text_of


def read_feed(body: bytes, publisher: str = "") -> Iterator[Entry | LineProblem]:
    """The articles of a feed, bad ones as problems. Raises BrokenFeed, NotUtf8, NotAFeed first."""
    _check_whole(body)
    parsed = feedparser.parse(body, response_headers={"content-type": "application/xml"})
    if not parsed.version:
        raise NotAFeed
    return _entries(parsed.entries, publisher or str(parsed.feed.get("title", "")))


def _entries(found: list[Any], publisher: str) -> Iterator[Entry | LineProblem]:
    for number, given in enumerate(found, start=1):
        try:
            yield checked(_entry(given, publisher))
        except BadRow as bad:
            yield LineProblem(number, bad.field, bad.reason)


def _entry(given: Any, publisher: str) -> Entry:
    url = _link(given.get("link", ""))
    title = text_of(given.get("title", ""))
    body = given.content[0].value if given.get("content") else given.get("summary", "")
    published = given.get("published_parsed") or given.get("updated_parsed")
    return Entry(
        external_id=given.get("id") or url or title,
        title=title,
        text=text_of(body),
        url=url,
        publisher=publisher,
        published_at=datetime.fromtimestamp(calendar.timegm(published), UTC) if published else None,
    )


def _link(text: str) -> str:
    """The address, or none: an id without an address is told as a link by many feeds."""
    try:
        return address(text)
    except BadRow:
        return ""


def _check_whole(body: bytes) -> None:
    """Reads the XML to its end. A feed that names entities of its own is refused, not expanded."""
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise _broken(body, error) from None


def _broken(body: bytes, error: expat.ExpatError) -> BrokenFeed | NotUtf8:
    says_other_code = b"encoding=" in body[:200] and b"utf-8" not in body[:200].lower()
    if not says_other_code:
        try:
            body.decode("utf-8")
        except UnicodeDecodeError as bad:
            # A feed cut in the middle of a letter is broken, not in another code.
            if bad.end < len(body):
                return NotUtf8(byte=bad.start)
    return BrokenFeed(line=error.lineno)


def _refuse_entity(*_: Any) -> NoReturn:
    raise NotAFeed
