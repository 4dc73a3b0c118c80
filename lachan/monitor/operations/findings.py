"""What an officer decides about a finding. Nothing here acts outside."""

from datetime import datetime

from django.db import transaction

from lachan.common.errors import CannotMove
from lachan.common.states import may_move
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.monitor.models import Finding
from lachan.monitor.rules import (
    FINDING_MOVES,
    FINDING_STATE_LABELS,
    DismissReason,
    FindingState,
)
from lachan.people.permissions import Permission, require


@transaction.atomic
def dismiss(*, finding: Finding, reason: DismissReason, by: Author, now: datetime) -> Finding:
    """The finding is no concern, for a reason that is counted by rule. Raises CannotMove."""
    return _move(finding, FindingState.DISMISSED, by, now, reason.value)


@transaction.atomic
def promote(*, finding: Finding, by: Author, now: datetime) -> Finding:
    """A case was opened from the finding, in the caller's transaction. Raises CannotMove."""
    return _move(finding, FindingState.PROMOTED, by, now)


@transaction.atomic
def reopen(*, finding: Finding, by: Author, now: datetime) -> Finding:
    """A dismissed finding is looked at again. Raises CannotMove."""
    return _move(finding, FindingState.OPEN, by, now)


def _move(
    finding: Finding, state: FindingState, by: Author, now: datetime, reason: str = ""
) -> Finding:
    require(by, Permission.TRIAGE)
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    if not may_move(FINDING_MOVES, finding.state, state):
        raise CannotMove(state=FINDING_STATE_LABELS[FindingState(finding.state)])
    decided = state is not FindingState.OPEN
    finding.state = state.value
    finding.dismiss_reason = reason
    finding.decided_at = now if decided else None
    finding.decided_by_id = by.user_id if decided else None
    finding.save(update_fields=["state", "dismiss_reason", "decided_at", "decided_by"])
    journal.record(
        by=by, action=f"monitor.finding_{state.value}", subject=finding, at=now, reason=reason
    )
    return finding
