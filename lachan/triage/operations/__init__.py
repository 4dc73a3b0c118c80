"""Every write in the queue."""

from lachan.triage.operations.deciding import (
    confirm_no_action,
    dismiss_finding,
    propose_no_action,
    redirect,
    refuse_no_action,
)
from lachan.triage.operations.hands import (
    flag_conflict,
    release,
    set_severity,
    take,
)
from lachan.triage.operations.opening import (
    open_child_case,
    open_content_case,
)
from lachan.triage.operations.queue import (
    take_in,
)
from lachan.triage.operations.watching import (
    watch,
)

__all__ = [
    "confirm_no_action",
    "dismiss_finding",
    "flag_conflict",
    "open_child_case",
    "open_content_case",
    "propose_no_action",
    "redirect",
    "refuse_no_action",
    "release",
    "set_severity",
    "take",
    "take_in",
    "watch",
]
