"""What the engine says of a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lachan.common.taxonomy import Severity

Spans = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule met by one text.

    `spans` are (start, end, condition) in characters of the original text, half-open and in order;
    `title_spans` the same in the title. `score` is 0 to 100 and orders a queue, nothing more.
    """

    rule: str
    version: int
    harm: str
    severity: Severity
    score: int
    explanation: str
    spans: Spans
    title_spans: Spans


class Verdict(NamedTuple):
    """What was found in one text, gravest first. `id` is the caller's own.

    There is one for every text, so it is the quickest kind of object to make.
    """

    id: str
    findings: tuple[Hit, ...]
    names: tuple[str, ...] = ()
    values: Sequence[float] = ()

    @property
    def labels(self) -> Mapping[str, float]:
        """The probability that a trained model gives each label, 0 to 1."""
        return {name: round(value, 4) for name, value in zip(self.names, self.values, strict=True)}
