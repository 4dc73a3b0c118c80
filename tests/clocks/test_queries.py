"""What the desk and higher storeys read."""

from datetime import timedelta

import pytest

from lachan.clocks import operations, queries
from lachan.clocks.measures import MEASURES
from lachan.clocks.rules.calendar import Calendar
from lachan.common.measures import Window
from lachan.common.refs import Ref
from lachan.journal.rules import Author
from lachan.people.models import User
from lachan.people.rules import Role
from tests.builders import NOON, clocks, people

HOUR = timedelta(hours=1)
DAY = Window(NOON, NOON + timedelta(days=3))


def meet(clock, at):
    return operations.meet(
        rule=clock.code,
        subject=clock.subject,
        evidence=Ref("cases.decision", "1"),
        at=at,
        by=people.SETUP,
        now=at,
    )


def test_a_commune_sees_its_own_clocks_soonest_first(commune, worker):
    later = clocks.clock("PLAN_5WD", unit=commune)
    sooner = clocks.clock("EMERGENCY_12H", unit=commune)
    clocks.clock("EMERGENCY_12H")

    assert list(queries.open_for(worker, NOON)) == [sooner, later]


def test_the_coordinator_sees_every_clock(commune):
    clocks.clock(unit=commune)
    clocks.clock()

    assert queries.open_for(people.actor(Role.COORDINATOR), NOON).count() == 2


def test_somebody_named_as_owner_sees_the_clock_from_elsewhere(commune):
    police = people.actor(Role.POLICE)
    clocks.clock(unit=commune, owner=User.objects.get(pk=police.user_id))

    assert queries.open_for(police, NOON).count() == 1


def test_the_public_sees_no_clock(commune):
    clocks.clock(unit=commune)

    assert not queries.open_for(Author.public(), NOON).exists()


def test_the_list_says_what_is_overdue(commune, worker):
    clock = clocks.clock(unit=commune)

    assert not queries.open_for(worker, clock.due_at).get().overdue
    assert queries.open_for(worker, clock.due_at + HOUR).get().overdue


def test_the_list_holds_no_ended_clock(commune, worker):
    meet(clocks.clock(unit=commune), NOON)

    assert not queries.open_for(worker, NOON).exists()


def test_the_clocks_of_a_record_include_ended_ones(commune):
    clock = meet(clocks.clock(unit=commune), NOON)

    assert list(queries.for_subject(clock.subject)) == [clock]


def test_the_chair_sees_requests_of_others_only(commune, worker, chair):
    for by in (worker, chair):
        clock = clocks.clock("DENUNCIATION_30D", unit=commune)
        operations.request_extension(clock=clock, quantity=9, reason="…", by=by, now=NOON)

    assert [row.requested_by_id for row in queries.waiting_extensions_for(chair)] == [
        worker.user_id
    ]


def test_calls_wait_until_they_are_made(commune, worker):
    clocks.clock("TRIAGE_S1", unit=commune)
    operations.climb_ladder(now=NOON + HOUR / 6, tell=lambda step: None)

    [call] = queries.calls_for(worker)
    operations.confirm_call(step=call, by=worker, now=NOON)

    assert not queries.calls_for(worker).exists()


def test_one_call_is_listed_for_a_deadline_that_asked_twice(commune, worker):
    clock = clocks.clock("TRIAGE_S1", unit=commune)
    operations.climb_ladder(now=NOON + 5 * HOUR, tell=lambda step: None)

    asked = queries.calls_for(worker).filter(clock=clock)

    assert asked.count() > 1
    assert list(queries.calls_to_make(worker)) == [asked.last()]


def test_what_is_left_in_wall_time_and_office_time(commune):
    clock = clocks.clock("CONTENT_DECISION", unit=commune)

    left = queries.remaining([clock], NOON + 6 * HOUR)[clock.pk]

    assert (left.wall, left.working, left.percent) == (18 * HOUR, 4 * HOUR, 25)
    assert queries.speak(left) == "còn 18 giờ"


