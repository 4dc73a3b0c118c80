"""Reminds units of duties that come due or are late. A sweep that may be repeated without harm."""

from datetime import datetime

from django.db import transaction

from lachan.common.time import local_date
from lachan.notices import operations as notices
from lachan.notices.rules import NoticeCode
from lachan.people import queries as people
from lachan.people.models import Membership, User
from lachan.people.rules import Role
from lachan.programme.models import Assignment
from lachan.programme.rules import DUE_SOON_WITHIN, OPEN_ASSIGNMENT

DOERS = (Role.UNIT_REPORTER, Role.COMMUNE_CHAIR)


def doers(unit_ids: set[int], now: datetime) -> list[User]:
    """Active staff who report for one of the units."""
    held = Membership.objects.filter(
        people.valid_on(now), unit__in=unit_ids, role__in=DOERS, confirmed_at__lte=now
    )
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")))


@transaction.atomic
def remind_due(*, now: datetime) -> int:
    """Tells the staff of each unit once that something comes due within a week, and once that
    something is late; how many people were told. One notice a unit and due date, not one a duty.
    """
    today = local_date(now)
    undone = Assignment.objects.filter(state__in=sorted(OPEN_ASSIGNMENT), due_on__isnull=False)
    soon = undone.filter(due_on__gte=today, due_on__lte=today + DUE_SOON_WITHIN)
    told = 0
    for code, found in {
        NoticeCode.REPORT_DUE: soon,
        NoticeCode.OVERDUE: undone.filter(due_on__lt=today),
    }.items():
        dates = found.order_by("unit_id", "due_on").values_list("unit_id", "due_on").distinct()
        for unit_id, due_on in dates:
            told += notices.tell(
                recipients=doers({unit_id}, now),
                template=code,
                now=now,
                dedupe=f"duties:{code}:{unit_id}:{due_on}",
            )
    return told
