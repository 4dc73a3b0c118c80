"""What must be true before a child case may take its next step. Pure: facts in, problems out.

Each guard returns the problems still in the way, empty when there are none, so that a screen can
show all of them at once and an operation can refuse with them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from lachan.cases.rules.forms import (
    HANDED_OVER,
    SEPARATION_AT_MOST,
    ClosureReason,
    HarmItem,
    Level,
    Measure,
    ProtectionItem,
    Risk,
)
from lachan.cases.rules.states import FINAL_SERVICE_STATES, ServiceState
from lachan.common.labels import mark as _
from lachan.common.taxonomy import Severity


class Problem(StrEnum):
    """One thing still in the way of a step."""

    NO_MEASURE = "no_measure"
    NO_M03 = "no_m03"
    NO_NEED = "no_need"
    NEED_WITHOUT_SERVICE = "need_without_service"
    NO_OPINION = "no_opinion"
    OPEN_SERVICE = "open_service"
    NO_FOLLOW_UP = "no_follow_up"
    RUNNING_CLOCK = "running_clock"
    UNREAD_MESSAGE = "unread_message"
    STILL_AT_RISK = "still_at_risk"
    DECLINED_AT_RISK = "declined_at_risk"
    OPEN_TRANSFER = "open_transfer"


PROBLEMS: Mapping[Problem, str] = {
    Problem.NO_MEASURE: _(
        "ca khẩn cấp chưa có biện pháp khẩn cấp và chưa ghi lý do không cần áp dụng"
    ),
    Problem.NO_M03: _("nguy cơ trung bình trở lên phải có Mẫu 03 đã duyệt"),
    Problem.NO_NEED: _("kế hoạch chưa nêu nhu cầu nào của trẻ"),
    Problem.NEED_WITHOUT_SERVICE: _("còn nhu cầu chưa có dịch vụ đáp ứng"),
    Problem.NO_OPINION: _("chưa ghi ý kiến của trẻ"),
    Problem.OPEN_SERVICE: _("còn dịch vụ quá hẹn chưa có kết quả hoặc chưa hẹn lại"),
    Problem.NO_FOLLOW_UP: _("chưa có lần theo dõi nào từ khi kế hoạch được duyệt"),
    Problem.RUNNING_CLOCK: _("còn thời hạn đang chạy"),
    Problem.UNREAD_MESSAGE: _("còn tin nhắn của người báo tin chưa đọc"),
    Problem.STILL_AT_RISK: _("nguy cơ chưa ở mức thấp và chưa bàn giao cho nơi khác"),
    Problem.DECLINED_AT_RISK: _("chỉ đóng theo từ chối khi nguy cơ ở mức thấp"),
    Problem.OPEN_TRANSFER: _("còn đề nghị chuyển giao chưa được trả lời"),
}

_SCORE: Mapping[Level, int] = {Level.LOW: 0, Level.MEDIUM: 1, Level.HIGH: 2}


def suggested_risk(
    *, harm: Mapping[HarmItem, Level], protective: Mapping[ProtectionItem, Level]
) -> Risk:
    """What the grid points to; the worker decides and may differ.

    High harm now, or harm plainly greater than protection, is high; the reverse is low. It never
    suggests `emergency`: that is a person's judgement. The weighting is ours, not a form's.
    """
    if harm.get(HarmItem.CURRENT_HARM) is Level.HIGH:
        return Risk.HIGH
    balance = sum(_SCORE[level] for level in harm.values()) - sum(
        _SCORE[level] for level in protective.values()
    )
    if balance >= 2:
        return Risk.HIGH
    return Risk.MEDIUM if balance >= 0 else Risk.LOW


def is_emergency(*, severity: Severity, risk: Risk | None) -> bool:
    """Whether the twelve hours of NĐ 56/2017 (art. 26(3), 31, 32) run."""
    return severity is Severity.S1 or risk is Risk.EMERGENCY


def may_conclude_initial_assessment(
    *, emergency: bool, measures: int, reason_written: bool
) -> list[Problem]:
    """Before `assessed`: an emergency needs a measure, or why there is none, in writing."""
    if emergency and not measures and not reason_written:
        return [Problem.NO_MEASURE]
    return []


def may_start_planning(*, risk: Risk, m03_approved: bool) -> list[Problem]:
    """Before `planning`: the specific assessment for every risk but low."""
    return [Problem.NO_M03] if risk is not Risk.LOW and not m03_approved else []


def may_submit_plan(
    *, needs: Iterable[str], served: Iterable[str], opinion_recorded: bool
) -> list[Problem]:
    """Before `plan_review`. `served`: needs that have a service with a unit and a due date."""
    wanted = set(needs)
    problems = []
    if not wanted:
        problems.append(Problem.NO_NEED)
    if wanted - set(served):
        problems.append(Problem.NEED_WITHOUT_SERVICE)
    if not opinion_recorded:
        problems.append(Problem.NO_OPINION)
    return problems


def may_start_review(
    *, services: Iterable[tuple[ServiceState, date]], follow_ups: int, risk: Risk, today: date
) -> list[Problem]:
    """Before `reviewing`: every service has ended or has a date still to come; the child was seen.

    `services`: state and due date of each; a due date moved into the future is "rescheduled".
    """
    problems = []
    if any(state not in FINAL_SERVICE_STATES and due < today for state, due in services):
        problems.append(Problem.OPEN_SERVICE)
    if risk is not Risk.LOW and not follow_ups:
        problems.append(Problem.NO_FOLLOW_UP)
    return problems


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is still open around a case at the moment somebody wants to close it."""

    services: int = 0
    clocks: int = 0
    messages: int = 0
    transfers: int = 0
    at_risk: Risk = field(default=Risk.LOW)


