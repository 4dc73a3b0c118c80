"""What the desk and higher storeys read of the clocks."""

from lachan.clocks.queries.heartbeat import failing_steps, silent_since
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
    "Outcomes",
    "calls_for",
    "calls_to_make",
    "failing_steps",
    "for_subject",
    "met_in",
    "open_for",
    "outcomes",
    "outcomes_by_unit",
    "remaining",
    "rule_on",
    "silent_since",
    "speak",
    "trace_rows",
    "waiting_extensions_for",
]
