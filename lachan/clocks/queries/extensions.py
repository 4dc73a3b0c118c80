"""How much more time a deadline may get, and where each amount would lead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lachan.clocks.calendars import calendar_of
from lachan.clocks.line import extendable, pauses_of, terms_of
from lachan.clocks.models import Clock, ExtensionState
from lachan.clocks.rules.deadline import deadline


@dataclass(frozen=True, slots=True)
class Longer:
    """So much more, in the rule's own unit, and the due moment it leads to."""

    quantity: int
    due_at: datetime


def room(clock: Clock) -> int:
    """How much more the rule allows in one step. None at all is 0."""
    allowed = extendable(clock.rule)
    if allowed is None:
        return 0
    given = clock.extensions.filter(state=ExtensionState.APPROVED).count()
    if given >= allowed.times:
        return 0
    return max(0, min(allowed.most_each, allowed.most - clock.extended_by))


def longer(clock: Clock) -> list[Longer]:
    """Every amount that may be asked for in one step, the smallest first."""
    return _led_to(clock, range(1, room(clock) + 1))


def longer_by(clock: Clock, quantity: int) -> Longer:
    """Where one amount would lead, as things stand now."""
    return _led_to(clock, (quantity,))[0]


def _led_to(clock: Clock, quantities: Iterable[int]) -> list[Longer]:
    calendar, pauses = calendar_of(clock.owner_unit_id), pauses_of(clock)
    terms = [(each, terms_of(clock.rule, clock.extended_by + each)) for each in quantities]
    return [
        Longer(each, deadline(stretched, clock.started_at, calendar, pauses).due_at)
        for each, stretched in terms
    ]
