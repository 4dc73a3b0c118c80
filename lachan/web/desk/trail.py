"""What happened to a record, in words, from the trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from lachan.common.time import local_date
from lachan.journal.models import Entry
from lachan.people.models import User
from lachan.people.queries import names_on
from lachan.web.desk.trail_words import ACTIONS

# Reads are in the trail, for the auditor; on the record's page they would drown the rest.
SILENT = frozenset({"read"})


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a record's history."""

    at: datetime
    title: str
    by: str


def told(entries: Iterable[Entry], now: datetime) -> list[Told]:
    """The history of a record, oldest first, without the reads. Two queries whatever its length."""
    listed = [one for one in entries if one.action not in SILENT]
    people = dict(
        User.objects.filter(pk__in={one.user_id for one in listed if one.user_id}).values_list(
            "pk", "full_name"
        )
    )
    units = names_on(local_date(now))
    return [
        Told(
            at=one.at,
            title=gettext(ACTIONS.get(one.action, one.action)),
            by=", ".join(
                word
                for word in (people.get(one.user_id or 0, ""), units.get(one.unit_id or 0, ""))
                if word
            )
            or gettext(_("Hệ thống")),
        )
        for one in listed
    ]
