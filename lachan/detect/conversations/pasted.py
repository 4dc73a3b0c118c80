"""Reads a chat that somebody pasted as plain text, in the shapes that chat programs copy."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from lachan.detect.conversations.chat import TURN_CAP, Chat, Pseudonyms, Turn
from lachan.detect.conversations.headers import (
    Header,
    Line,
    dash_of,
    headers_of,
    is_clock_alone,
    lines_of,
)
from lachan.detect.conversations.times import pasted_time

UNKNOWN: Final = "?"
"""Who speaks where the text does not say it."""

# Time, account or name, and the place of the words in the pasted text.
_Said = tuple[datetime | None, str, int, int]


def read_pasted(text: str, pseudonyms: Pseudonyms) -> Chat:
    """The chat in a pasted text. Any text is one: what has no shape is turns of nobody known."""
    lines = lines_of(text)
    headers = headers_of(lines)
    guessed = not headers
    if headers:
        said = _by_headers(lines, headers)
    elif _is_dialogue(lines):
        said = _by_dashes(lines)
    else:
        said = ((None, UNKNOWN, line.start, line.end) for line in lines)
    turns = tuple(_turns(text, said, pseudonyms))
    return Chat(turns=turns, guessed=guessed)


def _by_headers(lines: Sequence[Line], headers: dict[int, Header]) -> Iterator[_Said]:
    at, who, start, end = None, UNKNOWN, 0, 0
    for number, line in enumerate(lines):
        if header := headers.get(number):
            yield at, who, start, end
            at, who = pasted_time(header.stamp), header.name
            start, end = min(header.words_at, line.end), line.end
        elif is_clock_alone(line):
            yield at, who, start, end
            start = end = line.end
        else:
            end = line.end
    yield at, who, start, end


def _is_dialogue(lines: Sequence[Line]) -> bool:
    dashes = sum(dash_of(line) is not None for line in lines)
    return dashes >= 2 and dashes * 2 >= sum(bool(line.text.strip()) for line in lines)


def _by_dashes(lines: Sequence[Line]) -> Iterator[_Said]:
    """Two people who take turns: who they are, the text does not say."""
    speaker, start, end = 0, 0, 0
    for line in lines:
        dash = dash_of(line)
        if dash is not None:
            yield None, (UNKNOWN, "1", "2")[speaker], start, end
            speaker = 1 if speaker != 1 else 2
            start = line.start + dash
        end = line.end
    yield None, (UNKNOWN, "1", "2")[speaker], start, end


def _turns(text: str, said: Iterator[_Said], pseudonyms: Pseudonyms) -> Iterator[Turn]:
    number = 0
    for at, who, start, end in said:
        words = text[start:end].strip()
        letter = UNKNOWN if who == UNKNOWN else ""
        for cut in range(0, len(words), TURN_CAP):
            number += 1
            letter = letter or pseudonyms.of(who, who)
            yield Turn(number, at, letter, words[cut : cut + TURN_CAP])
