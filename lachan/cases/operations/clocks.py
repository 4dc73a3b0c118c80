"""The legal deadlines of a child case: what starts them and which evidence stops them."""

from datetime import datetime

from django.db import models

from lachan.cases.models import ChildCase, EmergencyMeasure
from lachan.cases.rules import Risk
from lachan.cases.rules.guards import is_emergency
from lachan.clocks import operations as clocks
from lachan.common.refs import Ref
from lachan.common.taxonomy import Severity
from lachan.journal.rules import Author

EMERGENCY = "EMERGENCY_12H"
PLAN = "PLAN_5WD"
POLICE = "POLICE_HANDOVER_24H"
SEPARATION = "SEPARATION_15D"


def emergency(case: ChildCase) -> bool:
    risk = Risk(case.risk_level) if case.risk_level else None
    return is_emergency(severity=Severity(case.severity), risk=risk)


def start_clocks(case: ChildCase, *, by: Author, now: datetime) -> None:
    """Both deadlines of an opening, from when it was first heard of, or from the reopening."""
    start(PLAN, case, started_at=case.clocks_from, by=by, now=now)
    if emergency(case):
        start_emergency(case, started_at=case.clocks_from, by=by, now=now)


def start_emergency(case: ChildCase, *, started_at: datetime, by: Author, now: datetime) -> None:
    """The twelve hours. A measure already taken since then stops them at its own moment."""
    start(EMERGENCY, case, started_at=started_at, by=by, now=now)
    taken = EmergencyMeasure.objects.filter(case=case, started_at__gte=started_at)
    first = taken.order_by("started_at").first()
    if first is not None:
        meet(EMERGENCY, case, evidence=first, at=first.started_at, by=by, now=now)


def meet(
    rule: str,
    case: ChildCase,
    *,
    evidence: models.Model,
    at: datetime,
    by: Author,
    now: datetime,
) -> None:
    """Stops the running deadline of the case, if any, by a paper that exists since `at`."""
    clocks.meet(rule=rule, subject=Ref.of(case), evidence=Ref.of(evidence), at=at, by=by, now=now)


def start(rule: str, case: ChildCase, *, started_at: datetime, by: Author, now: datetime) -> None:
    clocks.start(
        rule=rule,
        subject=Ref.of(case),
        owner_unit=case.owner_unit,
        owner=case.owner,
        started_at=started_at,
        label=case.number,
        by=by,
        now=now,
    )
