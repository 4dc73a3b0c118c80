"""Running deadlines, their rules and calendar, and who was warned."""

from lachan.clocks.models.calendar import CalendarDay, CalendarYear, OfficeHours
from lachan.clocks.models.changes import ClockExtension, ClockPause, ExtensionState
from lachan.clocks.models.clock import Clock, ClockQuerySet
from lachan.clocks.models.ladder import LadderStep, StepRun
from lachan.clocks.models.rule import ClockRule

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "Clock",
    "ClockExtension",
    "ClockPause",
    "ClockQuerySet",
    "ClockRule",
    "ExtensionState",
    "LadderStep",
    "OfficeHours",
    "StepRun",
]
