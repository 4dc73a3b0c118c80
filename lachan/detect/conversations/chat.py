"""A chat as the engine sees it: numbered turns of people known only as A, B, C."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from lachan.common.labels import mark as _

TURN_CAP: Final = 64 * 1024
"""Longest turn in characters: Telegram allows 4,096, Messenger 20,000."""
CHAT_CAP: Final = 32 * 1024 * 1024
"""Most characters of one chat that are held: about half a million turns."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. `number` counts from 1 within the chat; `at` is in Viet Nam's time when known.

    `text` is as written, and what every span of the engine is counted in (characters, half-open).
    """

    number: int
    at: datetime | None
    speaker: str
    text: str


class Reason(StrEnum):
    """Why a message is refused."""

    NOT_AN_OBJECT = "not_an_object"
    NOT_TEXT = "not_text"
    BROKEN_TEXT = "broken_text"
    TOO_LONG = "too_long"
    NOT_A_TIME = "not_a_time"
    NO_SPEAKER = "no_speaker"
    NOT_JSON = "not_json"


REASON_LABELS: Final[Mapping[Reason, str]] = {
    Reason.NOT_AN_OBJECT: _("không phải một đối tượng {…}"),
    Reason.NOT_TEXT: _("không phải chuỗi ký tự"),
    Reason.BROKEN_TEXT: _("có ký tự hỏng (NUL hoặc mã thay thế đơn lẻ)"),
    Reason.TOO_LONG: _("quá dài"),
    Reason.NOT_A_TIME: _("không phải thời điểm"),
    Reason.NO_SPEAKER: _("không rõ ai gửi"),
    Reason.NOT_JSON: _("tệp bị đứt hoặc không phải JSON từ chỗ này"),
}


@dataclass(frozen=True, slots=True)
class RefusedMessage:
    """A message kept aside: where it stood in the file, which field is wrong, and why.

    `raw` is what was read of it. It holds people's words and names: for the caller's hands only.
    """

    place: str
    field: str
    reason: Reason
    raw: object = None


@dataclass(frozen=True, slots=True)
class Chat:
    """The turns of one conversation in order. No name of anybody is in it but in their own words.

    `key` is the place of the chat in its file; `guessed` says that who spoke was not written down
    and speakers were taken to take turns.
    """

    turns: tuple[Turn, ...]
    key: str = ""
    guessed: bool = False
    refused: tuple[RefusedMessage, ...] = ()


class CannotReadChat(Exception):
    """The file holds no chat that can be read; the message says why and what to do."""


class Pseudonyms:
    """Gives speakers the letters A, B, … Z, AA, AB in the order in which they first speak.

    One set for several chats makes the same account the same letter in all of them. `names` is
    the way back, for whoever holds the object; nothing the engine hands out contains it.
    """

    def __init__(self) -> None:
        self._letters: dict[Hashable, str] = {}
        self.names: dict[str, str] = {}

    def of(self, key: Hashable, name: str) -> str:
        """The letter of the account `key`, shown as `name` in the source."""
        if key not in self._letters:
            self._letters[key] = letters(len(self._letters))
            self.names[self._letters[key]] = name
        return self._letters[key]


def letters(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def numbered(said: Iterable[tuple[datetime | None, str, str]]) -> tuple[Turn, ...]:
    """Turns of (time, speaker, text), counted from 1."""
    return tuple(Turn(n, at, who, text) for n, (at, who, text) in enumerate(said, start=1))
