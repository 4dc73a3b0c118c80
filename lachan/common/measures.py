"""What a measure is: a countable fact that can always list the records behind it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lachan.common.refs import Ref


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened: who it concerns, when, where, what, and how it is broken down.

    `at` is the moment it counts from, with a time zone; `unit_id` the unit that owned it then;
    `label` a number an official knows the record by (never a child's data); `dims` the
    disaggregation, for example sex, age band, harm; `amount` is 1 for things that are counted.
    """

    subject: Ref
    at: datetime
    unit_id: int | None
    label: str
    dims: Mapping[str, str] = field(default_factory=dict)
    amount: int = 1


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open span of time [start, end), both with time zones."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Measure:
    """A countable fact that an app publishes in its `measures.py`.

    `facts(window)` lists every fact whose moment lies in the window; the count is the sum of
    their amounts, so a figure and its list of records can never differ.
    """

    code: str
    title: str
    facts: Callable[[Window], Iterable[Fact]]

    def count(self, window: Window) -> int:
        return sum(fact.amount for fact in self.facts(window))
