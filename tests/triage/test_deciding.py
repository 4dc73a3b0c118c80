"""What becomes of an entry, and who may say so."""

from datetime import timedelta

import pytest

from lachan.cases import operations as cases_operations
from lachan.cases.models import ChildCase
from lachan.cases.rules import ChildFacts
from lachan.clocks.models import Clock
from lachan.common.errors import CannotMove, ChangedMeanwhile, Invalid, NotAllowed, NotFound
from lachan.common.refs import Ref
from lachan.common.taxonomy import Severity
from lachan.monitor.rules import DismissReason
from lachan.people.rules import Role
from lachan.takedown import operations as takedown_operations
from lachan.takedown.models import ContentCase
from lachan.tips.models import Tip
from lachan.tips.operations import move, write_from_reporter
from lachan.tips.rules import TipState
from lachan.triage import operations
from lachan.triage.models import CaseLink, QueueEntry
from lachan.triage.operations.refusals import (
    OnlyForFindings,
    OnlyForTips,
    SecondPersonNeeded,
    TakenByAnother,
)
from lachan.triage.rules import Outcome, QueueState
from tests.builders import NOON, cases, people, takedown, triage

HOUR = timedelta(hours=1)


def act(step, entry, by, now=NOON, **given):
    version = QueueEntry.objects.get(pk=entry.pk).version
    return step(**{"entry": entry, "version": version, "by": by, "now": now} | given)


def open_child(entry, by, unit=None, **given):
    where = unit or people.unit()
    return act(operations.open_child_case, entry, by, unit=where, summary="Trẻ cần giúp.", **given)


def open_content(entry, by, unit=None, **given):
    facts = {"platform": "Mạng Ví Dụ", "locator": takedown.ADDRESS}
    where = unit or people.unit()
    return act(operations.open_content_case, entry, by, unit=where, **facts | given)


def stored(entry):
    return QueueEntry.objects.get(pk=entry.pk)


def tip_of(entry):
    return Tip.objects.get(pk=entry.tip_id)


def clock(entry):
    return Clock.objects.about(Ref.of(entry)).order_by("-pk").first()


@pytest.fixture
def taken(desk):
    return triage.entry(QueueState.TAKEN, at=desk)


# --- taking ----------------------------------------------------------------------------------


def test_taking_an_entry_tells_the_reporter_that_somebody_looks(desk, taken):
    assert stored(taken).assigned_to_id == desk.officer.user_id
    assert tip_of(taken).state == TipState.SCREENING


def test_an_entry_is_taken_by_one_person(desk, taken):
    with pytest.raises(CannotMove):
        act(operations.take, taken, desk.supervisor)
    with pytest.raises(TakenByAnother):
        open_child(taken, desk.supervisor)


def test_an_entry_goes_back_on_the_pile(desk, taken):
    act(operations.release, taken, desk.officer)

    assert stored(taken).state == QueueState.WAITING
    assert act(operations.take, taken, desk.supervisor).assigned_to_id == desk.supervisor.user_id


def test_an_old_page_is_refused(desk, taken):
    with pytest.raises(ChangedMeanwhile):
        act(operations.release, taken, desk.officer, version=1)


@pytest.mark.parametrize("role", [Role.COMMUNE_WORKER, Role.LEADER, Role.SYSTEM_ADMIN])
def test_others_may_not_triage(desk, role):
    with pytest.raises(NotAllowed):
        act(operations.take, triage.entry(at=desk), people.actor(role))


def test_somebody_too_close_no_longer_sees_the_entry(desk, taken):
    operations.flag_conflict(entry=taken, by=desk.officer, now=NOON)

    assert stored(taken).state == QueueState.WAITING
    assert not QueueEntry.objects.visible_to(desk.officer).exists()
    with pytest.raises(NotFound):
        act(operations.take, taken, desk.officer)


def test_stepping_back_from_what_another_has_leaves_it_with_them(desk, taken):
    operations.flag_conflict(entry=taken, by=desk.supervisor, now=NOON)

    assert stored(taken).assigned_to_id == desk.officer.user_id


