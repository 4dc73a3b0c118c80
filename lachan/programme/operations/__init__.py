"""Every write of the programme storey, by subject."""

from lachan.programme.operations.assignments import (
    acknowledge,
    report_done,
    return_assignment,
    update_progress,
    verify,
)
from lachan.programme.operations.content import load_content
from lachan.programme.operations.directives import Issued, assign, issue_directive
from lachan.programme.operations.entries import enter_value
from lachan.programme.operations.preparing import (
    open_period,
    prepare_report,
    recompute,
    write_section,
)
from lachan.programme.operations.reminding import remind_due
from lachan.programme.operations.signing import (
    number_report,
    preview,
    return_report,
    sign_report,
    submit_report,
)

__all__ = [
    "Issued",
    "acknowledge",
    "assign",
    "enter_value",
    "issue_directive",
    "load_content",
    "number_report",
    "open_period",
    "prepare_report",
    "preview",
    "recompute",
    "remind_due",
    "report_done",
    "return_assignment",
    "return_report",
    "sign_report",
    "submit_report",
    "update_progress",
    "verify",
    "write_section",
]
