"""Who works on a tip, once it is known."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.common.errors import CannotMove
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.models import Unit
from lachan.people.permissions import Permission, require
from lachan.tips.models import Tip
from lachan.tips.rules import STATE_LABELS, TipState


@transaction.atomic
def hand_over(*, tip: Tip, unit: Unit, by: Author, now: datetime) -> Tip:
    """A tip that led to a case gets the unit that works on it. One that has a unit keeps it.

    Raises NotAllowed, CannotMove for a tip that was never promoted.
    """
    require(by, Permission.TRIAGE)
    locked = Tip.objects.select_for_update().get(pk=tip.pk)
    if locked.promoted_at is None:
        raise CannotMove(state=gettext(STATE_LABELS[TipState(locked.state)]))
    if locked.owner_unit_id is None:
        locked.owner_unit = unit
        locked.save(update_fields=["owner_unit"])
        journal.record(by=by, action="tip.handed_over", subject=tip, at=now, unit=unit.pk)
    return locked
