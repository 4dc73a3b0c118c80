"""More time takes two people, and comes before the deadline or not at all."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lachan.clocks import operations
from lachan.clocks.errors import (
    AlreadyDue,
    ClockNotRunning,
    ExtensionDecided,
    ExtensionWaits,
    NotExtendable,
    SamePerson,
)
from lachan.clocks.models import ClockExtension, ClockRule
from lachan.clocks.rules.states import ClockState
from lachan.common.errors import NotAllowed, NotFound
from lachan.common.refs import Ref
from lachan.journal.models import Entry
from lachan.people.rules import Actor, Role
from tests.builders import NOON, clocks, people

REASON = "Vụ việc phức tạp, cần xác minh thêm."


@pytest.fixture
def clock(commune):
    return clocks.clock("DENUNCIATION_30D", unit=commune)


def ask(clock, by, quantity=30, now=NOON):
    return operations.request_extension(
        clock=clock, quantity=quantity, reason=REASON, by=by, now=now
    )


def extend(clock, by, approver, quantity=30, now=NOON):
    return operations.extend(
        clock=clock, quantity=quantity, reason=REASON, by=by, approver=approver, now=now
    )


def test_a_request_moves_nothing(clock, worker):
    ask(clock, worker)

    clock.refresh_from_db()
    assert clock.due_at == clock.original_due_at


def test_an_approval_moves_the_deadline_and_keeps_the_first_one(clock, worker, chair):
    extended = operations.approve_extension(extension=ask(clock, worker), by=chair, now=NOON)

    assert extended.original_due_at == clocks.at("2026-04-15 23:59:59")
    assert extended.due_at == clocks.at("2026-05-15 23:59:59")
    assert extended.unextended_due_at == extended.original_due_at


def test_an_approval_records_both_dates(clock, worker, chair):
    extension = ask(clock, worker)
    operations.approve_extension(extension=extension, by=chair, now=NOON)

    extension.refresh_from_db()
    assert extension.due_before == clocks.at("2026-04-15 23:59:59")
    assert extension.due_after == clocks.at("2026-05-15 23:59:59")
    assert REASON not in str(Entry.objects.get(action="clock.extended").facts)


def test_a_refusal_leaves_the_deadline(clock, worker, chair):
    refused = operations.refuse_extension(extension=ask(clock, worker), by=chair, now=NOON)

    assert refused.state == "refused"
    clock.refresh_from_db()
    assert clock.due_at == clock.original_due_at


@pytest.mark.parametrize(
    ("moment", "outcome"),
    [
        ("2026-04-15 10:00", ClockState.MET),
        ("2026-04-20 10:00", ClockState.MET_EXTENDED),
        ("2026-05-16 00:00", ClockState.LATE),
    ],
)
def test_an_extended_deadline_has_three_outcomes(clock, worker, chair, moment, outcome):
    extend(clock, worker, chair)

    met = operations.meet(
        rule=clock.code,
        subject=clock.subject,
        evidence=Ref("cases.decision", "1"),
        at=clocks.at(moment),
        by=people.SETUP,
        now=clocks.at(moment),
    )

    assert met.state == outcome


def test_nobody_approves_their_own_request(clock, chair):
    extension = ask(clock, chair)

    with pytest.raises(SamePerson):
        operations.approve_extension(extension=extension, by=chair, now=NOON)


def test_the_database_refuses_one_person_for_both(clock, chair):
    extension = ask(clock, chair)

    with pytest.raises(IntegrityError), transaction.atomic():
        ClockExtension.objects.filter(pk=extension.pk).update(
            state="approved", decided_by=chair.user_id, decided_at=NOON
        )


def test_the_database_refuses_a_second_decision(clock, worker, chair):
    extension = ask(clock, worker)
    operations.refuse_extension(extension=extension, by=chair, now=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        ClockExtension.objects.filter(pk=extension.pk).update(state="approved")


def test_an_approval_takes_the_permission(clock, worker, commune):
    colleague = people.actor(Role.COMMUNE_WORKER, commune)
    extension = ask(clock, worker)

    with pytest.raises(NotAllowed):
        operations.approve_extension(extension=extension, by=colleague, now=NOON)


def test_the_chair_of_another_commune_cannot_approve(clock, worker):
    extension = ask(clock, worker)

    with pytest.raises(NotFound):
        operations.approve_extension(
            extension=extension, by=people.actor(Role.COMMUNE_CHAIR), now=NOON
        )


def test_a_decision_is_taken_once(clock, worker, chair):
    extension = ask(clock, worker)
    operations.refuse_extension(extension=extension, by=chair, now=NOON)

    with pytest.raises(ExtensionDecided):
        operations.approve_extension(extension=extension, by=chair, now=NOON)


def test_one_request_waits_at_a_time(clock, worker):
    ask(clock, worker)

    with pytest.raises(ExtensionWaits):
        ask(clock, worker)


def test_a_rule_without_extension_gives_none(commune, worker):
    with pytest.raises(NotExtendable):
        ask(clocks.clock("EMERGENCY_12H", unit=commune), worker, quantity=1)


def test_a_rule_that_gives_none_falls_back_on_the_general_permission(commune, chair, worker):
    clock = clocks.clock("CONTENT_DECISION", unit=commune)
    extension = ask(clock, worker, quantity=24)
    ClockRule.objects.filter(pk=clock.rule_id).update(extension=None)
    extension.refresh_from_db()

    with pytest.raises(NotExtendable):
        operations.approve_extension(extension=extension, by=chair, now=NOON)


@pytest.mark.parametrize("quantity", [0, 31])
def test_one_extension_has_its_bounds(clock, worker, quantity):
    with pytest.raises(NotExtendable):
        ask(clock, worker, quantity=quantity)


def test_extensions_together_have_their_bounds(clock, worker, chair):
    extend(clock, worker, chair)
    extend(clock, worker, chair)

    with pytest.raises(NotExtendable):
        ask(clock, worker, quantity=1)


def test_an_extension_does_not_heal_lateness(clock, worker, chair):
    extension = ask(clock, worker)

    with pytest.raises(AlreadyDue):
        operations.approve_extension(
            extension=extension, by=chair, now=clock.due_at + timedelta(seconds=1)
        )


def test_an_ended_clock_is_not_extended(clock, worker):
    operations.cancel(subject=clock.subject, reason="merged", by=people.SETUP, now=NOON)

    with pytest.raises(ClockNotRunning):
        ask(clock, worker)


def test_the_system_neither_asks_nor_decides(clock):
    with pytest.raises(TypeError):
        ask(clock, Actor.system("clocks"))


def test_both_together_are_all_or_nothing(clock, chair):
    with pytest.raises(SamePerson):
        extend(clock, by=chair, approver=chair)

    assert not ClockExtension.objects.exists()
