"""Every write on child cases: one operation for each step of the table, and the papers between."""

from lachan.cases.operations.assessing import (
    approve_assessment,
    return_assessment,
    start_initial_assessment,
    write_assessment,
)
from lachan.cases.operations.carrying_out import (
    add_note,
    begin_service,
    end_service,
    record_follow_up,
    reschedule_service,
)
from lachan.cases.operations.closing import (
    approve_closure,
    continue_plan,
    reopen,
    request_closure,
    return_closure,
    start_review,
)
from lachan.cases.operations.emergency import hand_to_police, suspect_crime, take_emergency_measure
from lachan.cases.operations.moving import (
    accept_transfer,
    propose_transfer,
    reject_transfer,
    resume,
    suspend,
    wake_due,
    withdraw_transfer,
)
from lachan.cases.operations.opening import (
    declare_conflict,
    describe_child,
    next_number,
    open_case,
    register,
)
from lachan.cases.operations.planning import (
    add_service,
    approve_plan,
    drop_service,
    return_plan,
    start_planning,
    submit_plan,
    write_plan,
)

__all__ = [
    "accept_transfer",
    "add_note",
    "add_service",
    "approve_assessment",
    "approve_closure",
    "approve_plan",
    "begin_service",
    "continue_plan",
    "declare_conflict",
    "describe_child",
    "drop_service",
    "end_service",
    "hand_to_police",
    "next_number",
    "open_case",
    "propose_transfer",
    "record_follow_up",
    "register",
    "reject_transfer",
    "reopen",
    "request_closure",
    "reschedule_service",
    "resume",
    "return_assessment",
    "return_closure",
    "return_plan",
    "start_initial_assessment",
    "start_planning",
    "start_review",
    "submit_plan",
    "suspect_crime",
    "suspend",
    "take_emergency_measure",
    "wake_due",
    "withdraw_transfer",
    "write_assessment",
    "write_plan",
]
