"""The queue as the desk sees it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lachan.common.errors import NotAllowed, NotFound
from lachan.common.measures import Window
from lachan.people import operations as staff
from lachan.people.permissions import Permission
from lachan.people.rules import Function, Role
from lachan.tips.rules import Answer
from lachan.triage import operations, queries
from lachan.triage.access import entry_for
from lachan.triage.measures import MEASURES
from lachan.triage.rules import Outcome, QueueState
from tests.builders import NOON, people, tips, triage
from tests.builders.people import LONG_AGO, SETUP
from tests.triage.test_deciding import open_child, open_content

BY_CODE = {measure.code: measure for measure in MEASURES}
TODAY = Window(NOON - timedelta(days=1), NOON + timedelta(days=1))


def test_the_gravest_come_first_then_the_longest_waiting(desk):
    late = tips.tip(now=NOON + timedelta(hours=1))
    early = tips.tip(now=NOON)
    grave = tips.tip(now=NOON + timedelta(hours=2), danger=Answer.YES)
    operations.take_in(now=NOON + timedelta(hours=3))

    assert [entry.tip for entry in queries.queue_for(desk.officer)] == [grave, early, late]


def read(entries):
    return [
        (entry.number, entry.tip and entry.tip.commune, entry.finding and entry.finding.item.title)
        for entry in entries
    ]


def test_the_queue_is_one_query_without_anybodys_words(desk):
    triage.entry(at=desk)
    triage.finding_entry(at=desk)

    with CaptureQueriesContext(connection) as asked:
        assert len(read(queries.queue_for(desk.officer)[:50])) == 2

    assert len(asked) == 1
    assert "narrative" not in asked.captured_queries[0]["sql"]


def test_ones_own_entries_can_be_singled_out(desk):
    triage.entry(at=desk)
    mine = triage.entry(QueueState.TAKEN, at=desk)

    assert list(queries.queue_for(desk.officer, mine=True)) == [mine]


def test_a_count_stops_where_it_no_longer_matters(desk, monkeypatch):
    for _ in range(3):
        triage.entry(at=desk)
    monkeypatch.setattr(queries, "COUNT_UP_TO", 1)

    assert queries.count_for(desk.officer) == 2


def test_what_no_unit_has_taken_on_is_seen(desk):
    entry = triage.entry(QueueState.TAKEN, at=desk)
    case = open_child(entry, desk.officer)

    assert list(queries.unaccepted_for(desk.officer)) == [entry]
    assert [link.child_case for link in queries.links_of(entry)] == [case]


@pytest.mark.parametrize("role", [Role.COMMUNE_WORKER, Role.CONTENT_OFFICER, Role.LEADER])
def test_others_find_no_queue(desk, role):
    entry = triage.entry(at=desk)
    stranger = people.actor(role)

    assert not queries.queue_for(stranger)
    with pytest.raises(NotFound):
        entry_for(stranger, entry.pk, now=NOON)


def test_the_door_knows_who_may_do_what(desk):
    entry = triage.entry(at=desk)

    assert entry_for(desk.officer, entry.pk, Permission.TRIAGE, now=NOON) == entry
    with pytest.raises(NotAllowed):
        entry_for(desk.officer, entry.pk, Permission.CONFIRM_NO_ACTION, now=NOON)


@pytest.mark.parametrize(
    ("harm", "function"),
    [("T02", Function.CYBER_POLICE), ("T11", Function.E_INFORMATION_LEAD)],
)
def test_content_goes_to_the_function_that_leads(db, harm, function):
    units = {}
    for each in (Function.CYBER_POLICE, Function.E_INFORMATION_LEAD):
        units[each] = people.unit()
        staff.give_function(
            unit=units[each], function=each, valid_from=LONG_AGO, by=SETUP, now=NOON
        )

    assert queries.content_unit_for(harm, NOON.date()) == units[function]


def test_nobody_may_hold_the_function_yet(db):
    assert queries.content_unit_for("T11", date(2026, 3, 16)) is None


def test_outcomes_are_counted_by_channel_and_harm(desk):
    open_content(triage.entry(QueueState.TAKEN, at=desk), desk.officer)
    triage.entry(QueueState.NO_ACTION, at=desk)
    triage.entry(QueueState.NO_ACTION_PROPOSED, at=desk)

    counts = {code: BY_CODE[code].count(TODAY) for code in BY_CODE}

    assert (counts["triage.verified"], counts["triage.unfounded"]) == (1, 1)
    assert (counts["triage.decided"], counts["triage.duplicate"]) == (2, 0)
    (fact,) = BY_CODE["triage.no_action"].facts(TODAY)
    assert (fact.dims["channel"], fact.dims["harm"], fact.dims["origin"]) == ("web", "T07", "tip")
    assert fact.dims["outcome"] == Outcome.UNFOUNDED
