"""A sheet is printed or taken along as a file: paper goes where no door stands, so it is noted."""

from datetime import datetime

from django.db import transaction

from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require
from lachan.tips.models import Tip
from lachan.tips.rules import Copy


@transaction.atomic
def note_copy(*, tip: Tip, copy: Copy, by: Author, now: datetime) -> None:
    """The tip came through the door; this says that its sheet was made ready for paper."""
    require(by, Permission.READ_TIP)
    journal.record(by=by, action="tip.copied", subject=tip, at=now, form=copy.value)