def test_a_person_may_raise_the_severity_and_the_clock_follows(desk, taken):
    act(operations.set_severity, taken, desk.officer, severity=Severity.S1, now=NOON + HOUR)

    clocks = Clock.objects.about(Ref.of(taken)).order_by("pk")
    assert [(row.code, row.state) for row in clocks] == [
        ("TRIAGE_S3", "cancelled"),
        ("TRIAGE_S1", "running"),
    ]
    assert clocks[1].started_at == NOON


def test_the_same_severity_keeps_its_clock(desk, taken):
    act(operations.set_severity, taken, desk.officer, severity=Severity.S3)

    assert Clock.objects.about(Ref.of(taken)).count() == 1


# --- opening ---------------------------------------------------------------------------------


def test_a_child_case_opens_with_what_the_tip_said(desk, taken):
    unit = people.unit()

    case = open_child(taken, desk.officer, unit)

    assert (case.tip, case.owner_unit, case.harm) == (taken.tip, unit, "T07")
    assert case.received_at == taken.received_at
    assert (tip_of(taken).state, tip_of(taken).owner_unit) == (TipState.PROMOTED, unit)
    assert stored(taken).state == QueueState.PROMOTED


def test_opening_a_case_is_the_decision_the_clock_waits_for(desk, taken):
    case = open_child(taken, desk.officer)

    assert (clock(taken).state, clock(taken).evidence_id) == ("met", str(case.pk))


def test_a_child_and_a_page_are_two_cases_of_one_entry(desk, taken):
    commune = people.unit()
    content = open_content(taken, desk.officer)
    child = open_child(taken, desk.officer, commune)

    links = CaseLink.objects.filter(entry=taken)
    assert [(link.child_case, link.content_case) for link in links] == [
        (None, content),
        (child, None),
    ]
    assert tip_of(taken).owner_unit == commune


def test_a_finding_becomes_a_case_too(desk):
    entry = triage.finding_entry(QueueState.TAKEN, at=desk)

    case = open_content(entry, desk.officer, harm="T11")

    assert (case.finding, case.harm) == (entry.finding, "T11")
    entry.finding.refresh_from_db()
    assert entry.finding.state == "promoted"


def test_nothing_opens_before_somebody_took_the_entry(desk):
    with pytest.raises(CannotMove):
        open_child(triage.entry(at=desk), desk.officer)
    assert not ChildCase.objects.exists()


def test_a_tip_that_waits_for_an_answer_can_still_become_a_case(desk, taken):
    move(tip=taken.tip, to=TipState.NEEDS_INFO, by=desk.officer, now=NOON)

    open_child(taken, desk.officer)

    assert tip_of(taken).state == TipState.PROMOTED


def test_when_the_case_is_refused_nothing_of_it_stays(desk, taken):
    with pytest.raises(Invalid):
        open_content(taken, desk.officer, locator=" ")

    assert not ContentCase.objects.exists()
    assert tip_of(taken).state == TipState.SCREENING
    assert clock(taken).state == "running"


# --- nothing to do ---------------------------------------------------------------------------


def test_no_action_takes_a_second_person(desk):
    entry = triage.entry(QueueState.NO_ACTION_PROPOSED, at=desk)
    running = clock(entry)

    act(operations.confirm_no_action, entry, desk.supervisor)

    assert (running.state, clock(entry).state) == ("running", "met")
    assert stored(entry).outcome == Outcome.UNFOUNDED
    assert tip_of(entry).state == TipState.NO_ACTION


def test_nobody_confirms_their_own_proposal(desk, taken):
    act(operations.release, taken, desk.officer)
    act(operations.take, taken, desk.supervisor)
    act(operations.propose_no_action, taken, desk.supervisor, reason=Outcome.DUPLICATE)

    with pytest.raises(SecondPersonNeeded):
        act(operations.confirm_no_action, taken, desk.supervisor)


def test_an_officer_may_not_confirm(desk):
    entry = triage.entry(QueueState.NO_ACTION_PROPOSED, at=desk)

    with pytest.raises(NotAllowed):
        act(operations.confirm_no_action, entry, people.actor(Role.INTAKE_OFFICER, desk.unit))


