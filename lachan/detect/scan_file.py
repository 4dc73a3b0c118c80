"""Scans a JSONL file into a JSONL file: one verdict per text, bad lines kept aside."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from errno import ENOSPC
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

from lachan.detect.engine import Hit, RuleSet, Verdict
from lachan.detect.lines import Line, Shape, read_lines, shape_of
from lachan.detect.problems import BadRules as BadRules
from lachan.detect.rows import REASON_LABELS, BadRow, Row, parse

# (bytes read, bytes in all)
Progress = Callable[[int, int], None]
BATCH: Final = 500

_WRONG_SHAPE: Final = {
    Shape.EMPTY: "Tệp rỗng: chưa có dòng nào để quét.",
    Shape.UTF16: "Tệp mã UTF-16. Lưu lại tệp với mã UTF-8 rồi quét lại.",
    Shape.MARKUP: "Tệp là XML hoặc HTML, không phải JSONL. Nhập tệp này ở mục Nguồn tin.",
    Shape.ARRAY: "Tệp là một mảng JSON. Ghi mỗi đối tượng trên một dòng (JSONL) rồi quét lại.",
    Shape.ARCHIVE: "Tệp nén, PDF hoặc Parquet. Giải nén hoặc xuất ra JSONL rồi quét lại.",
}


class CannotScan(Exception):
    """The file cannot be scanned; the message says why and what to do. No half file is left."""


@dataclass(frozen=True, slots=True)
class ScanResult:
    """How a scan went. `rejected` is the file of refused lines, None when every line was read."""

    rows: int
    with_findings: int
    findings: int
    problems: int
    rejected: Path | None
    ruleset: str


def scan_file(
    source: Path, target: Path, rules: Path, progress: Progress | None = None
) -> ScanResult:
    """Scans every line of `source` and writes `target`, which appears only when it is whole.

    Lines that cannot be read go to `<target>.rejected.jsonl` with line number, field and reason.
    Raises CannotScan, or BadRules for a rule set that cannot be used.
    """
    ruleset = RuleSet.load(rules)
    partial, aside = _beside(target, "partial"), _beside(target, "rejected")
    try:
        with ExitStack() as stack:
            stream = stack.enter_context(_opened(source))
            out = stack.enter_context(partial.open("w", encoding="utf-8"))
            kept = stack.enter_context(aside.open("w", encoding="utf-8"))
            counts = _scan(stream, out, kept, ruleset, progress, source.stat().st_size)
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        aside.unlink(missing_ok=True)
        raise CannotScan(_why(error, source)) from error
    if not counts[3]:
        aside.unlink()
    return ScanResult(*counts, aside if counts[3] else None, ruleset.digest)


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f"{target.name}.{what}.jsonl")


def _opened(source: Path) -> BinaryIO:
    stream = source.open("rb")
    wrong = _WRONG_SHAPE.get(shape_of(stream.read(512)))
    if wrong:
        stream.close()
        raise CannotScan(wrong)
    stream.seek(0)
    return stream


def _scan(
    stream: BinaryIO,
    out: TextIO,
    kept: TextIO,
    ruleset: RuleSet,
    progress: Progress | None,
    size: int,
) -> tuple[int, int, int, int]:
    rows = hit = findings = problems = 0
    for batch in _batches(read_lines(stream)):
        good: list[Row] = []
        for line in batch:
            try:
                good.append(parse(line))
            except BadRow as bad:
                problems += 1
                kept.write(_dump(_refusal(line, bad)))
        verdicts = ruleset.scan(arrow(good)) if good else []
        rows += len(good)
        hit += sum(bool(verdict.findings) for verdict in verdicts)
        findings += sum(len(verdict.findings) for verdict in verdicts)
        out.writelines(_dump(_answer(*pair)) for pair in zip(good, verdicts, strict=True))
        if progress is not None:
            progress(stream.tell(), size)
    return rows, hit, findings, problems


def arrow(rows: Iterable[Row]) -> Any:
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


def _batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while batch := list(islice(lines, BATCH)):
        yield batch


def _answer(row: Row, verdict: Verdict) -> dict[str, Any]:
    # `labels` is where the scores of a trained model go; without one there are none.
    return {"id": row.id, "findings": [finding(hit) for hit in verdict.findings], "labels": {}}


def finding(hit: Hit) -> dict[str, Any]:
    """A hit as plain JSON."""
    return asdict(hit) | {
        "spans": [list(span) for span in hit.spans],
        "title_spans": [list(span) for span in hit.title_spans],
    }


def _refusal(line: Line, bad: BadRow) -> dict[str, Any]:
    return {
        "line": line.number,
        "byte": line.bad_byte if line.bad_byte is not None else line.at,
        "field": bad.field,
        "reason": bad.reason.value,
        "message": REASON_LABELS[bad.reason],
        "raw": line.text,
    }


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _why(error: OSError, source: Path) -> str:
    if error.errno == ENOSPC:
        return "Ổ đĩa đã đầy, chưa ghi được kết quả; tệp gốc còn nguyên. Dọn chỗ rồi quét lại."
    if isinstance(error, FileNotFoundError) and not source.exists():
        return f"Không có tệp {source.name}. Kiểm tra lại đường dẫn."
    return f"Không đọc hoặc ghi được tệp ({type(error).__name__}). Kiểm tra quyền và đường dẫn."
