"""What the reading of a chat comes to: the evidence by turn, and whether to show it now."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from lachan.detect.conversations.evidence import Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One sign in one turn.

    `spans` are half-open, in characters of the turn's text as written; empty for a sign that is
    not words (the hour). `sentence` tells the officer what was seen, with the words that made it.
    """

    turn: int
    at: datetime | None
    speaker: str
    stage: str
    label: str
    spans: tuple[Span, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Raised:
    """A kind of harm for which the chat is put before an officer, and the turn that did it."""

    kind: str
    label: str
    harm: str
    turn: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The reading of one chat. It orders a queue and shows turns; it says of nobody what they did.

    `strength` is the highest sum over its threshold: from 1 on there is an alarm. `top_mean` and
    `skewness` are of the speaker whose turns stand out most, in nats and without unit.
    """

    alarm: bool
    first_alarm_turn: int | None
    kinds: tuple[str, ...]
    entries: tuple[Entry, ...]
    raised: tuple[Raised, ...] = ()
    strength: float = 0.0
    top_mean: float = 0.0
    skewness: float = 0.0
    turns: int = 0

    @property
    def harms(self) -> tuple[str, ...]:
        """Codes of the harms it was raised for, in the order in which that happened."""
        return tuple(dict.fromkeys(raised.harm for raised in self.raised))


def as_json(timeline: Timeline) -> dict[str, Any]:
    """Plain JSON: times as ISO 8601, spans as lists. No text of a turn but the words quoted."""
    return asdict(timeline) | {
        "kinds": list(timeline.kinds),
        "harms": list(timeline.harms),
        "raised": [asdict(raised) for raised in timeline.raised],
        "entries": [_entry(entry) for entry in timeline.entries],
    }


def _entry(entry: Entry) -> Mapping[str, Any]:
    return asdict(entry) | {
        "at": entry.at.isoformat() if entry.at else None,
        "spans": [list(span) for span in entry.spans],
    }
