"""How good an early warning is: right or wrong, and how many turns it took."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median
from typing import Final

# The harmful half of a set is rare in life; a false alarm costs what its share of cases is worth.
# Losada and Crestani (2016) set it to the share of positives in their collection, 0.1296.
FALSE_ALARM_COST: Final = 0.1296


@dataclass(frozen=True, slots=True)
class Outcome:
    """One chat: whether it is harmful, and the turn of the alarm (from 1), None without one."""

    harmful: bool
    alarm_at: int | None


@dataclass(frozen=True, slots=True)
class Scores:
    """All between 0 and 1, but for the counts, the turns and the false alarms per 1,000 chats."""

    chats: int
    harmful: int
    precision: float
    recall: float
    f1: float
    f05: float
    false_alarms_per_1000: float
    erde_5: float
    erde_50: float
    f_latency: float
    median_turns: float | None


def score(outcomes: Sequence[Outcome], *, half_penalty_at: float) -> Scores:
    """The scores of a set. `half_penalty_at`: the turn at which a warning is worth half."""
    right = sum(one.harmful and one.alarm_at is not None for one in outcomes)
    raised = sum(one.alarm_at is not None for one in outcomes)
    harmful = sum(one.harmful for one in outcomes)
    precision, recall = _share(right, raised), _share(right, harmful)
    delays = [one.alarm_at for one in outcomes if one.harmful and one.alarm_at is not None]
    return Scores(
        chats=len(outcomes),
        harmful=harmful,
        precision=precision,
        recall=recall,
        f1=f_score(precision, recall, 1.0),
        f05=f_score(precision, recall, 0.5),
        false_alarms_per_1000=1000 * _share(raised - right, len(outcomes) - harmful),
        erde_5=erde(outcomes, 5),
        erde_50=erde(outcomes, 50),
        f_latency=f_latency(outcomes, penalty_rate(half_penalty_at)),
        median_turns=median(delays) if delays else None,
    )


def f_score(precision: float, recall: float, beta: float) -> float:
    """F with recall worth `beta` times precision; 0 when both are 0."""
    below = beta**2 * precision + recall
    return (1 + beta**2) * precision * recall / below if below else 0.0


def erde(
    outcomes: Sequence[Outcome], turns: int, *, false_alarm_cost: float = FALSE_ALARM_COST
) -> float:
    """Early risk detection error (Losada and Crestani 2016): 0 is best, 1 is nothing found.

    A miss costs 1, a false alarm `false_alarm_cost`, a hit at turn k 1 - 1 / (1 + e^(k - turns)).
    """
    costs = (_cost(one, turns, false_alarm_cost) for one in outcomes)
    return sum(costs) / len(outcomes) if outcomes else 0.0


def _cost(one: Outcome, turns: int, false_alarm_cost: float) -> float:
    if one.alarm_at is None:
        return float(one.harmful)
    # Past some hundred turns e^x would overflow, and the cost has long been 1.
    late = min(one.alarm_at - turns, 500)
    return 1 - 1 / (1 + exp(late)) if one.harmful else false_alarm_cost


def penalty(turn: int, rate: float) -> float:
    """What a hit at a turn loses (Sadeque et al. 2018): 0 at the first turn, 1 in the end."""
    return -1 + 2 / (1 + exp(-rate * (turn - 1)))


def penalty_rate(half_penalty_at: float) -> float:
    """The rate at which the penalty is one half at that turn, which is past the first."""
    return log(3) / (half_penalty_at - 1)


def f_latency(outcomes: Sequence[Outcome], rate: float) -> float:
    """F1 times one minus the median penalty of the hits; 0 without hits."""
    hits = [one.alarm_at for one in outcomes if one.harmful and one.alarm_at is not None]
    if not hits:
        return 0.0
    raised = sum(one.alarm_at is not None for one in outcomes)
    harmful = sum(one.harmful for one in outcomes)
    f1 = f_score(len(hits) / raised, len(hits) / harmful, 1.0)
    return f1 * (1 - median(penalty(turn, rate) for turn in hits))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
