"""A running sum of log-likelihood ratios, and what else is kept of who speaks: O(1) a turn."""

from collections import deque
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Final

WINDOW: Final = 200
"""Turns of one speaker that the aggregates look back on (Roblox Sentinel: 10 to 200)."""
TOP: Final = 5


@dataclass(slots=True)
class Cusum:
    """Page's sum: never below 0, so that long innocent talk earns nobody a credit."""

    value: float = 0.0
    peak: float = 0.0

    def add(self, ratio: float) -> float:
        """The sum after one more log-likelihood ratio, in nats."""
        self.value = max(0.0, self.value + ratio)
        self.peak = max(self.peak, self.value)
        return self.value


@dataclass(slots=True)
class Tail:
    """The last scores of a speaker, and two numbers that say whether some stand out.

    Both forget the order, which the CUSUM does not; they help to order a queue of long chats.
    """

    scores: deque[float] = field(default_factory=lambda: deque(maxlen=WINDOW))

    def add(self, score: float) -> None:
        self.scores.append(score)

    def top_mean(self) -> float:
        """Mean of the five highest of the last scores; 0 without any."""
        highest = nlargest(TOP, self.scores)
        return sum(highest) / len(highest) if highest else 0.0

    def skewness(self) -> float:
        """Third standardised moment (population) of the last scores; 0 when they are all alike."""
        count = len(self.scores)
        if count < 2:
            return 0.0
        mean = sum(self.scores) / count
        second = sum((score - mean) ** 2 for score in self.scores) / count
        third = sum((score - mean) ** 3 for score in self.scores) / count
        return float(third / second**1.5) if second > 1e-12 else 0.0
