"""What the desk and higher storeys read of the clocks."""

from lachan.clocks.queries.extensions import Longer, longer, longer_by, room
from lachan.clocks.queries.heartbeat import failing_steps, last_good_run, silent_since
from lachan.clocks.queries.keeping import Outcomes, met_in, outcomes, outcomes_by_unit
from lachan.clocks.queries.lists import (
    calls_for,
    calls_to_make,
    for_subject,
    open_for,
    waiting_extensions_for,
)
from lachan.clocks.queries.rules import rule_on
from lachan.clocks.queries.time_left import remaining, speak, trace_rows

__all__ = [
    "Longer",
    "Outcomes",
    "calls_for",
    "calls_to_make",
    "failing_steps",
    "for_subject",
    "last_good_run",
    "longer",
    "longer_by",
    "met_in",
    "open_for",
    "outcomes",
    "outcomes_by_unit",
    "remaining",
    "room",
    "rule_on",
    "silent_since",
    "speak",
    "trace_rows",
    "waiting_extensions_for",
]
