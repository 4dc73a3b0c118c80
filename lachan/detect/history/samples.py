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
    samples = []
    for one, stored, text in _texts(home, chosen):
        written = stored.findings(base, [one.key]).get(one.key, b"[]")
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
    """The texts in the order of the report, but for what was taken out since it was chosen."""
    by_part: dict[Part, list[Chosen]] = {}
    for one in chosen:
        by_part.setdefault(one.part, []).append(one)
    found = []
    for part, shown in by_part.items():
        stored = Stored(home, part)
        texts = _read(stored, [one.key for one in shown])
        found += [(one, stored, texts[one.key]) for one in shown if one.key in texts]
    return sorted(found, key=lambda each: each[0])


def _read(stored: Stored, keys: Sequence[int]) -> Mapping[int, _Text]:
    import numpy as np

    found: dict[int, _Text] = {}
    for batch in stored.texts.batches(("key", "id", "title", "text")):
        here = np.flatnonzero(np.isin(batch.column("key").to_numpy(), keys))
        found |= {
            row["key"]: _Text(row["id"], row["title"] or "", row["text"] or "")
            for row in batch.take(here).to_pylist()
        }
    return found
