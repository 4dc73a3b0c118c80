"""One line of JSON to one text with its facts; or the field that is wrong, and why."""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

from lachan.common.labels import mark as _
from lachan.detect.lines import Line


class Reason(StrEnum):
    """Why a line is refused."""

    TOO_LONG = "too_long"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    NOT_AN_OBJECT = "not_an_object"
    MISSING = "missing"
    NOT_TEXT = "not_text"
    BROKEN_TEXT = "broken_text"
    NOT_A_TIME = "not_a_time"
    NOT_AN_ADDRESS = "not_an_address"
    WRONG_WIDTH = "wrong_width"
    BROKEN_QUOTES = "broken_quotes"


REASON_LABELS: Final[Mapping[Reason, str]] = {
    Reason.TOO_LONG: _("dòng quá dài"),
    Reason.NOT_UTF8: _("không phải UTF-8"),
    Reason.NOT_JSON: _("không phải JSON"),
    Reason.NOT_AN_OBJECT: _("không phải một đối tượng {…}"),
    Reason.MISSING: _("thiếu hoặc để trống"),
    Reason.NOT_TEXT: _("không phải chuỗi ký tự"),
    Reason.BROKEN_TEXT: _("có ký tự hỏng (NUL hoặc mã thay thế đơn lẻ)"),
    Reason.NOT_A_TIME: _("không phải thời điểm theo ISO 8601"),
    Reason.NOT_AN_ADDRESS: _("không phải địa chỉ http(s)"),
    Reason.WRONG_WIDTH: _("số ô không khớp với hàng tiêu đề"),
    Reason.BROKEN_QUOTES: _("dấu ngoặc kép mở mà không đóng, hoặc đặt sai chỗ"),
}


class BadRow(Exception):
    """The line cannot be read as a text. `field` is empty when the line as a whole is wrong."""

    def __init__(self, field: str, reason: Reason) -> None:
        self.field = field
        self.reason = reason
        super().__init__(f"{field or 'line'}: {reason}")

    def __reduce__(self) -> tuple[type["BadRow"], tuple[str, Reason]]:
        return BadRow, (self.field, self.reason)


class Row(NamedTuple):
    """A text and what came with it. `id` keeps the type it had; texts are as written."""

    id: str | int
    text: str
    title: str
    source_kind: str
    source: str
    url: str
    published_at: str


_DECODE: Final = json.JSONDecoder().decode
OPTIONAL: Final = ("title", "source_kind", "source", "url", "published_at")


def parse(line: Line) -> Row:
    """The row of a line; its text may be blank. Raises BadRow."""
    return row_of(fields_of(line))


def fields_of(line: Line) -> Mapping[str, Any]:
    """The object that a line holds, whatever is in it. Raises BadRow."""
    if line.too_long is not None:
        raise BadRow("", Reason.TOO_LONG)
    if line.text is None:
        raise BadRow("", Reason.NOT_UTF8)
    value = _json(line.text)
    if not isinstance(value, dict):
        raise BadRow("", Reason.NOT_AN_OBJECT)
    return value


def row_of(fields: Mapping[str, Any]) -> Row:
    """The row that the fields make; its text may be blank. Raises BadRow."""
    if fields.get("text") is None:
        raise BadRow("text", Reason.MISSING)
    rest = [_text(fields, name) if name in fields else "" for name in OPTIONAL]
    return Row(_id(fields), _text(fields, "text"), *rest)


def _json(text: str) -> Any:
    try:
        return _DECODE(text)
    except (ValueError, RecursionError):
        raise BadRow("", Reason.NOT_JSON) from None


def _id(value: Mapping[str, Any]) -> str | int:
    given = value.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    text = _text(value, "id")
    if not text.strip():
        raise BadRow("id", Reason.MISSING)
    return text


def _text(value: Mapping[str, Any], name: str) -> str:
    given = value.get(name)
    if given is None:
        return ""
    if not isinstance(given, str):
        raise BadRow(name, Reason.NOT_TEXT)
    if is_broken(given):
        raise BadRow(name, Reason.BROKEN_TEXT)
    return given


def is_broken(text: str) -> bool:
    """Whether it holds NUL or half of a surrogate pair, which neither UTF-8 nor databases take."""
    try:
        return b"\x00" in text.encode()
    except UnicodeEncodeError:
        return True
