"""What a backtest tells: what each rule would find anew, no longer and still, and at what cost."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from lachan.detect.history.changes import Kind


@dataclass(frozen=True, slots=True)
class Precision:
    """How many findings were real, by officers' decisions on some of them.

    `low` and `high` bound the share of real ones, 0 to 1, whatever the open ones turn out to be;
    `known` is the share among the decided, None when none is.
    """

    real: int
    not_real: int
    undecided: int

    @property
    def known(self) -> float | None:
        decided = self.real + self.not_real
        return self.real / decided if decided else None

    @property
    def low(self) -> float:
        return self.real / self._all

    @property
    def high(self) -> float:
        return (self.real + self.undecided) / self._all

    @property
    def _all(self) -> int:
        return max(1, self.real + self.not_real + self.undecided)


@dataclass(frozen=True, slots=True)
class Sample:
    """A text that a rule would find anew, or no longer, with the reason given for the finding.

    `excerpt` is the part of the text around the evidence; empty when the text is no longer kept.
    """

    id: str
    day: date
    source_kind: str
    title: str
    excerpt: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Load:
    """Findings a week, and the officers' hours a week that they take."""

    per_week: float
    hours_per_week: float


@dataclass(frozen=True, slots=True)
class RuleReport:
    """One rule that finds other things. `old_rule` is its code before, empty for a new rule.

    `unread` counts texts that only one of the two versions could read: they are in no figure.
    `overlaps` are other rules with the Jaccard index of what they find, 0 to 1, highest first.
    """

    rule: str
    old_rule: str
    kind: Kind
    new: int
    lost: int
    kept: int
    unread: int
    before: Load
    after: Load
    precision_before: Precision
    precision_after: Precision
    overlaps: tuple[tuple[str, float], ...]
    new_samples: tuple[Sample, ...]
    lost_samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A backtest. `before` and `after` are texts in the queue, each counted once.

    `problems`: examples that the changed rules do not live up to.
    """

    base: str
    since: date
    until: date
    texts: int
    same_rules: int
    minutes_per_finding: float
    before: Load
    after: Load
    rules: tuple[RuleReport, ...]
    problems: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As plain JSON."""
        told: dict[str, Any] = _plain(asdict(self))
        for rule, mine in zip(told["rules"], self.rules, strict=True):
            for name in ("precision_before", "precision_after"):
                precision: Precision = getattr(mine, name)
                bounds = {key: getattr(precision, key) for key in ("known", "low", "high")}
                rule[name] |= bounds
        return told

    def lines(self) -> Iterator[str]:
        """As text, line by line."""
        yield (
            f"{self.texts} texts from {self.since} to {self.until}, against rule set"
            f" {self.base[:12]}"
        )
        yield from self.problems
        if not self.rules:
            yield f"No rule finds anything else; {self.same_rules} rules are as they were."
            return
        yield (
            f"{len(self.rules)} rules find other things, {self.same_rules} are as they were."
            f" Officers' hours count {self.minutes_per_finding:g} minutes a finding."
        )
        yield f"All rules: {_load('texts', self.before, self.after)}"
        for rule in self.rules:
            yield from _rule_lines(rule)


def _rule_lines(rule: RuleReport) -> Iterator[str]:
    was = f" (was {rule.old_rule})" if rule.old_rule not in ("", rule.rule) else ""
    yield ""
    yield f"{rule.rule}{was}: {rule.kind}"
    yield f"  new {rule.new}, lost {rule.lost}, kept {rule.kept}"
    if rule.unread:
        yield f"  {rule.unread} texts could not be compared: they are no longer kept"
    yield f"  {_load('findings', rule.before, rule.after)}"
    yield f"  precision {_precision(rule.precision_before)} -> {_precision(rule.precision_after)}"
    if rule.overlaps:
        shown = ", ".join(f"{code} {index:.2f}" for code, index in rule.overlaps)
        yield f"  overlaps with {shown}"
    yield from _sample_lines("new", rule.new_samples)
    yield from _sample_lines("lost", rule.lost_samples)


def _sample_lines(word: str, samples: Sequence[Sample]) -> Iterator[str]:
    for sample in samples:
        kind = f" {sample.source_kind}" if sample.source_kind else ""
        yield f"  {word:4} {sample.day}{kind} {sample.id}"
        said = " | ".join(" ".join(part.split()) for part in (sample.title, sample.excerpt) if part)
        if said:
            yield f"       {said}"
        if sample.explanation:
            yield f"       {sample.explanation}"


def _load(what: str, before: Load, after: Load) -> str:
    return (
        f"{before.per_week:.1f} -> {after.per_week:.1f} {what} a week,"
        f" {before.hours_per_week:.1f} -> {after.hours_per_week:.1f} officer-hours a week"
    )


def _precision(precision: Precision) -> str:
    known = "unknown" if precision.known is None else f"{precision.known:.2f}"
    decided = precision.real + precision.not_real
    return f"{known} of {decided} decided, {precision.low:.2f} to {precision.high:.2f} of all"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
