"""Fills a history from a file, with no database: every text with the verdict of a rule set."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lachan.detect.history.archive import archive, load_archived
from lachan.detect.history.backtest import Progress
from lachan.detect.history.store import History
from lachan.detect.history.tables import slices
from lachan.detect.lines import Line, read_lines
from lachan.detect.rows import OPTIONAL, REASON_LABELS, BadRow, Row, parse

if TYPE_CHECKING:
    import pyarrow as pa

# So many texts, or bytes of the file, are judged and added at a time.
_MOST: Final = 50_000
_BYTES: Final = 32 * 1024 * 1024
_MOST_TOLD: Final = 100


@dataclass(frozen=True, slots=True)
class Taken:
    """`digest` names the rule set. `refused` lines were left out; the first are told in `told`."""

    texts: int
    with_findings: int
    digest: str
    refused: int
    told: tuple[str, ...]


def add_file(
    source: Path, rules: Path, home: Path, at: datetime, progress: Progress | None = None
) -> Taken:
    """Adds the texts of a JSONL file, as `lachan scan` reads it, with what the rules say of them.

    When it was stopped, the same call again adds what is missing. Raises BadRules, CannotLookBack,
    OSError.
    """
    digest = archive(rules, home)
    ruleset = load_archived(home, digest)
    history, size = History(home), source.stat().st_size
    reading = _Reading()
    texts = found = 0
    with source.open("rb") as stream:
        for rows, end in reading.batches(read_lines(stream)):
            batch = _arrow(rows)
            verdicts = [one for piece in slices(batch) for one in ruleset.scan(piece)]
            history.append(batch, verdicts, digest, at)
            texts += len(rows)
            found += sum(bool(verdict.findings) for verdict in verdicts)
            if progress is not None:
                progress(end, size)
    return Taken(texts, found, digest, reading.refused, tuple(reading.told))


class _Reading:
    """Lines as rows, and what could not be read."""

    def __init__(self) -> None:
        self.refused = 0
        self.told: list[str] = []

    def batches(self, lines: Iterator[Line]) -> Iterator[tuple[list[Row], int]]:
        """Rows with the byte of the file after them."""
        rows: list[Row] = []
        start = end = 0
        for line in lines:
            rows += self._row(line)
            end = line.end
            if len(rows) >= _MOST or end - start >= _BYTES:
                yield rows, end
                rows, start = [], end
        if rows:
            yield rows, end

    def _row(self, line: Line) -> list[Row]:
        try:
            return [parse(line)]
        except BadRow as bad:
            self.refused += 1
            if len(self.told) < _MOST_TOLD:
                field = f" {bad.field}" if bad.field else ""
                self.told.append(f"dòng {line.number}{field}: {REASON_LABELS[bad.reason]}")
            return []


def _arrow(rows: list[Row]) -> "pa.RecordBatch":
    import pyarrow as pa

    columns = {
        name: [str(getattr(row, name)) for row in rows] for name in ("id", "text", *OPTIONAL)
    }
    return pa.RecordBatch.from_pydict(columns)
