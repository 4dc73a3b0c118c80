"""Programmes, directives, duties; indicators, periods, reports and their figures."""

from lachan.programme.models.directives import (
    Assignment,
    Directive,
    Duty,
    DutyAddressee,
    Objective,
    Part,
    Programme,
    ProgressUpdate,
    Target,
    Theme,
)
from lachan.programme.models.indicators import (
    EnteredValue,
    Indicator,
    LevelDeadline,
    Period,
    Side,
)
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
