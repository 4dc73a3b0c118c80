"""What `lachan train` and `lachan evaluate` do. Loads the heavy libraries."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from lachan.detect.model.evaluate import evaluate
from lachan.detect.model.examples import Row, clean_rows, labelled_rows
from lachan.detect.model.gold import CLEAN, POSITIVE, Gold
from lachan.detect.model.labelled import Columns, Example, RefusedRow, read_clean, read_labelled
from lachan.detect.model.linear import BadModel, LinearModel
from lachan.detect.model.metrics import block
from lachan.detect.model.records import CannotRead
from lachan.detect.model.store import save
from lachan.detect.model.train import Settings, TooLittle, train

Say = Callable[[str], None]
_SHOWN: Final = 20
_EVERY: Final = 5000


class CannotDo(Exception):
    """The command was given something it cannot use; the message says what and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """Files of labelled texts and of clean ones, and how they are read (see `gold.py`)."""

    data: tuple[Path, ...]
    columns: Columns
    positive: tuple[str, ...] = ()
    negatives: tuple[Path, ...] = ()


def run_train(
    source: Source, out: Path, *, label: str, separator: str, notices: Sequence[Path], date: str,
    settings: Settings, say: Say,
) -> None:  # fmt: skip
    """Reads, learns, and writes the model folder `out`. Raises CannotDo and writes nothing then."""
    try:
        labelled, clean, refused = _read(source, say)
        _tell(refused, say)
        rows, labels = _rows(labelled, clean, source, label, separator)
        trained = train(rows, labels, settings, say)
        held_out = _held_out(rows, labels, trained.held_out)
        files = [path.name for path in (*source.data, *source.negatives)]
        about = {
            "date": date,
            "data": {
                "files": files,
                "labelled": len(labelled),
                "clean": len(clean),
                "refused": len(refused),
            },
            "held_out": held_out,
        }
        save(out, trained, settings, about, notices)
    except (CannotRead, TooLittle, OSError) as problem:
        raise CannotDo(str(problem)) from problem
    figures = next(iter(held_out.values()))
    say(f"{out}: macro-F1 {figures['macro_f1']}, AUC {figures['auc']} on texts held out")


def run_evaluate(
    source: Source, model: Path, *, disguises: bool, threshold: float, say: Say
) -> dict[str, Any]:
    """The figures of a model on labelled texts. Raises CannotDo."""
    try:
        labelled, clean, refused = _read(source, say)
        _tell(refused, say)
        if not labelled and not clean:
            raise CannotDo("There is no text to measure on.")
        loaded = LinearModel.load(model)
    except (CannotRead, BadModel) as problem:
        raise CannotDo(str(problem)) from problem
    report = evaluate(loaded, [*labelled, *clean], disguises=disguises, threshold=threshold)
    return report | {
        "model": loaded.digest,
        "threshold": threshold,
        "refused": [
            {"file": row.file, "line": row.line, "field": row.field, "why": row.why}
            for row in refused
        ],
    }


def summary(report: dict[str, Any]) -> str:
    """The report for a person: one figure a line, the nested ones as JSON."""
    return "\n".join(
        f"{name:24} {value if not isinstance(value, dict | list) else json.dumps(value)}"
        for name, value in report.items()
    )


def _read(source: Source, say: Say) -> tuple[list[Example], list[Example], list[RefusedRow]]:
    refused: list[RefusedRow] = []
    labelled = [
        one
        for path in source.data
        for one in _kept(read_labelled(path, source.columns, source.positive), refused, path, say)
    ]
    clean = [
        one for path in source.negatives for one in _kept(read_clean(path), refused, path, say)
    ]
    return labelled, clean, refused


def _kept(
    answers: Iterable[Example | RefusedRow], refused: list[RefusedRow], path: Path, say: Say
) -> Iterator[Example]:
    count = 0
    for count, answer in enumerate(answers, start=1):
        if isinstance(answer, RefusedRow):
            refused.append(answer)
        else:
            yield answer
        if count % _EVERY == 0:
            say(f"{path.name}: {count} rows read")
    say(f"{path.name}: {count} rows in all")


def _tell(refused: Sequence[RefusedRow], say: Say) -> None:
    for row in refused[:_SHOWN]:
        say(f"left out: {row}")
    if len(refused) > _SHOWN:
        say(f"left out: {len(refused) - _SHOWN} more rows")


def _rows(
    labelled: Sequence[Example],
    clean: Sequence[Example],
    source: Source,
    label: str,
    separator: str,
) -> tuple[list[Row], tuple[str, ...]]:
    """Rows to learn from, and the labels: the one named, else those of the data."""
    if not labelled:
        raise TooLittle("There is no labelled text to learn from.")
    plain = label or source.columns.label[0]

    def named(gold: Gold) -> Gold:
        if label:
            return frozenset({label}) if gold else CLEAN
        return frozenset(plain if name == POSITIVE else name for name in gold)

    rows = [*labelled_rows(labelled, separator), *clean_rows(clean)]
    rows = [replace(row, gold=named(row.gold)) for row in rows]
    labels = tuple(sorted(frozenset().union(*(row.gold for row in rows))))
    if not labels:
        raise TooLittle("Every text is clean: there is no label to learn.")
    return rows, labels


def _held_out(rows: Sequence[Row], labels: tuple[str, ...], scores: Any) -> dict[str, Any]:
    """Figures of each label on the rows that came as they are, from models that never saw them."""
    import numpy as np

    told = [row for row in rows if row.told]
    found = {}
    for column, label in enumerate(labels):
        truth = np.array([label in row.gold for row in told])
        found[label] = block(truth, scores[:, column], 0.5, label)
    return found
