"""Every write on content cases: one operation for each step."""

from lachan.takedown.operations.answers import (
    record_reappearance,
    record_recheck,
    record_reply,
)
from lachan.takedown.operations.approving import (
    approve_request,
    return_request,
    withdraw_request,
)
from lachan.takedown.operations.casework import (
    open_content_case,
)
from lachan.takedown.operations.content import (
    load_content,
)
from lachan.takedown.operations.ending import (
    close_content_case,
    decide_no_action,
    reopen_content_case,
)
from lachan.takedown.operations.letters import (
    letter,
)
from lachan.takedown.operations.requests import (
    draft_request,
)
from lachan.takedown.operations.sending import (
    review_urgent,
    send_request,
    send_urgent,
)

__all__ = [
    "approve_request",
    "close_content_case",
    "decide_no_action",
    "draft_request",
    "letter",
    "load_content",
    "open_content_case",
    "record_reappearance",
    "record_recheck",
    "record_reply",
    "reopen_content_case",
    "return_request",
    "review_urgent",
    "send_request",
    "send_urgent",
    "withdraw_request",
]
