"""The one function that every engine runs: a block of records in, the lines of the answer out."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from lachan.detect.engine import RuleSet
from lachan.detect.rows import Row
from lachan.detect.scale.blocks import Block, Place
from lachan.detect.scale.taken import take
from lachan.detect.scale.telling import answer_lines, refusal_line

if TYPE_CHECKING:
    import pyarrow as pa


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


def answer(ruleset: RuleSet, block: Block) -> Answer:
    """What the rules say of a block. The same block gives the same bytes anywhere, at any time."""
    taken = [take(record) for record in block.records()]
    rows = [one.row for one in taken if one.row is not None]
    verdicts = ruleset.scan(arrow(rows)) if rows else []
    bad = [(one.record, one.bad) for one in taken if one.bad is not None]
    return Answer(
        "".join(answer_lines(taken, iter(verdicts))).encode(),
        "".join(refusal_line(record, fault) for record, fault in bad).encode(),
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
