"""The states of a clock, and which of three ways of being met a moment is."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from lachan.common.labels import mark as _


class ClockState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MET_EXTENDED = "met_extended"
    LATE = "late"
    CANCELLED = "cancelled"


LABELS: Mapping[ClockState, str] = {
    ClockState.RUNNING: _("Đang tính"),
    ClockState.PAUSED: _("Tạm dừng"),
    ClockState.MET: _("Đúng hạn"),
    ClockState.MET_EXTENDED: _("Đúng hạn sau gia hạn"),
    ClockState.LATE: _("Trễ hạn"),
    ClockState.CANCELLED: _("Không còn áp dụng"),
}

OPEN = frozenset({ClockState.RUNNING, ClockState.PAUSED})
OUTCOMES = frozenset({ClockState.MET, ClockState.MET_EXTENDED, ClockState.LATE})

# An outcome is final: no recount of the calendar may turn a met deadline into a late one.
MOVES: Mapping[str, frozenset[str]] = {
    ClockState.RUNNING: frozenset({ClockState.PAUSED, ClockState.CANCELLED}) | OUTCOMES,
    ClockState.PAUSED: frozenset({ClockState.RUNNING, ClockState.CANCELLED}) | OUTCOMES,
}


def outcome(at: datetime, *, unextended_due_at: datetime, due_at: datetime) -> ClockState:
    """Which of the three a moment is; the due moment itself is in time.

    Lawful pauses belong to the original time. An extension never does: Hue-S counted its 48.9 %
    of extended answers apart from those on time, and so must we.
    """
    if at <= unextended_due_at:
        return ClockState.MET
    return ClockState.MET_EXTENDED if at <= due_at else ClockState.LATE
