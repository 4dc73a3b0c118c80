"""The texts behind the rows that a report shows, with why a rule found them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lachan.detect.history.judged import Stored
from lachan.detect.history.layout import Part
from lachan.detect.history.report import Sample
from lachan.detect.history.sides import Side
from lachan.detect.history.tables import read_batches
from lachan.detect.history.tally import Chosen

# Characters of a text that are shown.
_SHOWN: Final = 240
_LEAD: Final = 80
Spans = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class _Text:
    id: str
    title: str
    text: str


def new_samples(home: Path, new: Side, code: str, chosen: Iterable[Chosen]) -> tuple[Sample, ...]:
    """Samples of what a rule would find, with what it would say."""
    rules = new.compiled(frozenset({code}))
    samples = []
    for one, stored, text in _texts(home, chosen):
        met = rules.verdict(text.id, text.text, text.title, stored.kind).findings if rules else ()
        said, spans = (met[0].explanation, met[0].spans) if met else ("", ())
        samples.append(_sample(one, stored, text, said, spans))
    return tuple(samples)


def lost_samples(home: Path, base: str, code: str, chosen: Iterable[Chosen]) -> tuple[Sample, ...]:
    """Samples of what a rule found, with what it said at the time."""
    import numpy as np

    samples = []
    for one, stored, text in _texts(home, chosen):
        written = stored.findings(base, np.array([one.row])).get(one.row, b"[]")
        said = [hit for hit in json.loads(written) if hit["rule"] == code]
        told, spans = (said[0]["explanation"], said[0]["spans"]) if said else ("", ())
        samples.append(_sample(one, stored, text, told, spans))
    return tuple(samples)


def _sample(one: Chosen, stored: Stored, text: _Text, explanation: str, spans: Spans) -> Sample:
    start = max(0, spans[0][0] - _LEAD) if spans else 0
    cut = text.text[start : start + _SHOWN]
    excerpt = "…" * bool(start) + cut + "…" * (len(text.text) > start + _SHOWN)
    return Sample(text.id, one.part.day, stored.kind, text.title, excerpt, explanation)


def _texts(home: Path, chosen: Iterable[Chosen]) -> list[tuple[Chosen, Stored, _Text]]:
    """The rows with their parts and texts, in the order of the report."""
    by_part: dict[Part, list[Chosen]] = {}
    for one in chosen:
        by_part.setdefault(one.part, []).append(one)
    found = []
    for part, rows in by_part.items():
        stored = Stored(home, part)
        texts = _read(part.texts(home), sorted(one.row for one in rows))
        found += [(one, stored, texts[one.row]) for one in rows]
    return sorted(found, key=lambda each: each[0])


def _read(path: Path, rows: Sequence[int]) -> Mapping[int, _Text]:
    found: dict[int, _Text] = {}
    before = 0
    for batch in read_batches(path, ("id", "title", "text")):
        here = [row - before for row in rows if before <= row < before + batch.num_rows]
        found |= {
            row + before: _Text(value["id"], value["title"] or "", value["text"] or "")
            for row, value in zip(here, batch.take(here).to_pylist(), strict=True)
        }
        before += batch.num_rows
    return found
