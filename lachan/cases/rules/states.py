"""The way of a child case and of what hangs on it, as tables (casework reference 6.2)."""

from collections.abc import Mapping
from enum import StrEnum

from lachan.cases.rules.forms import AssessmentKind
from lachan.common.labels import mark as _


class CaseState(StrEnum):
    IDENTIFIED = "identified"
    REGISTERED = "registered"
    INITIAL_ASSESSMENT = "initial_assessment"
    ASSESSED = "assessed"
    PLANNING = "planning"
    PLAN_REVIEW = "plan_review"
    IMPLEMENTING = "implementing"
    REVIEWING = "reviewing"
    CLOSURE_REQUESTED = "closure_requested"
    CLOSED = "closed"
    SUSPENDED = "suspended"


CASE_STATES: Mapping[CaseState, str] = {
    CaseState.IDENTIFIED: _("Mới phát hiện"),
    CaseState.REGISTERED: _("Đã tiếp nhận"),
    CaseState.INITIAL_ASSESSMENT: _("Đang đánh giá ban đầu (Mẫu 02)"),
    CaseState.ASSESSED: _("Đã đánh giá ban đầu"),
    CaseState.PLANNING: _("Đang lập kế hoạch"),
    CaseState.PLAN_REVIEW: _("Chờ duyệt kế hoạch"),
    CaseState.IMPLEMENTING: _("Đang thực hiện kế hoạch"),
    CaseState.REVIEWING: _("Đang rà soát (Mẫu 06)"),
    CaseState.CLOSURE_REQUESTED: _("Chờ duyệt đóng ca"),
    CaseState.CLOSED: _("Đã đóng"),
    CaseState.SUSPENDED: _("Tạm dừng"),
}

_PATH: Mapping[str, frozenset[str]] = {
    CaseState.IDENTIFIED: frozenset({CaseState.REGISTERED}),
    CaseState.REGISTERED: frozenset({CaseState.INITIAL_ASSESSMENT}),
    CaseState.INITIAL_ASSESSMENT: frozenset({CaseState.ASSESSED}),
    CaseState.ASSESSED: frozenset({CaseState.PLANNING}),
    CaseState.PLANNING: frozenset({CaseState.PLAN_REVIEW}),
    CaseState.PLAN_REVIEW: frozenset({CaseState.IMPLEMENTING, CaseState.PLANNING}),
    CaseState.IMPLEMENTING: frozenset({CaseState.REVIEWING}),
    CaseState.REVIEWING: frozenset({CaseState.IMPLEMENTING, CaseState.CLOSURE_REQUESTED}),
    CaseState.CLOSURE_REQUESTED: frozenset({CaseState.CLOSED, CaseState.REVIEWING}),
}

OPEN_STATES = frozenset(_PATH)
NOT_CLOSED = OPEN_STATES | {CaseState.SUSPENDED}

# Reopening goes straight back to the initial assessment. A suspended case may only return to the
# state it was suspended in; the database checks that against `suspended_from`.
CASE_MOVES: Mapping[str, frozenset[str]] = {
    **{state: after | {CaseState.SUSPENDED} for state, after in _PATH.items()},
    CaseState.SUSPENDED: OPEN_STATES,
    CaseState.CLOSED: frozenset({CaseState.INITIAL_ASSESSMENT}),
}
FIRST_CASE_STATES = frozenset({CaseState.IDENTIFIED})


class ServiceState(StrEnum):
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    IMPLEMENTED = "implemented"
    NOT_IMPLEMENTED = "not_implemented"


SERVICE_STATES: Mapping[ServiceState, str] = {
    ServiceState.PLANNED: _("Dự kiến"),
    ServiceState.IN_PROGRESS: _("Đang thực hiện"),
    ServiceState.IMPLEMENTED: _("Đã thực hiện"),
    ServiceState.NOT_IMPLEMENTED: _("Không thực hiện"),
}

FINAL_SERVICE_STATES = frozenset({ServiceState.IMPLEMENTED, ServiceState.NOT_IMPLEMENTED})
SERVICE_MOVES: Mapping[str, frozenset[str]] = {
    ServiceState.PLANNED: frozenset({ServiceState.IN_PROGRESS}) | FINAL_SERVICE_STATES,
    ServiceState.IN_PROGRESS: FINAL_SERVICE_STATES,
}
FIRST_SERVICE_STATES = frozenset({ServiceState.PLANNED})


class ApprovalKind(StrEnum):
    ASSESSMENT = "assessment"
    PLAN = "plan"
    CLOSURE = "closure"


class ApprovalState(StrEnum):
    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


APPROVAL_STATES: Mapping[ApprovalState, str] = {
    ApprovalState.REQUESTED: _("Chờ duyệt"),
    ApprovalState.APPROVED: _("Đã duyệt"),
    ApprovalState.REJECTED: _("Trả lại"),
    ApprovalState.WITHDRAWN: _("Đã rút"),
}

APPROVAL_MOVES: Mapping[str, frozenset[str]] = {
    ApprovalState.REQUESTED: frozenset(ApprovalState) - {ApprovalState.REQUESTED},
}
FIRST_APPROVAL_STATES = frozenset({ApprovalState.REQUESTED})


class TransferState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


TRANSFER_STATES: Mapping[TransferState, str] = {
    TransferState.PROPOSED: _("Đề nghị chuyển giao"),
    TransferState.ACCEPTED: _("Đã nhận"),
    TransferState.REJECTED: _("Từ chối nhận"),
    TransferState.EXPIRED: _("Quá hạn trả lời"),
    TransferState.WITHDRAWN: _("Đã rút"),
}

TRANSFER_MOVES: Mapping[str, frozenset[str]] = {
    TransferState.PROPOSED: frozenset(TransferState) - {TransferState.PROPOSED},
}
FIRST_TRANSFER_STATES = frozenset({TransferState.PROPOSED})

# Where each form is written, and therefore approved.
WRITTEN_IN: Mapping[AssessmentKind, CaseState] = {
    AssessmentKind.M02: CaseState.INITIAL_ASSESSMENT,
    AssessmentKind.M03: CaseState.ASSESSED,
    AssessmentKind.M06: CaseState.REVIEWING,
}


class NoteKind(StrEnum):
    """Why something was done, in the words of who did it; kept sealed."""

    PROGRESS = "progress"
    RETURNED = "returned"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    REOPENED = "reopened"


NOTE_KINDS: Mapping[NoteKind, str] = {
    NoteKind.PROGRESS: _("Diễn biến"),
    NoteKind.RETURNED: _("Lý do trả lại"),
    NoteKind.SUSPENDED: _("Lý do tạm dừng"),
    NoteKind.RESUMED: _("Tiếp tục"),
    NoteKind.REOPENED: _("Lý do mở lại"),
}
