"""Measures a model on chats that carry their answer (`content/conversations/evaluation`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from lachan.detect.conversations.chat import Chat
from lachan.detect.conversations.metrics import Outcome, Scores, score
from lachan.detect.conversations.model import ConversationModel
from lachan.detect.conversations.reading import read_chat
from lachan.detect.conversations.timeline import Timeline
from lachan.detect.problems import BadRules
from lachan.detect.yaml_lines import read_yaml

HARMLESS: Final = "binh_thuong"


@dataclass(frozen=True, slots=True)
class Case:
    """One chat with its answer: the kind, HARMLESS for none, and the turn at which a person who
    reads along would want to be told."""

    code: str
    kind: str
    chat: Chat
    wanted_at: int | None

    @property
    def harmful(self) -> bool:
        return self.kind != HARMLESS


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores, what was read of each case, and in how many hits the kind was the right one too."""

    scores: Scores
    readings: tuple[tuple[Case, Timeline], ...]
    right_kind: int

    @property
    def wrong(self) -> list[str]:
        """Codes of the cases that were missed or raised without cause."""
        return [case.code for case, read in self.readings if read.alarm != case.harmful]

    @property
    def areas(self) -> dict[str, float]:
        """Area under the ROC curve of the sum and of two numbers that know no order."""
        return {
            name: _area([(getattr(read, name), case.harmful) for case, read in self.readings])
            for name in ("strength", "top_mean", "skewness")
        }


def read_cases(path: Path) -> list[Case]:
    """The cases of a file. Raises BadRules, which lists every mistake."""
    value, _lines, problems = read_yaml(path, "conversation_cases")
    if problems:
        raise BadRules(problems)
    return [
        Case(one["ma"], one["loai"], read_chat(one["van_ban"]), one.get("tu_luot")) for one in value
    ]


def evaluate(model: ConversationModel, cases: Sequence[Case]) -> Evaluation:
    """Reads every case. A warning is worth half at the median length of the harmful chats."""
    readings = tuple((case, model.read(case.chat)) for case in cases)
    lengths = [len(case.chat.turns) for case in cases if case.harmful]
    outcomes = [Outcome(case.harmful, read.first_alarm_turn) for case, read in readings]
    scores = score(outcomes, half_penalty_at=max(2.0, median(lengths or [2])))
    return Evaluation(scores, readings, sum(case.kind in read.kinds for case, read in readings))


def _area(pairs: Sequence[tuple[float, bool]]) -> float:
    """How often a harmful chat stands above a harmless one; a tie is worth half."""
    high = [value for value, harmful in pairs if harmful]
    low = [value for value, harmful in pairs if not harmful]
    if not high or not low:
        return 0.0
    won = sum((a > b) + (a == b) / 2 for a in high for b in low)
    return won / (len(high) * len(low))
