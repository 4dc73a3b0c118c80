"""Triage watches what it gave away until somebody has it, and closes the tip when all is done."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from lachan.cases.rules import CaseState
from lachan.takedown.rules import FINAL_CONTENT_STATES, ContentState
from lachan.tips import operations as tips
from lachan.tips import queries as tip_queries
from lachan.tips.rules import TipState
from lachan.triage.models import CaseLink, QueueEntry
from lachan.triage.operations.queue import SWEEPER
from lachan.triage.operations.steps import advance
from lachan.triage.rules import QueueState

_NOT_ACCEPTED = Q(child_case__state=CaseState.IDENTIFIED) | Q(
    content_case__state=ContentState.OPENED
)
_NOT_FINISHED = Q(child_case__closed_at__isnull=True, child_case__isnull=False) | (
    Q(content_case__isnull=False)
    & ~Q(content_case__state__in=sorted(str(state) for state in FINAL_CONTENT_STATES))
)


def watch(*, now: datetime) -> int:
    """Notes which entries were accepted by the units that got them, and closes the tips of those
    where all is done and read; how many of both. Safe to repeat."""
    return _accept(now) + _close_tips(now)


@transaction.atomic
def _accept(now: datetime) -> int:
    entries = list(_free(QueueState.PROMOTED).filter(~_with(_NOT_ACCEPTED)))
    for entry in entries:
        entry.accepted_at = now
        advance(entry, QueueState.ACCEPTED, by=SWEEPER, now=now, action="queue.accepted")
    return len(entries)


@transaction.atomic
def _close_tips(now: datetime) -> int:
    """A tip closes when every case it led to is closed, or when it was decided without one."""
    done = _free(QueueState.ACCEPTED, QueueState.REDIRECTED, QueueState.NO_ACTION).filter(
        ~_with(_NOT_FINISHED),
        tip__state__in=[TipState.PROMOTED, TipState.REDIRECTED, TipState.NO_ACTION],
    )
    closed = 0
    for entry in done.select_related("tip"):
        if entry.tip is None or tip_queries.has_unread(entry.tip):
            continue
        tips.move(tip=entry.tip, to=TipState.CLOSED, by=SWEEPER, now=now)
        closed += 1
    return closed


def _free(*states: QueueState) -> QuerySet[QueueEntry]:
    """Entries nobody is working on this second."""
    rows = QueueEntry.objects.select_for_update(of=("self",), skip_locked=True)
    return rows.filter(state__in=states)


def _with(condition: Q) -> Exists:
    return Exists(CaseLink.objects.filter(condition, entry=OuterRef("pk")))
