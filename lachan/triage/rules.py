"""The queue: its states, why nothing is done, and which deadline a severity has. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from lachan.common.labels import mark as _
from lachan.common.taxonomy import Severity


class QueueState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"
    PROMOTED = "promoted"
    ACCEPTED = "accepted"
    REDIRECTED = "redirected"
    NO_ACTION_PROPOSED = "no_action_proposed"
    NO_ACTION = "no_action"
    DISMISSED = "dismissed"


QUEUE_STATES: Mapping[QueueState, str] = {
    QueueState.WAITING: _("Chờ phân loại"),
    QueueState.TAKEN: _("Đang phân loại"),
    QueueState.PROMOTED: _("Đã mở hồ sơ, chờ đơn vị nhận"),
    QueueState.ACCEPTED: _("Đơn vị đã nhận"),
    QueueState.REDIRECTED: _("Đã chuyển nơi khác"),
    QueueState.NO_ACTION_PROPOSED: _("Chờ người thứ hai xác nhận không xử lý"),
    QueueState.NO_ACTION: _("Không xử lý"),
    QueueState.DISMISSED: _("Đã bỏ qua phát hiện"),
}

# A reporter who writes to a tip that was done with brings it back to WAITING.
QUEUE_MOVES: Mapping[str, frozenset[str]] = {
    QueueState.WAITING: frozenset({QueueState.TAKEN}),
    QueueState.TAKEN: frozenset(
        {
            QueueState.WAITING,
            QueueState.PROMOTED,
            QueueState.REDIRECTED,
            QueueState.NO_ACTION_PROPOSED,
            QueueState.DISMISSED,
        }
    ),
    QueueState.NO_ACTION_PROPOSED: frozenset({QueueState.NO_ACTION, QueueState.TAKEN}),
    QueueState.PROMOTED: frozenset({QueueState.ACCEPTED}),
    QueueState.ACCEPTED: frozenset({QueueState.WAITING}),
    QueueState.REDIRECTED: frozenset({QueueState.WAITING}),
    QueueState.NO_ACTION: frozenset({QueueState.WAITING}),
    QueueState.DISMISSED: frozenset({QueueState.WAITING}),
}
FIRST_QUEUE_STATES = frozenset({QueueState.WAITING.value})

# Somebody in the intake desk still has to decide.
UNDECIDED = frozenset({QueueState.WAITING, QueueState.TAKEN, QueueState.NO_ACTION_PROPOSED})
# A case may be opened: the first one decides the entry, a second one may join it.
MAY_OPEN = frozenset({QueueState.TAKEN, QueueState.PROMOTED, QueueState.ACCEPTED})


class Outcome(StrEnum):
    """What an entry turned out to be. The last four are reasons for doing nothing."""

    VERIFIED = "verified"
    REDIRECTED = "redirected"
    UNFOUNDED = "unfounded"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_A_REPORT = "not_a_report"


OUTCOMES: Mapping[Outcome, str] = {
    Outcome.VERIFIED: _("Có cơ sở, đã mở hồ sơ"),
    Outcome.REDIRECTED: _("Đã chuyển nơi khác"),
    Outcome.UNFOUNDED: _("Không có cơ sở"),
    Outcome.DUPLICATE: _("Trùng tin đã có"),
    Outcome.OUT_OF_SCOPE: _("Ngoài phạm vi"),
    Outcome.NOT_A_REPORT: _("Không phải tin báo (gửi thử, nhầm)"),
}
NO_ACTION_REASONS = frozenset(
    {Outcome.UNFOUNDED, Outcome.DUPLICATE, Outcome.OUT_OF_SCOPE, Outcome.NOT_A_REPORT}
)


def clock_rule(severity: Severity) -> str:
    """The deadline for deciding on an entry of this severity."""
    return f"TRIAGE_{Severity(severity).value}"


def finding_number(serial: int) -> str:
    """How officials name a finding aloud; tips have numbers of their own."""
    return f"PH-{serial:06d}"
