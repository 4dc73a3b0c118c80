"""The lines with which chat programs and people say who speaks, and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_CLOCK: Final = r"\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DAY: Final = r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})"
_BOTH: Final = rf"(?:{_CLOCK},?\s+{_DAY}|{_DAY},?\s+{_CLOCK})"
_NAME: Final = r"(?P<name>[^\s:\[\]][^\n:\[\]]{0,59}?)"
_BARE_NAME: Final = r"(?P<name>[^\s:\[\]().,!?;\"“”/-][^:\[\]().,!?;\"“”/\n]{0,39}?)"
# Marks of direction that phones put around names and times.
_HIDDEN: Final = "\u200e\u200f\u202a\u202b\u202c\u2068\u2069\ufeff"

# Each says by itself that a message begins: one such line is enough.
_STAMPED: Final = (
    re.compile(rf"\[(?P<at>{_BOTH}|{_CLOCK})\]\s*{_NAME}\s*:(?:\s|$)"),
    re.compile(rf"(?P<at>{_BOTH})\s+-\s+{_NAME}\s*:(?:\s|$)"),
    re.compile(rf"{_NAME},\s*\[(?P<at>{_BOTH})\]:?(?:\s|$)"),
)
# These may also be a sentence: they count when there are several.
_CLOCKED: Final = (
    re.compile(rf"(?P<at>{_BOTH}|{_CLOCK})\s+{_NAME}\s*:(?:\s|$)"),
    re.compile(rf"{_BARE_NAME},?\s+\(?(?P<at>{_BOTH}|{_CLOCK})\)?:?\s*$"),
    re.compile(rf"{_BARE_NAME}\s+\((?P<at>{_BOTH}|{_CLOCK})\)\s*:(?:\s|$)"),
)
_NAMED: Final = (re.compile(rf"(?:[-–—•*]\s+)?{_BARE_NAME}\s*:(?:\s|$)"),)
_DASHED: Final = re.compile(r"[-–—•]\s*(?=\S)")
_ALONE: Final = re.compile(rf"(?:{_BOTH}|{_CLOCK}|{_DAY})\s*$")
_MOST_WORDS: Final = 6
_NOT_NAMES: Final = frozenset({"http", "https", "ftp"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the pasted text: its place and what it says without hidden marks at its start."""

    start: int
    end: int
    text: str
    hidden: int


@dataclass(frozen=True, slots=True)
class Header:
    """Who begins to speak on a line, the stamp as written, and where the words begin."""

    name: str
    stamp: str
    words_at: int


def lines_of(text: str) -> list[Line]:
    """The lines of a text, without their line breaks."""
    lines, at = [], 0
    for piece in text.splitlines(keepends=True):
        body = piece.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        bare = body.lstrip(_HIDDEN + " \t")
        lines.append(Line(at, at + len(body), bare, len(body) - len(bare)))
        at += len(piece)
    return lines


def headers_of(lines: Sequence[Line]) -> dict[int, Header]:
    """The lines on which somebody begins to speak, by number; empty when nothing says so."""
    for shapes, needed in ((_STAMPED, 1), (_CLOCKED, 2), (_NAMED, 2)):
        found = {
            number: header
            for number, line in enumerate(lines)
            if (header := _header(line, shapes)) is not None
        }
        if len(found) >= needed:
            return found
    return _names_alone(lines)


def _header(line: Line, shapes: Sequence[re.Pattern[str]]) -> Header | None:
    for shape in shapes:
        match = shape.match(line.text)
        if match is None:
            continue
        name = match["name"].strip(_HIDDEN + " ~\u202f\xa0")
        if name and len(name.split()) <= _MOST_WORDS and name.lower() not in _NOT_NAMES:
            stamp = match.groupdict().get("at") or ""
            return Header(name, stamp, line.start + line.hidden + match.end())
    return None


def _names_alone(lines: Sequence[Line]) -> dict[int, Header]:
    """Names on lines of their own, as Messenger copies them: after a blank line, one recurring."""
    filled = [number for number, line in enumerate(lines) if line.text.strip()]
    candidates = [number for number in filled if _may_be_name(lines[number].text)]
    if not candidates or candidates[0] != filled[0]:
        return {}
    follows = set(filled[:-1])
    opening = {
        lines[n].text.strip()
        for n in candidates
        if n in follows and (n == 0 or not lines[n - 1].text.strip())
    }
    said = [lines[n].text.strip() for n in candidates]
    if len(opening) < 2 or not any(said.count(name) > 1 for name in opening):
        return {}
    return {
        number: Header(lines[number].text.strip(), "", lines[number].end)
        for number in candidates
        if lines[number].text.strip() in opening
    }


def _may_be_name(text: str) -> bool:
    text = text.strip()
    words = text.split()
    return (
        0 < len(text) <= 40
        and len(words) <= 4
        and text[0].isupper()
        and not any(char in '.,!?;:()[]"“”/0123456789' for char in text)
    )


def is_clock_alone(line: Line) -> bool:
    """Whether a line is only a time, as some programs put between messages."""
    return _ALONE.match(line.text) is not None


def dash_of(line: Line) -> int | None:
    """How long the dash is that opens a line of dialogue; None without one."""
    match = _DASHED.match(line.text)
    return line.hidden + match.end() if match else None
