"""What a list holds is what its door opens: no more, and for whoever reads, no less."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lachan.cases import access as cases
from lachan.cases.models import Assessment, ChildCase, Service
from lachan.clocks import access as clocks
from lachan.clocks.models import Clock
from lachan.common.errors import NotAllowed, NotFound
from lachan.monitor import access as monitor
from lachan.monitor.models import Finding, Item
from lachan.papers import access as papers
from lachan.papers.models import Paper
from lachan.people.permissions import Permission
from lachan.people.rules import Actor, Position, Role
from lachan.programme import access as programme
from lachan.programme.models import Assignment, Directive, Report
from lachan.takedown import access as takedown
from lachan.takedown.models import ContentCase, Recheck, TakedownRequest
from lachan.tips import access as tips
from lachan.tips.models import Tip
from lachan.triage import access as triage
from lachan.triage.models import QueueEntry
from tests.access.world import LOOKED_AT

pytestmark = pytest.mark.django_db

P = Permission


def at_noon(door):
    return lambda actor, key, permission: door(actor, key, permission, now=LOOKED_AT)


def untimed(door):
    return lambda actor, key, permission: door(actor, key, permission)


# model -> (the door to one of it, the permission it is read with)
DOORS = {
    ChildCase: (at_noon(cases.case_for), P.READ_CHILD_CASE),
    Assessment: (at_noon(cases.assessment_for), P.READ_CHILD_CASE),
    Service: (at_noon(cases.service_for), P.READ_CHILD_CASE),
    ContentCase: (at_noon(takedown.content_case_for), P.READ_CONTENT_CASE),
    TakedownRequest: (at_noon(takedown.request_for), P.READ_CONTENT_CASE),
    Recheck: (at_noon(takedown.recheck_for), P.READ_CONTENT_CASE),
    Tip: (at_noon(tips.tip_for), P.READ_TIP),
    QueueEntry: (at_noon(triage.entry_for), P.READ_QUEUE),
    Item: (at_noon(monitor.item_for), P.READ_ITEM),
    Finding: (at_noon(monitor.finding_for), P.READ_ITEM),
    Clock: (at_noon(clocks.clock_for), P.READ_CLOCKS),
    Report: (untimed(programme.report_for), P.READ_REPORT),
    Assignment: (untimed(programme.assignment_for), P.READ_PROGRAMME),
    Directive: (untimed(programme.directive_for), P.READ_PROGRAMME),
    Paper: (at_noon(papers.paper_for), P.READ_REPORT),
}
SOME = 6


@pytest.fixture(scope="module")
def people_of(province):
    """Real users and units, from which actors are dealt."""
    users = [one.user.pk for one in province.cast]
    units = [province.home.pk, province.elsewhere.pk, province.house.province.pk]
    return users, units


@st.composite
def actors(draw, users, units):
    """Somebody with up to three positions, as `actor_of` would deal them and as it would not."""
    held = draw(
        st.lists(
            st.builds(
                Position,
                role=st.sampled_from(Role),
                unit_id=st.sampled_from(units),
                unit_ids=st.frozensets(st.sampled_from(units)),
                inherited=st.frozensets(st.sampled_from(units), max_size=1),
            ),
            max_size=3,
        )
    )
    return Actor(draw(st.sampled_from(users)), None, "", tuple(held))


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def opened(door, actor, key, permission):
    try:
        door(actor, key, permission)
    except (NotFound, NotAllowed):
        return False
    return True


def some_of(model, data):
    keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
    start = data.draw(st.integers(0, max(len(keys) - SOME, 0)))
    return keys[start : start + SOME]


quick = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@quick
@given(data=st.data())
@pytest.mark.parametrize("model", DOORS, ids=lambda model: model.__name__)
def test_a_list_holds_exactly_what_its_door_opens(samples, people_of, model, data):
    door, permission = DOORS[model]
    actor = data.draw(actors(*people_of))
    every = some_of(model, data)

    listed = set(model.objects.visible_to(actor, permission).values_list("pk", flat=True))

    with undone():
        assert {key for key in every if opened(door, actor, key, permission)} == listed & set(every)


# A paper says itself with which permission it is read, a report's or a letter's.
READ_ONE_WAY = [model for model in DOORS if model is not Paper]


@quick
@given(data=st.data())
@pytest.mark.parametrize("model", READ_ONE_WAY, ids=lambda model: model.__name__)
def test_whoever_may_do_more_than_read_may_read(samples, people_of, model, data):
    """Of doors that let through with another permission none opens what may not be read."""
    door, reads = DOORS[model]
    actor = data.draw(actors(*people_of))
    permission = data.draw(st.sampled_from(Permission))
    readable = set(model.objects.visible_to(actor, reads).values_list("pk", flat=True))

    with undone():
        through = {key for key in some_of(model, data) if opened(door, actor, key, permission)}

    assert through <= readable
