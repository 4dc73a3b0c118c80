"""Asking for a decision, and deciding. Two people, always; the database agrees."""

from datetime import date, datetime
from uuid import UUID

from lachan.cases.models import Approval, CaseNote, ChildCase
from lachan.cases.operations.refusals import NothingWaits, SamePerson
from lachan.cases.operations.steps import filled, person
from lachan.cases.rules import ApprovalKind, ApprovalState, NoteKind
from lachan.journal.rules import Author
from lachan.vault import operations as vault


def ask(
    case: ChildCase, kind: ApprovalKind, subject_id: UUID, *, by: Author, now: datetime
) -> Approval:
    return Approval.objects.create(
        case=case,
        kind=kind,
        subject_id=subject_id,
        state=ApprovalState.REQUESTED,
        requested_by_id=person(by),
        requested_at=now,
    )


def waiting(case: ChildCase, kind: ApprovalKind, subject_id: UUID, *, by: Author) -> Approval:
    """The decision that waits. Raises NothingWaits, or SamePerson for the one who asked."""
    found = Approval.objects.select_for_update(of=("self",)).filter(
        case=case, kind=kind, subject_id=subject_id, state=ApprovalState.REQUESTED
    )
    approval: Approval | None = found.first()
    if approval is None:
        raise NothingWaits
    if approval.requested_by_id == person(by):
        raise SamePerson
    return approval


def decide(
    approval: Approval,
    state: ApprovalState,
    *,
    by: Author,
    now: datetime,
    decision_number: str = "",
    decided_on: date | None = None,
) -> None:
    approval.state = state
    approval.decided_by_id = person(by)
    approval.decided_at = now
    approval.decision_number = decision_number
    approval.decided_on = decided_on
    approval.save()


def withdraw_waiting(case: ChildCase, kind: ApprovalKind, *, by: Author, now: datetime) -> None:
    """A newer form takes the place of one nobody has decided on yet."""
    for approval in Approval.objects.filter(case=case, kind=kind, state=ApprovalState.REQUESTED):
        decide(approval, ApprovalState.WITHDRAWN, by=by, now=now)


def write_note(
    case: ChildCase, kind: NoteKind, text: str, *, by: Author, now: datetime
) -> CaseNote:
    """Sealed words beside the case. Raises Invalid for an empty text: a reason is a reason."""
    note = CaseNote(case=case, kind=kind, author_id=by.user_id, written_at=now)
    vault.seal(note, now=now, text=filled("reason", text))
    note.save(force_insert=True)
    return note
