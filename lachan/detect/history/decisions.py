"""What officers decided of past findings, by which the precision of rules is judged."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from lachan.detect.history.aside import file_aside, writing
from lachan.detect.history.refusals import CannotLookBack

_FILE: Final = "decisions.parquet"
_COLUMNS: Final = ("id", "rule", "outcome")


class Outcome(StrEnum):
    """What a finding turned out to be."""

    REAL = "real"
    NOT_REAL = "not_real"


@dataclass(frozen=True, slots=True)
class Decision:
    """One officer's word on one rule's finding in the text of this id."""

    id: str
    rule: str
    outcome: Outcome


def add_decisions(home: Path, decisions: Iterable[Decision]) -> int:
    """Keeps decisions; a later one on the same finding takes the place of the earlier.

    Gives how many there are now. Raises CannotLookBack while another process is writing.
    """
    import pyarrow as pa
    from pyarrow import parquet

    with writing(home):
        known = {(one.id, one.rule): one for one in read_decisions(home)}
        known |= {(one.id, one.rule): one for one in decisions}
        kept = [known[finding] for finding in sorted(known)]
        columns = {name: [str(getattr(one, name)) for one in kept] for name in _COLUMNS}
        schema = pa.schema({name: pa.string() for name in _COLUMNS})
        with file_aside(home / _FILE) as beside:
            parquet.write_table(pa.table(columns, schema), beside, compression="zstd")
    return len(known)


def read_decisions(home: Path) -> list[Decision]:
    """All decisions of a history."""
    path = home / _FILE
    return [_decision(row, path.name, n) for n, row in _rows(path)] if path.exists() else []


def decisions_file(path: Path) -> list[Decision]:
    """Decisions of a CSV file (UTF-8, with a head) or of Parquet: id, rule, outcome.

    Raises CannotLookBack, with the line, for what is none; then none is taken.
    """
    try:
        return [_decision(row, path.name, number) for number, row in _rows(path)]
    except (ValueError, OSError) as error:
        remedy = "Cần tệp CSV (UTF-8) hoặc Parquet có các cột id, rule, outcome."
        raise CannotLookBack(f"{path.name}: không đọc được ({error}). {remedy}") from error


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str | None]]]:
    """Rows with the line they stand on."""
    if path.suffix == ".parquet":
        from pyarrow import parquet

        yield from enumerate(parquet.read_table(path).to_pylist(), start=1)
        return
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        for row in reader:
            yield reader.line_num, row


def _decision(row: Mapping[str, str | None], file: str, number: int) -> Decision:
    missing = [name for name in _COLUMNS if not row.get(name)]
    if missing:
        raise CannotLookBack(f"{file}, dòng {number}: thiếu {', '.join(missing)}.")
    id_, rule, outcome = (str(row[name]).strip() for name in _COLUMNS)
    if outcome not in set(Outcome):
        known = ", ".join(Outcome)
        raise CannotLookBack(
            f"{file}, dòng {number}: “{outcome}” không phải kết quả. Dùng một trong: {known}."
        )
    return Decision(id_, rule, Outcome(outcome))
