"""One line of JSON to one text with its facts; or the field that is wrong, and why."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

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
}


class BadRow(Exception):
    """The line cannot be read as a text. `field` is empty when the line as a whole is wrong."""

    def __init__(self, field: str, reason: Reason) -> None:
        self.field = field
        self.reason = reason
        super().__init__(f"{field or 'line'}: {reason}")


@dataclass(frozen=True, slots=True)
class Row:
    """A text and what came with it. `id` keeps the type it had; texts are as written."""

    id: str | int
    text: str
    title: str
    source_kind: str
    source: str
    url: str
    published_at: str


_OPTIONAL: Final = ("title", "source_kind", "source", "url", "published_at")


def parse(line: Line) -> Row:
    """The row of a line; its text may be blank. Raises BadRow."""
    if line.too_long is not None:
        raise BadRow("", Reason.TOO_LONG)
    if line.text is None:
        raise BadRow("", Reason.NOT_UTF8)
    value = _json(line.text)
    if not isinstance(value, dict):
        raise BadRow("", Reason.NOT_AN_OBJECT)
    if value.get("text") is None:
        raise BadRow("text", Reason.MISSING)
    return Row(_id(value), _text(value, "text"), *(_text(value, name) for name in _OPTIONAL))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
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
    if "\x00" in given or any("\ud800" <= char <= "\udfff" for char in given):
        raise BadRow(name, Reason.BROKEN_TEXT)
    return given
