"""The one function that every engine runs: a block of records in, the lines of the answer out."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lachan.detect.engine import Hit, RuleSet, Verdict
from lachan.detect.rows import REASON_LABELS, BadRow, Reason, Row, is_broken, row_of
from lachan.detect.scale.blocks import Block, Place, Record

if TYPE_CHECKING:
    import pyarrow as pa

# Half a surrogate pair is put as the sign for a lost character, NUL as a character that folding
# takes away: one for one, so that places in the text stay what they were.
_LOST: Final = "\ufffd"
_UNSEEN: Final = "\u200b"
_ENCODE: Final = json.JSONEncoder(ensure_ascii=False).encode


class Counts(NamedTuple):
    """Texts read, texts with a finding, findings, records with a fault."""

    rows: int = 0
    with_findings: int = 0
    findings: int = 0
    problems: int = 0

    def plus(self, other: "Counts") -> "Counts":
        return Counts(*(mine + its for mine, its in zip(self, other, strict=True)))


class Answer(NamedTuple):
    """Lines of JSON for one block: one for each record that could be told apart, and the refused.

    `ends` is the place in the source after the block.
    """

    output: bytes
    rejected: bytes
    counts: Counts
    ends: Place


class _Taken(NamedTuple):
    """A record, the row that it makes if it makes one, and what is wrong with it if anything is."""

    record: Record
    row: Row | None
    bad: BadRow | None


def answer(ruleset: RuleSet, block: Block) -> Answer:
    """What the rules say of a block. The same block gives the same bytes anywhere, at any time."""
    taken = [_take(record) for record in block.records()]
    rows = [one.row for one in taken if one.row is not None]
    verdicts = ruleset.scan(arrow(rows)) if rows else []
    bad = [(one.record, one.bad) for one in taken if one.bad is not None]
    return Answer(
        "".join(_lines(taken, iter(verdicts))).encode(),
        "".join(_dump(_refusal(record, fault)) for record, fault in bad).encode(),
        Counts(
            rows=len(rows),
            with_findings=sum(bool(verdict.findings) for verdict in verdicts),
            findings=sum(len(verdict.findings) for verdict in verdicts),
            problems=len(bad),
        ),
        block.ends,
    )


def arrow(rows: Iterable[Row]) -> "pa.RecordBatch":
    """The Arrow batch that the engine takes."""
    # Loaded late: heavy, and of no use to whoever never scans.
    import pyarrow as pa

    columns: dict[str, list[str]] = {"id": [], "text": [], "title": [], "source_kind": []}
    for row in rows:
        columns["id"].append(str(row.id))
        columns["text"].append(row.text)
        columns["title"].append(row.title)
        columns["source_kind"].append(row.source_kind)
    arrays = [pa.array(values, pa.string()) for values in columns.values()]
    return pa.RecordBatch.from_arrays(arrays, names=list(columns))


def finding(hit: Hit) -> dict[str, Any]:
    """A hit as plain JSON."""
    return asdict(hit) | {
        "spans": [list(span) for span in hit.spans],
        "title_spans": [list(span) for span in hit.title_spans],
    }


def _take(record: Record) -> _Taken:
    if record.bad is not None:
        return _Taken(record, None, record.bad)
    try:
        return _Taken(record, row_of(record.fields or {}), None)
    except BadRow as bad:
        if bad.reason is not Reason.BROKEN_TEXT:
            return _Taken(record, None, bad)
        return _mended(record, bad)


def _mended(record: Record, bad: BadRow) -> _Taken:
    """A broken character must not hide a text from the rules: it is read, and told as well."""
    fields = {
        name: _mend(value) if isinstance(value, str) else value
        for name, value in (record.fields or {}).items()
    }
    try:
        return _Taken(record, row_of(fields), bad)
    except BadRow as worse:
        return _Taken(record, None, worse)


def _mend(text: str) -> str:
    if not is_broken(text):
        return text
    whole = text.replace("\x00", _UNSEEN)
    return "".join(_LOST if "\ud800" <= char <= "\udfff" else char for char in whole)


def _lines(taken: Iterable[_Taken], verdicts: Iterator[Verdict]) -> Iterator[str]:
    """One line for each record that has fields, so that whoever joins by order or id can."""
    for record, row, bad in taken:
        found = next(verdicts) if row is not None else None
        if record.fields is None:
            continue
        if bad is None and row is not None and found is not None and not found.findings:
            yield _nothing_found(row.id, found)
            continue
        told = _told(row.id if row is not None else _id(record), found)
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


def _id(record: Record) -> str | int | None:
    given = (record.fields or {}).get("id")
    if isinstance(given, str):
        return _mend(given)
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def _refusal(record: Record, bad: BadRow) -> dict[str, Any]:
    message = REASON_LABELS[bad.reason]
    return _where(record) | _what(bad) | {"message": message, "raw": _raw(record, bad)}


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
