"""An officer dismisses, reopens or promotes; the database keeps the same table."""

import pytest
from django.db import IntegrityError, transaction

from lachan.common.errors import CannotMove, NotAllowed
from lachan.common.states import may_move
from lachan.journal.models import Entry as JournalEntry
from lachan.monitor.models import Finding
from lachan.monitor.operations import dismiss, promote, reopen
from lachan.monitor.rules import FINDING_MOVES, DismissReason, FindingState
from tests import builders
from tests.builders import NOON

pytestmark = pytest.mark.django_db
WAYS = {
    FindingState.OPEN: lambda f, by: reopen(finding=f, by=by, now=NOON),
    FindingState.PROMOTED: lambda f, by: promote(finding=f, by=by, now=NOON),
    FindingState.DISMISSED: lambda f, by: dismiss(
        finding=f, reason=DismissReason.NOT_HARMFUL, by=by, now=NOON
    ),
}


@pytest.fixture
def finding():
    return builders.monitor.finding()


def brought_to(finding, state, by):
    return finding if state is FindingState.OPEN else WAYS[state](finding, by)


@pytest.mark.parametrize("before", FindingState)
@pytest.mark.parametrize("after", FindingState)
def test_only_the_listed_moves_are_made(finding, officer, before, after):
    finding = brought_to(finding, before, officer)

    if may_move(FINDING_MOVES, before, after):
        assert WAYS[after](finding, officer).state == after
    else:
        with pytest.raises(CannotMove):
            WAYS[after](finding, officer)


@pytest.mark.parametrize("before", FindingState)
@pytest.mark.parametrize("after", FindingState)
def test_the_database_makes_only_the_listed_moves(finding, officer, before, after):
    finding = brought_to(finding, before, officer)
    reason = "not_harmful" if after is FindingState.DISMISSED else ""
    decided = None if after is FindingState.OPEN else NOON
    row = Finding.objects.filter(pk=finding.pk)
    facts = {"state": after.value, "dismiss_reason": reason, "decided_at": decided}

    if before is after or may_move(FINDING_MOVES, before, after):
        assert row.update(**facts) == 1
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(**facts)


def test_a_dismissal_says_who_when_and_why(finding, officer):
    dismissed = dismiss(finding=finding, reason=DismissReason.OUT_OF_SCOPE, by=officer, now=NOON)

    assert (dismissed.decided_at, dismissed.decided_by_id) == (NOON, officer.user_id)
    assert dismissed.dismiss_reason == "out_of_scope"
    entry = JournalEntry.objects.get(action="monitor.finding_dismissed")
    assert (entry.user_id, entry.facts) == (officer.user_id, {"reason": "out_of_scope"})


def test_a_dismissal_without_a_reason_cannot_be_stored(finding):
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(state="dismissed", decided_at=NOON)


def test_a_finding_cannot_begin_as_anything_but_open(finding):
    finding.pk, finding.rule = None, "KHAC"
    finding.state, finding.decided_at = "promoted", NOON

    with pytest.raises(IntegrityError, match="may not begin"), transaction.atomic():
        finding.save(force_insert=True)


def test_a_teacher_cannot_dismiss(finding, teacher):
    with pytest.raises(NotAllowed):
        dismiss(finding=finding, reason=DismissReason.NOT_HARMFUL, by=teacher, now=NOON)

    finding.refresh_from_db()
    assert finding.state == "open"
