"""The legal deadlines as files give them."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from lachan.common.content import Document
from lachan.common.labels import mark as _


def rule_rows(found: Sequence[Document]) -> Iterator[dict[str, Any]]:
    """The fields of a ClockRule for each rule file, ladder by name made whole, with their hash."""
    ladders: dict[str, Any] = {}
    for document in found:
        ladders |= document.values.get("ladders", {})
    seen: set[tuple[str, str]] = set()
    for document in found:
        if "ladders" in document.values:
            continue
        key = (document.values["code"], document.values["effective_from"])
        if key in seen:
            raise document.refuse(("effective_from",), _("trùng quy định và ngày hiệu lực"))
        seen.add(key)
        yield _rule_row(document, ladders)


def _rule_row(document: Document, ladders: dict[str, Any]) -> dict[str, Any]:
    given = document.values
    if given["ladder"] not in ladders:
        raise document.refuse(("ladder",), _("không có bậc thang nhắc việc tên này"))
    begins = date.fromisoformat(given["effective_from"])
    ends = date.fromisoformat(given["effective_to"]) if "effective_to" in given else None
    if ends is not None and ends <= begins:
        raise document.refuse(("effective_to",), _("phải sau ngày bắt đầu hiệu lực"))
    whole_days = given["unit"].endswith("_days") and given["start"] == "next_day"
    if given.get("roll_forward") and not whole_days:
        raise document.refuse(("roll_forward",), _("chỉ dùng cho hạn tính trọn ngày"))
    row = {
        "article": "",
        "note": "",
        "roll_forward": False,
        "pausable_when": [],
        "extension": None,
    }
    row |= given
    row["ladder"] = ladders[given["ladder"]]
    row["start_convention"] = row.pop("start")
    row["content_hash"] = hashlib.sha256(
        json.dumps(row, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
    return row | {"effective_from": begins, "effective_to": ends}
