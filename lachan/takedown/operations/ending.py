"""A content case ends, with or without a request, and may be opened again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.clocks import operations as clocks
from lachan.common.errors import Invalid
from lachan.common.refs import Ref
from lachan.journal.rules import Author
from lachan.people.permissions import Permission
from lachan.takedown.models import ContentCase, PlatformReply, TakedownRequest
from lachan.takedown.operations.casework import DECISION, start_decision
from lachan.takedown.operations.refusals import StillOpen
from lachan.takedown.operations.steps import (
    advance,
    filled,
    locked,
    refuse_unless_in,
)
from lachan.takedown.rules import (
    LIVE,
    WITHOUT_REQUEST,
    ContentState,
    Outcome,
    RequestState,
    outcome_of,
)
from lachan.vault import operations as vault


@transaction.atomic
def decide_no_action(
    *,
    case: ContentCase,
    outcome: Outcome,
    reason: str,
    version: int,
    by: Author,
    now: datetime,
) -> ContentCase:
    """Nothing is asked of the platform, and why; this too is the decision the clock waits for."""
    case = locked(case, by=by, permission=Permission.WRITE_CONTENT_CASE, version=version)
    if outcome not in WITHOUT_REQUEST:
        raise Invalid(field="outcome", problem=gettext("kết quả này cần có yêu cầu đã gửi."))
    if _waits_for_somebody(case):
        raise StillOpen
    vault.seal(case, now=now, reason=filled("reason", reason))
    case.outcome, case.closed_at = Outcome(outcome), now
    advance(
        case,
        ContentState.NO_ACTION,
        "reason",
        "outcome",
        "closed_at",
        by=by,
        now=now,
        action="content.no_action",
        outcome=str(case.outcome),
    )
    met = Ref.of(case)
    clocks.meet(rule=DECISION, subject=met, evidence=met, at=now, by=by, now=now)
    return case


def _waits_for_somebody(case: ContentCase) -> bool:
    requests = TakedownRequest.objects.filter(case=case)
    unreviewed = requests.filter(urgent=True, sent_at__isnull=False, reviewed_at__isnull=True)
    return requests.filter(state__in=sorted(LIVE)).exists() or unreviewed.exists()


@transaction.atomic
def close_content_case(
    *, case: ContentCase, version: int, by: Author, now: datetime
) -> ContentCase:
    """`verified -> closed`, or `waiting -> closed` where the platform refused or never answered.

    The outcome follows from the last request. Later looks still fall due after closing; what
    reappears then opens the case again.
    """
    case = locked(case, by=by, permission=Permission.WRITE_CONTENT_CASE, version=version)
    refuse_unless_in(case, ContentState.VERIFIED, ContentState.WAITING)
    outcome = outcome_of(_answers(case))
    if outcome is None or _waits_for_somebody(case) or _unseen(case):
        raise StillOpen
    case.outcome, case.closed_at = outcome, now
    return advance(
        case,
        ContentState.CLOSED,
        "outcome",
        "closed_at",
        by=by,
        now=now,
        action="content.closed",
        outcome=str(outcome),
    )


def _answers(case: ContentCase) -> list[RequestState]:
    """The last answer to each request, in the order of the requests."""
    replies = PlatformReply.objects.filter(request__case=case).order_by(
        "request__drafted_at", "request", "received_at", "recorded_at"
    )
    last = {reply.request_id: RequestState(reply.kind) for reply in replies.defer("text")}
    return list(last.values())


def _unseen(case: ContentCase) -> bool:
    """A platform's word alone closes nothing: somebody has looked at least once."""
    done = TakedownRequest.objects.filter(
        case=case, state__in=["removed", "geo_blocked", "age_gated"]
    )
    return done.exclude(rechecks__checked_at__isnull=False).exists()


@transaction.atomic
def reopen_content_case(
    *, case: ContentCase, reason: str, version: int, by: Author, now: datetime
) -> ContentCase:
    """`closed | no_action -> reopened`, with a day for a new decision. Old requests stay."""
    case = locked(case, by=by, permission=Permission.WRITE_CONTENT_CASE, version=version)
    vault.seal(case, now=now, reason=filled("reason", reason))
    return reopened(case, by=by, now=now)


def reopened(case: ContentCase, *, by: Author, now: datetime) -> ContentCase:
    before, case.outcome, case.closed_at = case.outcome, "", None
    advance(
        case,
        ContentState.REOPENED,
        "reason",
        "outcome",
        "closed_at",
        by=by,
        now=now,
        action="content.reopened",
        outcome_before=before,
    )
    start_decision(case, by=by, now=now)
    return case
