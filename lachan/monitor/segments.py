"""Cuts a text at the edges of evidence, so that a page can mark it without overlaps. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

Spans = Iterable[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and the conditions whose evidence covers all of it; none when unmarked."""

    text: str
    conditions: tuple[str, ...]


def segments(text: str, spans: Spans) -> list[Segment]:
    """The text in pieces, in order; joined they are the text again.

    Spans are half-open, in characters; what reaches past the text is cut off, what is empty left
    out. Overlaps become pieces with several conditions, in alphabetical order.
    """
    marks = [
        (max(0, start), min(len(text), end), condition)
        for start, end, condition in spans
        if max(0, start) < min(len(text), end)
    ]
    edges = sorted({0, len(text)} | {edge for start, end, _ in marks for edge in (start, end)})
    return [Segment(text[low:high], _covering(marks, low, high)) for low, high in pairwise(edges)]


def _covering(marks: list[tuple[int, int, str]], low: int, high: int) -> tuple[str, ...]:
    covering = {condition for start, end, condition in marks if start <= low and high <= end}
    return tuple(sorted(covering))
