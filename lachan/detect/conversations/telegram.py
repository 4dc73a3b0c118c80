"""Reads Telegram Desktop's `result.json`, one message at a time, with a bound on memory.

Both shapes are read: one chat (`messages` at the top) and a whole account (`chats.list`, and
`left_chats.list`). Service messages (somebody joined, a call) are skipped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, Final

import ijson  # type: ignore[import-untyped]
from ijson.common import ObjectBuilder  # type: ignore[import-untyped]

from lachan.detect.conversations.bounded import Bounded, TooLongAStretch
from lachan.detect.conversations.chat import (
    CHAT_CAP,
    TURN_CAP,
    CannotReadChat,
    Chat,
    Pseudonyms,
    Reason,
    RefusedMessage,
    Turn,
)
from lachan.detect.conversations.times import unix_time, written_time

MESSAGE_CAP: Final = 20_000
"""Most JSON values in one message; a real one has some dozens, a long list of links hundreds."""

_CHATS: Final = ("", "chats.list.item", "left_chats.list.item")
_OPENS: Final = frozenset({"start_map", "start_array"})
_CLOSES: Final = frozenset({"end_map", "end_array"})


class BadMessage(Exception):
    """The message cannot be read; `wrong` is the field, empty for the message as a whole."""

    def __init__(self, wrong: str, reason: Reason) -> None:
        self.wrong = wrong
        self.reason = reason
        super().__init__(f"{wrong or 'message'}: {reason}")


def read_telegram(
    stream: BinaryIO, pseudonyms: Pseudonyms, *, cap: int = CHAT_CAP
) -> Iterator[Chat]:
    """Every chat that holds a message, in the order of the file.

    A chat of more than `cap` characters comes in several parts of the same key, whose turns are
    numbered on. A file that breaks off gives what stands before the break, and a refusal for it.
    Raises CannotReadChat for JSON that is no export.
    """
    export = _Export(pseudonyms, cap)
    try:
        for prefix, event, value in ijson.parse(Bounded(stream)):
            if (chat := export.take(prefix, event, value)) is not None:
                yield chat
    except (ijson.JSONError, UnicodeDecodeError, TooLongAStretch):
        if not export.recognised:
            raise CannotReadChat(
                "Tệp không phải JSON đọc được. Trong Telegram Desktop, xuất lại cuộc trò chuyện "
                "và chọn dạng JSON."
            ) from None
        yield export.broken_off()
    if not export.recognised:
        raise CannotReadChat(
            "Tệp JSON này không phải bản xuất của Telegram (không có mục messages). Chọn tệp "
            "result.json mà Telegram Desktop tạo ra."
        )


@dataclass(slots=True)
class _Export:
    """Where the reading of one file stands."""

    pseudonyms: Pseudonyms
    cap: int
    recognised: bool = False
    _chat: int = -1
    _at: str = ""
    _message: int = -1
    _number: int = 0
    _held: int = 0
    _turns: list[Turn] = field(default_factory=list)
    _refused: list[RefusedMessage] = field(default_factory=list)
    _building: "_Building | None" = None

    def take(self, prefix: str, event: str, value: Any) -> Chat | None:
        """The next piece of the file; a chat when it ends one, or fills it."""
        if self._building is not None:
            if not self._building.take(event, value):
                return None
            self._add(self._building)
            self._building = None
            return self._handed_out() if self._held > self.cap else None
        if prefix in _CHATS:
            return self._at_chat(prefix, event)
        chat, _, name = prefix.rpartition("messages")
        if name in {"", ".item"} and chat.rstrip(".") in _CHATS:
            self._at_message(name, event, value)
        return None

    def broken_off(self) -> Chat:
        """What stands before the place where the file breaks off."""
        # Where a message was being read it is the one that breaks off, else the next.
        place = self._place(self._message + (self._building is None))
        self._refused.append(RefusedMessage(place, "", Reason.NOT_JSON))
        return self._handed_out() or Chat(())

    def _at_chat(self, prefix: str, event: str) -> Chat | None:
        if event == "start_map":
            same_list = prefix == self._at
            self._chat = self._chat + 1 if same_list else 0
            self._at, self._message, self._number = prefix, -1, 0
        return self._handed_out() if event == "end_map" else None

    def _at_message(self, name: str, event: str, value: Any) -> None:
        if not name:
            self.recognised = self.recognised or event == "start_array"
            return
        self._message += 1
        building = _Building()
        if building.take(event, value):
            self._add(building)
        else:
            self._building = building

    def _add(self, building: "_Building") -> None:
        try:
            said = said_in(building.value())
        except BadMessage as bad:
            raw = building.builder.value if building.builder else None
            place = self._place(self._message)
            self._refused.append(RefusedMessage(place, bad.wrong, bad.reason, raw))
            self._held += building.weight
            return
        if said is not None:
            at, key, name, text = said
            self._number += 1
            self._turns.append(Turn(self._number, at, self.pseudonyms.of(key, name), text))
            self._held += len(text)

    def _place(self, message: int) -> str:
        return f"{self._key()}messages[{message}]"

    def _key(self) -> str:
        return f"{self._at.removesuffix('.item')}[{self._chat}]." if self._at else ""

    def _handed_out(self) -> Chat | None:
        if not self._turns and not self._refused:
            return None
        chat = Chat(tuple(self._turns), self._key().rstrip("."), refused=tuple(self._refused))
        self._turns, self._refused, self._held = [], [], 0
        return chat


@dataclass(slots=True)
class _Building:
    """One message being put together from its pieces; given up when there are too many."""

    builder: ObjectBuilder | None = field(default_factory=ObjectBuilder)
    weight: int = 0
    _depth: int = 0
    _pieces: int = 0

    def take(self, event: str, value: Any) -> bool:
        """Whether this piece was the last of it."""
        self._depth += (event in _OPENS) - (event in _CLOSES)
        self._pieces += 1
        self.weight += len(value) if isinstance(value, str) else 8
        if self._pieces > MESSAGE_CAP:
            self.builder = None
        if self.builder is not None:
            self.builder.event(event, value)
        return self._depth == 0

    def value(self) -> Any:
        """The message. Raises BadMessage when it was given up."""
        if self.builder is None:
            raise BadMessage("", Reason.TOO_LONG)
        return self.builder.value


def said_in(message: Any) -> tuple[datetime | None, str, str, str] | None:
    """Time, account, name and words of a message; None for a service message. Raises BadMessage."""
    if not isinstance(message, dict):
        raise BadMessage("", Reason.NOT_AN_OBJECT)
    if message.get("type") == "service":
        return None
    return _time(message), *_speaker(message), _text(message.get("text", ""))


def _time(message: Mapping[str, Any]) -> datetime | None:
    for name, read in (("date_unixtime", unix_time), ("date", written_time)):
        if message.get(name) is not None:
            moment = read(message[name])
            if moment is None:
                raise BadMessage(name, Reason.NOT_A_TIME)
            return moment
    return None


def _speaker(message: Mapping[str, Any]) -> tuple[str, str]:
    # A deleted account has no name left, but still its number.
    key, name = message.get("from_id"), message.get("from")
    for wrong, value in (("from_id", key), ("from", name)):
        if value is not None and not isinstance(value, str | int):
            raise BadMessage(wrong, Reason.NOT_TEXT)
    if key is None and name is None:
        raise BadMessage("from", Reason.NO_SPEAKER)
    return str(name if key is None else key), str(key if name is None else name)


def _text(text: Any) -> str:
    """The words of a text, which is a string or a list of strings and of entities with text."""
    pieces = text if isinstance(text, list) else [text]
    whole = ""
    for piece in pieces:
        word = piece.get("text") if isinstance(piece, dict) else piece
        if not isinstance(word, str):
            raise BadMessage("text", Reason.NOT_TEXT)
        whole += word
    if len(whole) > TURN_CAP:
        raise BadMessage("text", Reason.TOO_LONG)
    if "\x00" in whole or any("\ud800" <= char <= "\udfff" for char in whole):
        raise BadMessage("text", Reason.BROKEN_TEXT)
    return whole
