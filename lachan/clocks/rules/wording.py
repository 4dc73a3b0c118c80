"""A day of the trace in words, for the small calendar that explains a deadline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lachan.clocks.rules.calendar import LABELS, ONE_DAY
from lachan.clocks.rules.terms import TraceStep, Why
from lachan.common.labels import mark as _

REASONS: Mapping[Why, str] = {
    Why.COUNTED: _("Tính"),
    Why.START_DAY: _("Không tính ngày phát sinh; bắt đầu từ ngày kế tiếp"),
    Why.NOT_WORKED: _("Không tính vì không phải ngày làm việc"),
    Why.OUT_OF_HOURS: _("Không tính vì ngoài giờ làm việc"),
    Why.PAUSED: _("Không tính vì thời hạn đang tạm dừng"),
    Why.ROLLED: _("Ngày cuối rơi vào ngày nghỉ nên chuyển sang hết ngày làm việc này"),
}


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One day: what it is, whether it counted, why. `verified` is false for an unseen decision."""

    on: date
    kind: str
    name: str
    reason: str
    counted: bool
    whole_day: bool
    hours: int
    minutes: int
    verified: bool


def trace_row(step: TraceStep) -> TraceRow:
    """Labels are marked for translation and still in Vietnamese."""
    minutes = step.counted // timedelta(minutes=1)
    return TraceRow(
        on=step.on,
        kind=LABELS[step.day.kind],
        name=step.day.name,
        reason=REASONS[step.why],
        counted=bool(step.counted),
        whole_day=step.counted == ONE_DAY,
        hours=minutes // 60,
        minutes=minutes % 60,
        verified=step.day.verified,
    )
