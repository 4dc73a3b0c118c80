"""What a rule asks of a page: a small tree of conditions over evidence with places."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that meets a condition. `sign` tells two signs of one condition apart."""

    start: int
    end: int
    condition: str
    sign: str
    private: bool = False


# Gives the places of a leaf, by its key, in the part of the page that is looked at.
Look = Callable[[str], Sequence[Evidence]]
Met = tuple[Evidence, ...] | None
# Gives, for a leaf, an array with one truth per text: whether it may be met there.
Maybe = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A list of terms or an extractor; `key` is what the page is asked for."""

    key: str

    def met(self, look: Look) -> Met:
        return tuple(look(self.key)) or None

    def possible(self, maybe: Maybe) -> Any:
        return maybe(self.key)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts. All and any are the two ends of it."""

    count: int
    parts: tuple["Condition", ...]

    def met(self, look: Look) -> Met:
        answers: list[tuple[Evidence, ...]] = []
        for number, part in enumerate(self.parts):
            answer = part.met(look)
            if answer is not None:
                answers.append(answer)
            elif len(answers) + len(self.parts) - number - 1 < self.count:
                # Too few are left: what they look for is not looked for.
                return None
        return tuple(evidence for answer in answers for evidence in answer)

    def possible(self, maybe: Maybe) -> Any:
        answers = [part.possible(maybe) for part in self.parts]
        if self.count == 1:
            return _fold(answers, lambda a, b: a | b)
        if self.count == len(answers):
            return _fold(answers, lambda a, b: a & b)
        return _fold([answer.astype("u1") for answer in answers], lambda a, b: a + b) >= self.count


@dataclass(frozen=True, slots=True)
class Times:
    """Any of the parts, at `count` or more places that do not overlap."""

    count: int
    parts: tuple["Condition", ...]

    def met(self, look: Look) -> Met:
        found = [e for part in self.parts for e in part.met(look) or ()]
        reach, places = -1, 0
        for evidence in sorted(found, key=lambda e: (e.end, e.start)):
            if evidence.start >= reach:
                reach, places = evidence.end, places + 1
        return tuple(found) if places >= self.count else None

    def possible(self, maybe: Maybe) -> Any:
        return _fold([part.possible(maybe) for part in self.parts], lambda a, b: a | b)


@dataclass(frozen=True, slots=True)
class Near:
    """All of the parts within a stretch of `within` characters."""

    within: int
    parts: tuple["Condition", ...]

    def met(self, look: Look) -> Met:
        return best_window(AtLeast(len(self.parts), self.parts), look, self.within)

    def possible(self, maybe: Maybe) -> Any:
        return _fold([part.possible(maybe) for part in self.parts], lambda a, b: a & b)


Condition = Leaf | AtLeast | Times | Near


def leaves(condition: Condition) -> Iterable[Leaf]:
    """Every leaf of the tree."""
    if isinstance(condition, Leaf):
        yield condition
    else:
        for part in condition.parts:
            yield from leaves(part)


def _fold(answers: list[Any], join: Callable[[Any, Any], Any]) -> Any:
    whole = answers[0]
    for answer in answers[1:]:
        whole = join(whole, answer)
    return whole


def best_window(condition: Condition, look: Look, within: int | None) -> Met:
    """The evidence of the richest stretch of `within` characters that meets the condition.

    Without a limit the whole page is one stretch. Ties go to the first stretch.
    """
    if within is None:
        return condition.met(look)
    whole = condition.met(look)
    if whole is None:
        return None
    everything = {leaf.key: tuple(look(leaf.key)) for leaf in leaves(condition)}
    starts = sorted({evidence.start for found in everything.values() for evidence in found})
    last = max(evidence.end for found in everything.values() for evidence in found)
    if last <= starts[0] + within:
        # Everything stands in one stretch: none is richer.
        return whole
    best: Met = None
    for start in starts:
        answer = condition.met(_cut(everything, start, start + within))
        if answer is not None and len(set(answer)) > len(set(best or ())):
            best = answer
    return best


def _cut(everything: dict[str, tuple[Evidence, ...]], low: int, high: int) -> Look:
    return lambda key: [e for e in everything[key] if low <= e.start and e.end <= high]
