"""The one door to a tip for staff. Reporters come in by their code, through `queries`."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from lachan.common.errors import NotAllowed, NotFound
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission
from lachan.tips.models import Tip


@transaction.atomic
def tip_for(
    actor: Author,
    tip_id: UUID | str,
    permission: Permission = Permission.READ_TIP,
    *,
    now: datetime,
) -> Tip:
    """A tip on which the actor holds the permission; the reading is journaled.

    Raises NotFound for one that does not exist or is not theirs to read, NotAllowed for one they
    may read but not do this to.
    """
    try:
        tip = Tip.objects.visible_to(actor).select_related("record_key").filter(pk=tip_id).first()
    except ValidationError:
        tip = None
    if tip is None:
        raise NotFound
    if not Tip.objects.visible_to(actor, permission).filter(pk=tip.pk).exists():
        raise NotAllowed
    journal.record(by=actor, action="tip.read", subject=tip, at=now)
    return tip
