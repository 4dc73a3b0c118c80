"""A tip's way through the state table. The database keeps the same table."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from lachan.common.errors import CannotMove
from lachan.common.states import may_move
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.models import Unit
from lachan.people.permissions import Permission, require
from lachan.tips.errors import PeopleOnly, SecondPersonNeeded, UnreadMessage
from lachan.tips.models import Tip, TipMessage, TipReceipt
from lachan.tips.rules import MOVES, STATE_LABELS, Direction, TipState

# How long a code works after its tip is closed (casework model 5.9; a design value).
RECEIPT_AFTER_CLOSING = timedelta(days=180)


@transaction.atomic
def move(
    *, tip: Tip, to: TipState, by: Author, now: datetime, owner_unit: Unit | None = None
) -> Tip:
    """Takes a tip one step on. `owner_unit` is who works on it once it is promoted.

    No action takes two people. Closing waits until every message of the reporter is read. Raises
    NotAllowed, CannotMove, PeopleOnly, SecondPersonNeeded, UnreadMessage.
    """
    confirming = to is TipState.NO_ACTION
    require(by, Permission.CONFIRM_NO_ACTION if confirming else Permission.TRIAGE)
    locked = Tip.objects.select_for_update().get(pk=tip.pk)
    if not may_move(MOVES, locked.state, to):
        raise CannotMove(state=gettext(STATE_LABELS[TipState(locked.state)]))
    if to in (TipState.NO_ACTION_PROPOSED, TipState.NO_ACTION):
        _name_decider(locked, to, by)
    if to is TipState.CLOSED:
        _refuse_unread(locked)
    if to is TipState.PROMOTED:
        # Promoted again with no unit named, it stays with the one that knows it.
        locked.promoted_at, locked.owner_unit = now, owner_unit or locked.owner_unit
    return _moved(locked, to, by, now)


@transaction.atomic
def reopen(*, tip: Tip, by: Author, now: datetime) -> Tip:
    """The reporter wrote: what waited for them, or was closed, is looked at again."""
    locked = Tip.objects.select_for_update().get(pk=tip.pk)
    if locked.state in (TipState.NEEDS_INFO, TipState.CLOSED):
        return _moved(locked, TipState.SCREENING, by, now)
    return locked


def _moved(tip: Tip, to: TipState, by: Author, now: datetime) -> Tip:
    before, tip.state = tip.state, to
    tip.closed_at = now if to is TipState.CLOSED else None
    tip.save()
    ends = now + RECEIPT_AFTER_CLOSING if to is TipState.CLOSED else None
    TipReceipt.objects.filter(tip=tip).update(expires_at=ends)
    journal.record(by=by, action="tip.moved", subject=tip, at=now, before=before, after=to.value)
    return tip


def _name_decider(tip: Tip, to: TipState, by: Author) -> None:
    if by.user_id is None:
        raise PeopleOnly
    if to is TipState.NO_ACTION_PROPOSED:
        tip.no_action_proposed_by_id, tip.no_action_confirmed_by_id = by.user_id, None
    elif tip.no_action_proposed_by_id == by.user_id:
        raise SecondPersonNeeded
    else:
        tip.no_action_confirmed_by_id = by.user_id


def _refuse_unread(tip: Tip) -> None:
    unread = TipMessage.objects.filter(tip=tip, direction=Direction.IN, read_at__isnull=True)
    if unread.exists():
        raise UnreadMessage
