"""What the desk and the storeys above read of child cases. Lists carry no child's data."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from lachan.cases.models import (
    Approval,
    CasePlan,
    ChildCase,
    EmergencyMeasure,
    Service,
    Transfer,
)
from lachan.cases.models.case import CaseQuerySet
from lachan.cases.rules import (
    FINAL_SERVICE_STATES,
    ApprovalState,
    CaseState,
    Measure,
    Risk,
    TransferState,
)
from lachan.cases.rules.guards import Unfinished, age_band, age_in
from lachan.clocks import queries as clocks
from lachan.common.refs import Ref
from lachan.common.time import VIETNAM
from lachan.journal.rules import Author
from lachan.people.permissions import Permission
from lachan.tips import queries as tips

PAGE = 50
# Past this many a list says "more than": an exact count of everything would read everything.
COUNT_UP_TO = 1000


class Mark(NamedTuple):
    """Where a page ended: the opening moment and id of its last row."""

    opened_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of a list, and where the next begins; None at the end."""

    rows: list[ChildCase]
    next: Mark | None


def cases_for(
    actor: Author,
    *,
    permission: Permission = Permission.READ_CASE_METADATA,
    states: frozenset[CaseState] = frozenset(),
    is_open: bool | None = None,
    after: Mark | None = None,
    size: int = PAGE,
) -> CasePage:
    """The newest cases somebody may see, a page at a time, each with its unit and owner.

    Metadata only: number, state, unit, risk, moments. Two queries whatever the number of rows.
    """
    rows = _chosen(actor, permission, states, is_open).select_related("owner_unit", "owner")
    if after is not None:
        rows = rows.filter(
            Q(opened_at__lt=after.opened_at) | Q(opened_at=after.opened_at, id__lt=after.id),
            # Redundant, but lets the index start at the mark.
            opened_at__lte=after.opened_at,
        )
    page = list(rows.defer("summary").order_by("-opened_at", "-id")[: size + 1])
    more = page[size:]
    last = page[size - 1] if more else None
    return CasePage(page[:size], Mark(last.opened_at, last.id) if last else None)


def count_for(
    actor: Author,
    *,
    permission: Permission = Permission.READ_CASE_METADATA,
    states: frozenset[CaseState] = frozenset(),
    is_open: bool | None = None,
) -> int:
    """How many cases the list holds, counted no further than COUNT_UP_TO + 1."""
    rows = _chosen(actor, permission, states, is_open).order_by()
    return rows.values("pk")[: COUNT_UP_TO + 1].count()


def _chosen(
    actor: Author,
    permission: Permission,
    states: frozenset[CaseState],
    is_open: bool | None,
) -> CaseQuerySet:
    rows = ChildCase.objects.visible_to(actor, permission)
    if states:
        rows = rows.filter(state__in=sorted(states))
    if is_open is not None:
        rows = rows.filter(closed_at__isnull=is_open)
    return rows


def by_number(actor: Author, number: str) -> ChildCase | None:
    """The case somebody may see under an official number, None for any other."""
    return ChildCase.objects.visible_to(actor).filter(number=number.strip().upper()).first()


def plan_of(case: ChildCase) -> CasePlan | None:
    """The plan of the present opening with its services, None before planning began."""
    plans = CasePlan.objects.filter(case=case, episode=case.episode).select_related("record_key")
    return plans.prefetch_related("services__unit", "services__record_key").first()


def approvals_for(actor: Author) -> QuerySet[Approval]:
    """Decisions that wait for somebody who may take them: never the ones they asked for."""
    waiting = Approval.objects.visible_to(actor, Permission.APPROVE_PLAN).filter(
        state=ApprovalState.REQUESTED
    )
    others = waiting.exclude(requested_by=actor.user_id)
    return others.select_related("case", "case__owner_unit").order_by("requested_at")


def transfers_for(actor: Author) -> QuerySet[Transfer]:
    """Offers somebody's unit made or got that wait for an answer."""
    waiting = Transfer.objects.visible_to(actor).filter(state=TransferState.PROPOSED)
    return waiting.select_related("case", "from_unit", "to_unit").order_by("proposed_at")


def age_band_of(case: ChildCase) -> str:
    """The child's age band in the year the case was received; `unknown` when nobody knows."""
    if case.child is None:
        return "unknown"
    child = case.child
    year = case.received_at.astimezone(VIETNAM).year
    return age_band(
        age_in(
            year,
            birth_year=child.birth_year,
            estimated_age=child.estimated_age,
            estimated_in=child.estimated_in,
        )
    )


def separation_of(
    case: ChildCase, other_than: EmergencyMeasure | None = None
) -> EmergencyMeasure | None:
    """The temporary separation (Mẫu 07) that no decision has ended."""
    standing = EmergencyMeasure.objects.filter(
        case=case, kind=Measure.SEPARATION, ended_at__isnull=True
    )
    if other_than is not None:
        standing = standing.exclude(pk=other_than.pk)
    return standing.order_by("-started_at").first()


def unfinished(case: ChildCase) -> Unfinished:
    """Everything still open around a case, for the closing guard and the screen before it."""
    services = Service.objects.filter(plan__case=case, plan__episode=case.episode)
    offers = Transfer.objects.filter(case=case, state=TransferState.PROPOSED)
    return Unfinished(
        services=services.exclude(state__in=FINAL_SERVICE_STATES).count(),
        clocks=clocks.for_subject(Ref.of(case)).open().count(),
        messages=int(case.tip is not None and tips.has_unread(case.tip)),
        transfers=offers.count(),
        at_risk=Risk(case.risk_level),
    )
