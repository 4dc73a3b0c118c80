"""The one door to a paper. Opening it is written in the trail: the file leaves the house."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from lachan.common.errors import NotFound
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.papers.models import Paper
from lachan.people.permissions import Permission


@transaction.atomic
def paper_for(
    actor: Author,
    paper_id: UUID | str,
    permission: Permission = Permission.READ_REPORT,
    *,
    now: datetime,
) -> Paper:
    """The paper, for download. NotFound for another unit's, one read with another permission,
    an unknown id and a malformed one alike."""
    try:
        papers = Paper.objects.visible_to(actor, permission).select_related("record_key")
        paper = papers.get(pk=paper_id)
    except (Paper.DoesNotExist, ValidationError):
        raise NotFound from None
    journal.record(by=actor, action="paper.read", subject=paper, at=now, sha256=paper.sha256)
    return paper
