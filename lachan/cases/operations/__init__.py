"""Every write on child cases: one operation for each step of the table, and the papers between."""

from lachan.cases.operations.assessing import (
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
    reopen,
    return_closure,
)
from lachan.cases.operations.deciding import (
    approve_plan,
    return_plan,
)
from lachan.cases.operations.emergency import (
    hand_to_police,
    suspect_crime,
    take_emergency_measure,
)
from lachan.cases.operations.judging import (
    approve_assessment,
    return_assessment,
)
from lachan.cases.operations.numbers import (
    next_number,
)
from lachan.cases.operations.opening import (
    open_case,
)
from lachan.cases.operations.planning import (
    add_service,
    drop_service,
    start_planning,
    submit_plan,
    write_plan,
)
from lachan.cases.operations.registering import (
    declare_conflict,
    describe_child,
    register,
)
from lachan.cases.operations.resting import (
    resume,
    suspend,
    wake_due,
)
from lachan.cases.operations.reviewing import (
    continue_plan,
    request_closure,
    start_review,
)
from lachan.cases.operations.separation import (
    end_separation,
)
from lachan.cases.operations.transfers import (
    accept_transfer,
    propose_transfer,
    reject_transfer,
    withdraw_transfer,
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
    "end_separation",
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
