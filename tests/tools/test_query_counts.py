"""No list of the desk asks more queries for fifty rows than for one."""

import pytest
from django.conf import settings
from django.utils import timezone

from lachan.demo.people import invent
from lachan.demo.seed import SERVED_FOR
from lachan.people.models import Membership
from lachan.people.queries import holder_of
from lachan.people.rules import Function
from lachan.serve.content import load

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(monkeypatch):
    """The bench's lists over one furnished commune of this test's own database."""
    import bench_house
    import bench_pages

    now = timezone.now()
    load(settings.CONTENT, now=now)
    people = {role.value: user for role, user in invent(now=now - SERVED_FOR).items()}
    worker = people["commune_worker"]
    content, intake = (
        holder_of(function, now.date())
        for function in (Function.E_INFORMATION_LEAD, Function.INTAKE_DESK)
    )
    made = bench_house.House(
        conninfo="",
        var=settings.VAR,
        now=now,
        communes=[Membership.objects.get(user=worker).unit_id],
        workers=[worker.pk],
        content_unit=content.pk,
        desk_unit=intake.pk,
        people=people,
    )
    monkeypatch.setattr(bench_pages, "house", lambda: made)
    return bench_pages


def test_a_list_of_fifty_asks_no_more_than_a_list_of_one(pages):
    growths = pages.growths()

    assert sum(growth.fifty[1] > growth.one[1] for growth in growths) > 15, "nothing was listed"
    assert [(growth.page, growth.one, growth.fifty) for growth in growths if growth.grows] == []