def may_close(*, left: Unfinished, reason: ClosureReason) -> list[Problem]:
    """Before `closed`: nothing open, nothing unread, and the child safe or in other hands."""
    found = {
        Problem.OPEN_SERVICE: left.services,
        Problem.RUNNING_CLOCK: left.clocks,
        Problem.UNREAD_MESSAGE: left.messages,
        Problem.OPEN_TRANSFER: left.transfers,
    }
    problems = [problem for problem, count in found.items() if count]
    if left.at_risk is not Risk.LOW and reason not in HANDED_OVER:
        declined = reason is ClosureReason.DECLINED
        problems.append(Problem.DECLINED_AT_RISK if declined else Problem.STILL_AT_RISK)
    return problems


def separation_ends_in_time(
    *, measure: Measure, started_at: datetime, ends_at: datetime | None
) -> bool:
    """A temporary separation names its end, at most fifteen days on; other measures need none."""
    if measure is not Measure.SEPARATION:
        return True
    return ends_at is not None and timedelta(0) < ends_at - started_at <= SEPARATION_AT_MOST


def age_in(
    year: int,
    *,
    birth_year: int | None,
    estimated_age: int | None = None,
    estimated_in: int | None = None,
) -> int | None:
    """Age in whole years in a calendar year, as well as it can be known; None when it cannot.

    A known birth year wins; an estimate grows from the year in which it was made.
    """
    if birth_year is not None:
        return year - birth_year
    if estimated_age is None or estimated_in is None:
        return None
    return estimated_age + year - estimated_in


def age_band(age: int | None) -> str:
    """The bands of the national digital-skills handbook with 16-17 added; `unknown` is a value."""
    if age is None:
        return "unknown"
    bands = ((6, "0-5"), (11, "6-10"), (16, "11-15"), (18, "16-17"))
    return next((band for upper, band in bands if age < upper), "18+")


def record_number(*, prefix: str, year: int, serial: int) -> str:
    """`TE-2026-000001`: how officials name a record aloud, in lists and in letters."""
    return f"{prefix}-{year}-{serial:06d}"
