"""Lines of JSON: the answer to a record, and what was wrong with it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Final

from lachan.detect.rows import REASON_LABELS, BadRow, Reason
from lachan.detect.scale.blocks import Record
from lachan.detect.scale.taken import Taken, given_id
from lachan.detect.verdicts import Hit, Verdict

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False).encode


def finding(hit: Hit) -> dict[str, Any]:
    """A hit as plain JSON."""
    return asdict(hit) | {
        "spans": [list(span) for span in hit.spans],
        "title_spans": [list(span) for span in hit.title_spans],
    }


def answer_lines(taken: Iterable[Taken], verdicts: Iterator[Verdict]) -> Iterator[str]:
    """One line for each record that has fields, so that whoever joins by order or id can."""
    for record, row, bad in taken:
        found = next(verdicts) if row is not None else None
        if record.fields is None:
            continue
        if bad is None and row is not None and found is not None and not found.findings:
            yield _nothing_found(row.id, found)
            continue
        told = _told(row.id if row is not None else given_id(record), found)
        yield _dump(told if bad is None else told | {"problem": _where(record) | _what(bad)})


def _nothing_found(id_: str | int, verdict: Verdict) -> str:
    """The same line as of `_told`, put together by hand: nearly every text has this one."""
    labels = _ENCODE(dict(verdict.labels)) if verdict.names else "{}"
    return f'{{"id": {_ENCODE(id_)}, "findings": [], "labels": {labels}}}\n'


def _told(id_: str | int | None, verdict: Verdict | None) -> dict[str, Any]:
    findings = verdict.findings if verdict is not None else ()
    return {
        "id": id_,
        "findings": [finding(hit) for hit in findings],
        "labels": dict(verdict.labels) if verdict is not None else {},
    }


def refusal_line(record: Record, bad: BadRow) -> str:
    """Where the record stands, what is wrong with it, and the record itself to be mended."""
    message = REASON_LABELS[bad.reason]
    return _dump(_where(record) | _what(bad) | {"message": message, "raw": _raw(record, bad)})


def _raw(record: Record, bad: BadRow) -> str | None:
    if record.raw is not None or record.fields is None or bad.reason is Reason.TOO_LONG:
        return record.raw
    return json.dumps(record.fields, ensure_ascii=False, default=str)


def _where(record: Record) -> dict[str, Any]:
    if record.byte is None:
        return {"row": record.number}
    return {"line": record.number, "byte": record.byte}


def _what(bad: BadRow) -> dict[str, Any]:
    return {"field": bad.field, "reason": bad.reason.value}


def _dump(value: dict[str, Any]) -> str:
    return _ENCODE(value) + "\n"
