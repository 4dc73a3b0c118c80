"""Reads chats from what an officer has: a pasted text, a text file, Telegram's export."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from lachan.detect.conversations.chat import CHAT_CAP, CannotReadChat, Chat, Pseudonyms
from lachan.detect.conversations.pasted import read_pasted

_BOM: Final = b"\xef\xbb\xbf"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_chat(source: Path | str, pseudonyms: Pseudonyms | None = None) -> Chat:
    """The one chat of a file (Path) or of a pasted text (str).

    Any pasted text is a chat. Who is behind the letters stays with the `pseudonyms` that were
    given, else nowhere. Raises CannotReadChat for a file that holds none, or more than one.
    """
    chats = list(_first_two(read_chats(source, pseudonyms)))
    if not chats:
        raise CannotReadChat("Tệp không có tin nhắn nào. Kiểm tra lại tệp đã chọn.")
    if len(chats) > 1:
        raise CannotReadChat("Tệp có nhiều cuộc trò chuyện. Đọc cả tệp, hoặc xuất riêng từng cuộc.")
    return chats[0]


def read_chats(source: Path | str, pseudonyms: Pseudonyms | None = None) -> Iterator[Chat]:
    """Every chat of a file or of a pasted text; an account has one letter in all of them.

    Raises CannotReadChat, or OSError for a file that cannot be opened.
    """
    people = pseudonyms or Pseudonyms()
    if isinstance(source, Path):
        with source.open("rb") as stream:
            yield from _chats_of(stream, people)
    elif _is_json(source[:4096].encode("utf-8", "replace")):
        yield from _json_or_text(source, people)
    else:
        yield read_pasted(source, people)


def _first_two(chats: Iterator[Chat]) -> Iterator[Chat]:
    for number, chat in enumerate(chats, start=1):
        yield chat
        if number == 2:
            return


def _chats_of(stream: BinaryIO, people: Pseudonyms) -> Iterator[Chat]:
    start = stream.read(4096)
    stream.seek(len(_BOM) if start.startswith(_BOM) else 0)
    if _is_json(start):
        # Loaded late: of no use to whoever reads pasted text.
        from lachan.detect.conversations.telegram import read_telegram

        yield from read_telegram(stream, people)
        return
    text = _decoded(stream.read(CHAT_CAP + 1))
    if text.strip():
        yield read_pasted(text, people)


def _json_or_text(text: str, people: Pseudonyms) -> Iterator[Chat]:
    """A pasted export is read as one; braces that are none are words."""
    from lachan.detect.conversations.telegram import read_telegram

    try:
        yield from read_telegram(BytesIO(text.encode("utf-8", "replace")), people)
    except CannotReadChat:
        yield read_pasted(text, people)


def _is_json(start: bytes) -> bool:
    body = start.removeprefix(_BOM).lstrip()
    return body.startswith(b"{") and b'"' in body


def _decoded(body: bytes) -> str:
    if len(body) > CHAT_CAP:
        raise CannotReadChat("Tệp văn bản quá lớn (trên 32 MB). Chia nhỏ tệp rồi đọc lại.")
    try:
        return body.decode("utf-16" if body.startswith(_UTF16) else "utf-8")
    except UnicodeDecodeError as error:
        raise CannotReadChat(
            f"Tệp không phải UTF-8 (byte {error.start}). Lưu lại tệp với mã UTF-8 rồi đọc lại."
        ) from None