def test_an_overdue_clock_says_by_how_much(commune):
    clock = clocks.clock("CONTENT_DECISION", unit=commune)

    left = queries.remaining([clock], NOON + 25.5 * HOUR)[clock.pk]

    assert left.overdue
    assert queries.speak(left) == "quá hạn 1 giờ 30 phút"


def test_years_of_neglect_are_not_walked_through_day_by_day(commune, monkeypatch):
    clock = clocks.clock("CONTENT_DECISION", unit=commune)
    looked_at = []
    monkeypatch.setattr(Calendar, "day", lambda calendar, on: looked_at.append(on))

    left = queries.remaining([clock], NOON + 9999 * HOUR)[clock.pk]

    assert (left.working, left.percent) == (timedelta(), 100)
    assert not looked_at


def test_a_paused_clock_stands_where_it_stopped(commune, chair):
    clock = clocks.clock("TRIAGE_S3", unit=commune)
    clock = operations.pause(
        clock=clock, reason="waiting_for_reporter", by=chair, now=NOON + 24 * HOUR
    )

    soon, later = (queries.remaining([clock], NOON + hours * HOUR)[clock.pk] for hours in (24, 99))

    assert soon == later


def test_an_ended_pause_has_not_counted(commune, chair):
    clock = clocks.clock("TRIAGE_S3", unit=commune)
    operations.pause(clock=clock, reason="waiting_for_reporter", by=chair, now=NOON)
    clock = operations.resume(clock=clock, by=chair, now=NOON + 24 * HOUR)

    assert queries.remaining([clock], NOON + 24 * HOUR)[clock.pk].percent == 0


def test_what_is_left_of_a_page_takes_the_same_queries_as_of_one(
    commune, django_assert_num_queries
):
    page = [clocks.clock("PLAN_5WD", unit=commune) for _ in range(5)]

    for listed in (page[:1], page):
        with django_assert_num_queries(4):
            queries.remaining(listed, NOON)


def test_the_trace_is_told_in_days(commune):
    rows = queries.trace_rows(clocks.clock("REFERRAL_ACK_MEDIUM", unit=commune))

    assert [(row.on.day, row.counted) for row in rows] == [(16, False), (17, True)]


# --- how deadlines were kept -------------------------------------------------------------------


@pytest.fixture
def three_ways(commune, chair, worker):
    meet(clocks.clock("CONTENT_DECISION", unit=commune), NOON + 24 * HOUR)
    meet(clocks.clock("CONTENT_DECISION", unit=commune), NOON + 25 * HOUR)
    extended = clocks.clock("CONTENT_DECISION", unit=commune)
    operations.extend(clock=extended, quantity=24, reason="…", by=worker, approver=chair, now=NOON)
    meet(extended, NOON + 25 * HOUR)
    meet(clocks.clock("CONTENT_DECISION"), NOON + HOUR)


def test_outcomes_are_three_numbers(three_ways):
    outcomes = queries.outcomes(DAY)

    assert (outcomes.met, outcomes.met_extended, outcomes.late) == (2, 1, 1)
    assert outcomes.total == 4


def test_outcomes_by_unit_add_up_to_the_whole(three_ways, commune):
    split = queries.outcomes_by_unit(DAY)

    assert split[commune.pk].total == 3
    whole = split.pop(None)
    assert sum(outcomes.total for outcomes in split.values()) == whole.total


def test_an_empty_window_has_no_outcomes(content):
    assert queries.outcomes(DAY).total == 0


@pytest.mark.parametrize(
    ("code", "count"), [("CLOCKS_MET", 2), ("CLOCKS_MET_EXTENDED", 1), ("CLOCKS_LATE", 1)]
)
def test_each_measure_lists_the_records_it_counts(three_ways, code, count):
    measure = next(measure for measure in MEASURES if measure.code == code)

    facts = list(measure.facts(DAY))

    assert measure.count(DAY) == len(facts) == count
    assert {fact.dims["rule"] for fact in facts} == {"CONTENT_DECISION"}
    assert all(fact.subject.kind == "cases.childcase" for fact in facts)
