"""What the desk and the storeys above read of content cases. Lists carry no address."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from lachan.common.taxonomy import HARMS
from lachan.journal.rules import Author
from lachan.people.permissions import Permission
from lachan.takedown.models import (
    ContentCase,
    ContentCaseQuerySet,
    LegalBasis,
    Recheck,
    TakedownRequest,
)
from lachan.takedown.rules import ContentState, RequestState

PAGE = 50
# Past this many a list says "more than": an exact count of everything would read everything.
COUNT_UP_TO = 1000


class Mark(NamedTuple):
    """Where a page ended: the opening moment and id of its last row."""

    opened_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class ContentPage:
    """One page of a list, and where the next begins; None at the end."""

    rows: list[ContentCase]
    next: Mark | None


def cases_for(
    actor: Author,
    *,
    permission: Permission = Permission.READ_CONTENT_CASE,
    states: frozenset[ContentState] = frozenset(),
    is_open: bool | None = None,
    after: Mark | None = None,
    size: int = PAGE,
) -> ContentPage:
    """The newest cases somebody may see, a page at a time, each with its unit and owner."""
    rows = _chosen(actor, permission, states, is_open).select_related("owner_unit", "owner")
    if after is not None:
        rows = rows.filter(
            Q(opened_at__lt=after.opened_at) | Q(opened_at=after.opened_at, id__lt=after.id),
            # Redundant, but lets the index start at the mark.
            opened_at__lte=after.opened_at,
        )
    page = list(rows.defer("locator", "reason").order_by("-opened_at", "-id")[: size + 1])
    more = page[size:]
    last = page[size - 1] if more else None
    return ContentPage(page[:size], Mark(last.opened_at, last.id) if last else None)


def count_for(
    actor: Author,
    *,
    permission: Permission = Permission.READ_CONTENT_CASE,
    states: frozenset[ContentState] = frozenset(),
    is_open: bool | None = None,
) -> int:
    """How many cases the list holds, counted no further than COUNT_UP_TO + 1."""
    rows = _chosen(actor, permission, states, is_open).order_by()
    return rows.values("pk")[: COUNT_UP_TO + 1].count()


def _chosen(
    actor: Author,
    permission: Permission,
    states: frozenset[ContentState],
    is_open: bool | None,
) -> ContentCaseQuerySet:
    rows = ContentCase.objects.visible_to(actor, permission)
    if states:
        rows = rows.filter(state__in=sorted(states))
    if is_open is not None:
        rows = rows.filter(closed_at__isnull=is_open)
    return rows


def requests_of(case: ContentCase) -> QuerySet[TakedownRequest]:
    """The requests of a case in their order, with replies and looks; the caller has the door."""
    rows = TakedownRequest.objects.filter(case=case)
    return rows.select_related(
        "legal_basis", "officer", "approved_by", "objection_unit", "record_key"
    ).prefetch_related("replies__record_key", "rechecks__checked_by")


def approvals_for(actor: Author) -> QuerySet[TakedownRequest]:
    """Drafts that wait for somebody who may approve them, and urgent ones for a second look."""
    waiting = Q(state=RequestState.DRAFT) | Q(
        urgent=True, sent_at__isnull=False, reviewed_at__isnull=True
    )
    rows = TakedownRequest.objects.visible_to(actor, Permission.APPROVE_TAKEDOWN)
    others = rows.filter(waiting).exclude(officer=actor.user_id)
    return others.select_related("case", "legal_basis", "officer").order_by("drafted_at")


def due_rechecks(actor: Author, *, now: datetime) -> QuerySet[Recheck]:
    """Looks that somebody should take by now, oldest first."""
    rows = Recheck.objects.visible_to(actor, Permission.WRITE_CONTENT_CASE)
    due = rows.filter(checked_at__isnull=True, due_at__lte=now)
    return due.select_related("request__case").order_by("due_at")


def overdue_requests(actor: Author, *, now: datetime) -> QuerySet[TakedownRequest]:
    """Requests whose platform let its day pass without an answer."""
    rows = TakedownRequest.objects.visible_to(actor)
    late = rows.filter(state__in=["sent", "acknowledged"], due_at__lt=now)
    return late.select_related("case").order_by("due_at")


def bases_on(on: date) -> QuerySet[LegalBasis]:
    """Provisions in force on the day, verified ones first."""
    unended = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    return LegalBasis.objects.filter(unended, valid_from__lte=on).order_by("-verified", "code")


def never_shown(case: ContentCase) -> bool:
    """Whether nobody may fetch or preview the address: sexual categories (decision 9)."""
    return HARMS[case.harm].locator_only
