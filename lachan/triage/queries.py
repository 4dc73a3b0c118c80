"""What the desk reads of the queue."""

from datetime import date

from django.db.models import QuerySet

from lachan.common.taxonomy import HARMS
from lachan.journal.rules import Author
from lachan.people import queries as people
from lachan.people.models import Unit
from lachan.people.rules import SHARED_FUNCTIONS, Function
from lachan.triage.models import CaseLink, QueueEntry, QueueQuerySet
from lachan.triage.rules import UNDECIDED, QueueState

# Past this many a list says "more than": an exact count of everything would read everything.
COUNT_UP_TO = 1000


def queue_for(
    actor: Author, *, states: frozenset[QueueState] = UNDECIDED, mine: bool = False
) -> QueueQuerySet:
    """Entries somebody may see, gravest and longest waiting first. Slice it: it has no end.

    With tip, finding, item and source at hand, without any of their words.
    """
    rows = QueueEntry.objects.visible_to(actor).filter(state__in=sorted(states))
    if mine:
        rows = rows.filter(assigned_to=actor.user_id)
    return (
        rows.select_related("tip__commune", "finding__item__source", "assigned_to", "unit")
        .defer("tip__narrative", "tip__locator", "finding__item__text", "finding__item__folded")
        .order_by("severity", "received_at", "id")
    )


def count_for(actor: Author, *, states: frozenset[QueueState] = UNDECIDED) -> int:
    """How many entries the list holds, counted no further than COUNT_UP_TO + 1."""
    rows = QueueEntry.objects.visible_to(actor).filter(state__in=sorted(states))
    return rows.order_by().values("pk")[: COUNT_UP_TO + 1].count()


def unaccepted_for(actor: Author) -> QueueQuerySet:
    """Entries given to a unit that has not taken them on yet, oldest decision first."""
    return queue_for(actor, states=frozenset({QueueState.PROMOTED})).order_by("decided_at", "id")


def links_of(entry: QueueEntry) -> QuerySet[CaseLink]:
    """The cases an entry became, metadata only; the caller has the door."""
    rows = CaseLink.objects.filter(entry=entry)
    return rows.select_related("child_case__owner_unit", "content_case__owner_unit").defer(
        "child_case__summary", "content_case__locator", "content_case__reason"
    )


def content_unit_for(harm: str, on: date) -> Unit | None:
    """Who should get the content case: the first lead function of the harm that deals with
    content, else the e-information function. None when nobody holds either on the day."""
    about_content = (Function.CYBER_POLICE, Function.E_INFORMATION_LEAD)
    leads = [Function(code) for code in HARMS[harm].functions]
    wanted = [lead for lead in leads if lead in about_content] + [Function.E_INFORMATION_LEAD]
    assert not SHARED_FUNCTIONS & set(wanted)
    holders = (people.holder_of(function, on) for function in wanted)
    return next((unit for unit in holders if unit is not None), None)