def test_a_proposal_is_not_got_round_by_taking_it_again(desk):
    entry = triage.entry(QueueState.NO_ACTION_PROPOSED, at=desk)

    with pytest.raises(CannotMove):
        act(operations.take, entry, people.actor(Role.INTAKE_OFFICER, desk.unit))


def test_the_second_person_may_see_something_in_it(desk):
    entry = triage.entry(QueueState.NO_ACTION_PROPOSED, at=desk)

    act(operations.refuse_no_action, entry, desk.supervisor)

    assert (stored(entry).state, stored(entry).outcome) == (QueueState.TAKEN, "")
    assert stored(entry).assigned_to_id == desk.supervisor.user_id
    assert tip_of(entry).state == TipState.SCREENING


def test_no_action_has_a_reason(desk, taken):
    with pytest.raises(Invalid):
        act(operations.propose_no_action, taken, desk.officer, reason=Outcome.VERIFIED)


def test_a_tip_goes_to_whoever_is_right_for_it(desk, taken):
    act(operations.redirect, taken, desk.officer)

    assert tip_of(taken).state == TipState.REDIRECTED
    assert clock(taken).state == "met"


def test_a_finding_is_dismissed_by_one_person(desk):
    entry = triage.finding_entry(QueueState.TAKEN, at=desk)

    act(operations.dismiss_finding, entry, desk.officer, reason=DismissReason.ALREADY_KNOWN)

    assert (stored(entry).state, stored(entry).outcome) == (QueueState.DISMISSED, "duplicate")
    entry.finding.refresh_from_db()
    assert entry.finding.dismiss_reason == "already_known"
    assert clock(entry).state == "met"


def test_a_tip_is_never_dismissed_and_a_finding_never_answered(desk, taken):
    finding = triage.finding_entry(QueueState.TAKEN, at=desk)

    with pytest.raises(OnlyForFindings):
        act(operations.dismiss_finding, taken, desk.officer, reason=DismissReason.NOT_HARMFUL)
    with pytest.raises(OnlyForTips):
        act(operations.propose_no_action, finding, desk.officer, reason=Outcome.UNFOUNDED)
    with pytest.raises(OnlyForTips):
        act(operations.redirect, finding, desk.officer)


# --- watching --------------------------------------------------------------------------------


def register(case, worker):
    return cases_operations.register(
        case=case,
        child=ChildFacts(),
        no_conflict=True,
        version=case.version,
        by=worker,
        now=NOON,
    )


def test_an_entry_is_watched_until_the_commune_takes_the_case_on(desk, taken):
    place = cases.commune()
    case = open_child(taken, desk.officer, place.unit)
    before = operations.watch(now=NOON)

    register(case, place.worker)

    assert (before, operations.watch(now=NOON + HOUR)) == (0, 1)
    assert stored(taken).accepted_at == NOON + HOUR


def test_every_case_of_an_entry_is_taken_on(desk, taken):
    place, office = cases.commune(), takedown.office()
    register(open_child(taken, desk.officer, place.unit), place.worker)
    content = open_content(taken, desk.officer, office.unit)
    before = operations.watch(now=NOON)

    takedown.Story(office, content, NOON).draft()

    assert (before, operations.watch(now=NOON)) == (0, 1)


@pytest.fixture
def done(desk, taken):
    office = takedown.office()
    case = open_content(taken, desk.officer, office.unit)
    takedown.Story(office, case, NOON).by_officer(
        takedown_operations.decide_no_action, outcome="already_gone", reason="Đã gỡ trước đó."
    )
    return taken


def test_a_tip_closes_when_every_case_it_led_to_is_closed(done):
    operations.watch(now=NOON)

    assert tip_of(done).state == TipState.CLOSED


def test_a_tip_stays_open_while_a_message_is_unread(done):
    write_from_reporter(tip=tip_of(done), body="Con có điều muốn nói.", now=NOON)

    operations.watch(now=NOON)

    assert tip_of(done).state == TipState.PROMOTED


def test_a_tip_stays_open_while_a_case_goes_on(desk, taken):
    place = cases.commune()
    register(open_child(taken, desk.officer, place.unit), place.worker)

    operations.watch(now=NOON)

    assert tip_of(taken).state == TipState.PROMOTED
    assert operations.watch(now=NOON) == 0
