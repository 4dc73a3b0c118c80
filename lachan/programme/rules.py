"""States of assignments and reports, how figures are spelled, and how late a duty is. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from lachan.common.labels import mark as _


class AssignmentState(StrEnum):
    """The way of one duty at one unit."""

    DRAFT = "draft"
    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    REPORTED_DONE = "reported_done"
    RETURNED = "returned"
    VERIFIED_DONE = "verified_done"


A = AssignmentState
ASSIGNMENT_LABELS: Mapping[AssignmentState, str] = {
    A.DRAFT: _("Dự thảo"),
    A.ISSUED: _("Đã giao"),
    A.ACKNOWLEDGED: _("Đã nhận"),
    A.IN_PROGRESS: _("Đang thực hiện"),
    A.REPORTED_DONE: _("Đã báo cáo hoàn thành"),
    A.RETURNED: _("Trả lại để bổ sung"),
    A.VERIFIED_DONE: _("Đã xác nhận hoàn thành"),
}
ASSIGNMENT_FIRST = frozenset({A.DRAFT.value})
ASSIGNMENT_MOVES: Mapping[str, frozenset[str]] = {
    A.DRAFT: frozenset({A.ISSUED}),
    A.ISSUED: frozenset({A.ACKNOWLEDGED}),
    A.ACKNOWLEDGED: frozenset({A.IN_PROGRESS, A.REPORTED_DONE}),
    A.IN_PROGRESS: frozenset({A.REPORTED_DONE}),
    A.REPORTED_DONE: frozenset({A.RETURNED, A.VERIFIED_DONE}),
    A.RETURNED: frozenset({A.IN_PROGRESS, A.REPORTED_DONE}),
}
# Where the unit still has something to do.
OPEN_ASSIGNMENT = frozenset(
    {A.ISSUED.value, A.ACKNOWLEDGED.value, A.IN_PROGRESS.value, A.RETURNED.value}
)


class ReportState(StrEnum):
    """Figures are frozen from SUBMITTED on; RETURNED opens them again."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    ISSUED = "issued"


R = ReportState
REPORT_LABELS: Mapping[ReportState, str] = {
    R.DRAFT: _("Đang lập"),
    R.SUBMITTED: _("Đã trình ký"),
    R.RETURNED: _("Trả lại để sửa"),
    R.APPROVED: _("Đã ký duyệt"),
    R.ISSUED: _("Đã cấp số, phát hành"),
}
REPORT_FIRST = frozenset({R.DRAFT.value})
REPORT_MOVES: Mapping[str, frozenset[str]] = {
    R.DRAFT: frozenset({R.SUBMITTED}),
    R.SUBMITTED: frozenset({R.RETURNED, R.APPROVED}),
    R.RETURNED: frozenset({R.SUBMITTED}),
    R.APPROVED: frozenset({R.ISSUED}),
}
OPEN_REPORT = frozenset({R.DRAFT.value, R.RETURNED.value})


class Section(StrEnum):
    """The parts of a periodic report that a person writes; part II also lists the figures."""

    LEADERSHIP = "I"
    RESULTS = "II"
    DIFFICULTIES = "III"
    DIRECTIONS = "IV"
    PROPOSALS = "V"


SECTION_TITLES: Mapping[Section, str] = {
    Section.LEADERSHIP: _("Công tác lãnh đạo, chỉ đạo"),
    Section.RESULTS: _("Kết quả thực hiện"),
    Section.DIFFICULTIES: _("Tồn tại, khó khăn, nguyên nhân"),
    Section.DIRECTIONS: _("Phương hướng, nhiệm vụ thời gian tới"),
    Section.PROPOSALS: _("Kiến nghị, đề xuất"),
}
# The figures speak for part II; the others must be written before a report is submitted.
REQUIRED_SECTIONS = tuple(section for section in Section if section is not Section.RESULTS)


class Timeliness(StrEnum):
    """Derived from dates, never stored."""

    NO_DEADLINE = "no_deadline"
    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"


TIMELINESS_LABELS: Mapping[Timeliness, str] = {
    Timeliness.NO_DEADLINE: _("Thường xuyên, không có hạn"),
    Timeliness.IN_TIME: _("Chưa đến hạn"),
    Timeliness.DUE_SOON: _("Sắp đến hạn"),
    Timeliness.OVERDUE: _("Quá hạn"),
    Timeliness.DONE_ON_TIME: _("Hoàn thành đúng hạn"),
    Timeliness.DONE_LATE: _("Hoàn thành quá hạn"),
}
DUE_SOON_WITHIN = timedelta(days=7)


def timeliness(*, due: date | None, done: date | None, today: date) -> Timeliness:
    """How a duty stands on a day. The due day itself is still in time."""
    if done is not None:
        late = due is not None and done > due
        return Timeliness.DONE_LATE if late else Timeliness.DONE_ON_TIME
    if due is None:
        return Timeliness.NO_DEADLINE
    if today > due:
        return Timeliness.OVERDUE
    return Timeliness.DUE_SOON if due - today <= DUE_SOON_WITHIN else Timeliness.IN_TIME


NO_DATA = _("chưa có số liệu")
NOTHING_OCCURRED = _("không phát sinh")


def percent(numerator: int | None, denominator: int | None) -> Decimal | None:
    """Numerator over denominator in per cent with one decimal, halves up. None without both,
    and when nothing could be counted (denominator 0): that is not zero per cent."""
    if numerator is None or not denominator:
        return None
    exact = Decimal(numerator) * 100 / Decimal(denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def number_text(value: int | None) -> str:
    """A count as Vietnamese papers write it, `1.234`; a missing one is said, never 0."""
    return NO_DATA if value is None else f"{value:,}".replace(",", ".")


def percent_text(numerator: int | None, denominator: int | None) -> str:
    """`92,5%`; words where there is no ratio."""
    if numerator is None or denominator is None:
        return NO_DATA
    share = percent(numerator, denominator)
    return NOTHING_OCCURRED if share is None else f"{share}%".replace(".", ",").replace(",0%", "%")
