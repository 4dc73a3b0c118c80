"""Everything that can be said of a folder of rules before anybody works with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lachan.detect.engine import RuleSet
from lachan.detect.examples import check_examples
from lachan.detect.implications import Implications
from lachan.detect.likeness import Sample, alike, examples
from lachan.detect.lines import Line, read_lines
from lachan.detect.problems import BadRules, Problem
from lachan.detect.redundant import redundant
from lachan.detect.rows import BadRow, Row, parse
from lachan.detect.rule_folder import RuleFolder, read_folder
from lachan.detect.weak_terms import weak_terms
from lachan.detect.yaml_lines import line_of, read_yaml

if TYPE_CHECKING:
    import pyarrow as pa

_MOST: Final = 8192


@dataclass(frozen=True, slots=True)
class Checked:
    """`errors` refuse the rules; `warnings` are for whoever wrote them to look at."""

    rules: int
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def check_folder(folder: Path, sample: Path | None = None) -> Checked:
    """Reads a folder of rules and runs their examples; looks for what is odd.

    `sample`: ordinary texts as JSONL, on which rules are compared and must not meet too many;
    without it they are compared on their own examples. Raises OSError for the sample.
    """
    try:
        read = read_folder(folder)
    except BadRules as bad:
        return Checked(0, tuple(bad.problems), ())
    ruleset = RuleSet.of(read)
    warnings = [
        *weak_terms(folder, folder.parent / "lexicons"),
        *_redundant(folder, read),
        *_unused(folder.parent / "lexicons", read),
        *alike(ruleset, examples(ruleset.rules) if sample is None else _texts(sample)),
    ]
    return Checked(len(read.rules), tuple(check_examples(ruleset)), tuple(warnings))


def _redundant(folder: Path, read: RuleFolder) -> Iterator[Problem]:
    known = Implications(read.book)
    for rule in read.rules:
        written, lines, _ = read_yaml(folder / rule.file, "rule")
        for place, what, remedy in redundant(rule.condition, written, known):
            yield Problem(rule.file, line_of(lines, place), what, remedy)


def _unused(lexicons: Path, read: RuleFolder) -> Iterator[Problem]:
    """Lexicons that no rule names."""
    named = {key.split(":")[1] for key in read.book.labels if key.startswith("tu_dien:")}
    for path in sorted(lexicons.glob("*.yaml")):
        written, lines, _ = read_yaml(path, "lexicon")
        if written["ma"] not in named:
            what = f"không quy tắc nào dùng từ điển “{written['ma']}”."
            yield Problem(path.name, line_of(lines, ("ma",)), what, "dùng hoặc bỏ tệp này.")


def _texts(sample: Path) -> Sample:
    """The texts of a file; lines that cannot be read are none."""
    with sample.open("rb") as stream:
        rows = [row for line in read_lines(stream) for row in _rows(line)]
    pieces = [rows[at : at + _MOST] for at in range(0, len(rows), _MOST)]
    return Sample([_batch(piece) for piece in pieces], ordinary=True)


def _rows(line: Line) -> list[Row]:
    try:
        return [parse(line)]
    except BadRow:
        return []


def _batch(rows: Sequence[Row]) -> "pa.RecordBatch":
    import pyarrow as pa

    names = ("text", "title", "source_kind")
    return pa.RecordBatch.from_pydict(
        {name: [getattr(row, name) for row in rows] for name in names}
    )
