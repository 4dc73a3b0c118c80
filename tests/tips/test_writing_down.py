"""What an officer writes down: its true time, its sealed sheet, the other body's number."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from lachan.clocks.models import Clock
from lachan.common.errors import Invalid, NotAllowed
from lachan.common.refs import Ref
from lachan.common.time import VIETNAM
from lachan.journal.queries import entries_for
from lachan.people.rules import Role
from lachan.tips import errors, operations, queries, receipts
from lachan.tips.models import Tip, TipSheet
from lachan.tips.rules import Answer, Channel
from lachan.tips.sheet import Body, Particular, Sheet, time_problem
from lachan.triage import operations as triage
from lachan.triage.models import QueueEntry
from tests.builders import NOON, clocks, people, tips
from tests.builders import triage as queue

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 3, 15, 23, 50, tzinfo=VIETNAM)
MORNING = datetime(2026, 3, 16, 8, 0, tzinfo=VIETNAM)
EMPTY = Sheet()
FROM_111 = Sheet(body=Body.HOTLINE, number="111-0042")


def written(sheet=EMPTY, *, at=NOON, now=NOON, by=None, danger=Answer.UNKNOWN, **given):
    facts = {"channel": Channel.PHONE} | given
    return operations.write_down(
        answers=tips.answers(danger=danger),
        sheet=sheet,
        received_at=at,
        by=by or tips.officer(),
        now=now,
        **facts,
    )


def test_a_night_call_typed_in_the_morning_runs_from_the_night():
    clocks.loaded()
    queue.desk(now=MORNING)
    officer = people.actor(Role.INTAKE_OFFICER, now=MORNING)
    tip = written(at=NIGHT, now=MORNING, by=officer, danger=Answer.YES).tip
    triage.take_in(now=MORNING)

    entry = QueueEntry.objects.get(tip=tip)
    clock = Clock.objects.about(Ref.of(entry)).get()
    assert (entry.received_at, clock.started_at) == (NIGHT, NIGHT)
    assert (clock.code, clock.due_at - NIGHT) == ("TRIAGE_S1", timedelta(hours=1))
    assert (tip.received_at, tip.recorded_at) == (NIGHT, MORNING)


def test_whoever_called_first_stands_first_though_typed_last():
    clocks.loaded()
    queue.desk(now=MORNING)
    officer = people.actor(Role.INTAKE_OFFICER, now=MORNING)
    web = tips.received(at=MORNING - timedelta(hours=2), now=MORNING).tip
    call = written(at=NIGHT, now=MORNING, by=officer).tip
    triage.take_in(now=MORNING)

    assert [entry.tip for entry in QueueEntry.objects.all()] == [call, web]


def test_the_caller_gets_a_code_that_works():
    received = written()

    assert queries.by_code(received.code, now=NOON) == received.tip


def test_the_sheet_is_read_back_without_its_empty_lines():
    lines = {Particular.NAME: " Bé Thử ", Particular.CARER: " "}
    tip = written(Sheet(lines)).tip

    assert queries.sheet_of(tip).particulars == {Particular.NAME: "Bé Thử"}


def test_a_dump_of_the_database_shows_none_of_its_words():
    written(Sheet({Particular.NAME: "Bé Thử", Particular.FATHER: "Ông Thử"}))

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(s::text, '') FROM tips_tipsheet s")
        (dump,) = cursor.fetchone()
    assert "Thử" not in dump
    assert "Thử".encode().hex() not in dump


def test_a_tip_from_the_web_has_an_empty_sheet():
    assert queries.sheet_of(tips.tip()) == Sheet()


def test_sent_twice_it_is_one_tip_with_one_code():
    operations.save_draft(token="mot-lan-nghe", answers={}, now=NOON)
    first, second = (written(FROM_111, token="mot-lan-nghe") for _ in range(2))

    assert (second.tip, second.code) == (first.tip, first.code)
    assert TipSheet.objects.count() == 1


def test_the_same_number_of_the_same_body_is_taken_in_once():
    first = written(FROM_111).tip

    with pytest.raises(errors.KnownNumber) as refused:
        written(FROM_111)
    assert first.number in str(refused.value)
    assert Tip.objects.count() == 1


def test_two_schools_may_use_the_same_number():
    for name in ("Trường Thử A", "Trường Thử B"):
        written(Sheet(body=Body.SCHOOL, body_name=name, number="01"))

    assert Tip.objects.count() == 2


def test_the_database_keeps_the_number_once_too():
    written(FROM_111)
    other = written().tip
    TipSheet.objects.filter(tip=other).update(body="111")

    with pytest.raises(IntegrityError), transaction.atomic():
        TipSheet.objects.filter(tip=other).update(number="111-0042")


@pytest.mark.parametrize(
    ("sheet", "field"),
    [
        (Sheet(number="7"), "body"),
        (Sheet(body=Body.SCHOOL, number="7"), "body_name"),
        (Sheet(body=Body.OTHER, body_name="a" * 121), "body_name"),
        (Sheet(body=Body.HOTLINE, number="1" * 41), "number"),
        (Sheet({Particular.DONE: "a" * 1001}), "da_lam"),
    ],
)
def test_a_sheet_that_cannot_stand_is_refused_by_field(sheet, field):
    with pytest.raises(Invalid) as refused:
        written(sheet)
    assert refused.value.facts["field"] == field
    assert not Tip.objects.exists()


@pytest.mark.parametrize("ago", [timedelta(minutes=-1), timedelta(days=32)])
def test_a_time_to_come_or_long_gone_is_refused(ago):
    with pytest.raises(Invalid):
        written(at=NOON - ago)
    assert not Tip.objects.exists()


def test_a_month_ago_is_the_longest():
    within = timedelta(days=31)

    assert not time_problem(NOON - within, now=NOON, within=within)
    assert time_problem(NOON - within - timedelta(seconds=1), now=NOON, within=within)


def test_who_may_not_write_tips_down_is_stopped():
    with pytest.raises(NotAllowed):
        written(by=people.actor(Role.AUDITOR))


def test_without_anybody_to_give_it_to_no_code_is_made():
    received = written(with_code=False)

    assert received.code is None
    assert not queries.can_be_answered(received.tip)
    assert queries.can_be_answered(written().tip)


def test_the_code_is_not_in_the_trail():
    received = written()

    trail = " ".join(str(entry.facts) for entry in entries_for(Ref.of(received.tip)))
    assert received.code not in trail and receipts.grouped(received.code) not in trail
