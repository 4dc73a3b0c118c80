"""Programmes, directives, duties; indicators, periods, reports and their figures."""

from lachan.programme.models.assignments import Assignment, ProgressUpdate
from lachan.programme.models.directives import (
    Directive,
    Duty,
    DutyAddressee,
    DutyKind,
    Part,
    Theme,
)
from lachan.programme.models.indicators import (
    EnteredValue,
    Indicator,
    LevelDeadline,
    Period,
    Side,
)
from lachan.programme.models.programmes import Objective, Programme, Target
from lachan.programme.models.reports import (
    Figure,
    FigureSide,
    FigureSource,
    MissingUnit,
    Report,
)

__all__ = [
    "Assignment",
    "Directive",
    "Duty",
    "DutyAddressee",
    "DutyKind",
    "EnteredValue",
    "Figure",
    "FigureSide",
    "FigureSource",
    "Indicator",
    "LevelDeadline",
    "MissingUnit",
    "Objective",
    "Part",
    "Period",
    "Programme",
    "ProgressUpdate",
    "Report",
    "Side",
    "Target",
    "Theme",
]
