"""What a start does to the database, and what it refuses to mix."""

import pytest

from lachan.demo import seed as demo
from lachan.people.models import User
from lachan.serve import prepare
from lachan.serve.models import StartMark
from lachan.serve.prepare import NotForThisMode, furnish
from tests.builders import people

pytestmark = pytest.mark.django_db


def test_the_demo_is_told_once():
    furnish(demo=True)
    told = User.objects.count()

    furnish(demo=True)

    assert told > 0
    assert User.objects.count() == told


def test_a_demo_interrupted_in_the_telling_leaves_no_half_and_is_told_by_the_next_start(
    monkeypatch,
):
    whole = demo.seed

    def interrupted(*, now):
        whole(now=now)
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "seed", interrupted)
    with pytest.raises(KeyboardInterrupt):
        furnish(demo=True)
    assert not User.objects.exists()

    monkeypatch.setattr(demo, "seed", whole)
    furnish(demo=True)
    assert User.objects.exists()


def test_the_demo_is_not_told_among_real_staff():
    people.user()

    with pytest.raises(NotForThisMode, match="staff who are not the demo's"):
        furnish(demo=True)

    assert not StartMark.objects.filter(name="demo").exists()


def test_invented_people_are_not_taken_into_production():
    furnish(demo=True)

    with pytest.raises(NotForThisMode, match="invented people"):
        furnish(demo=False)


def test_outside_the_demo_nobody_is_invented():
    furnish(demo=False)

    assert not User.objects.exists()


def test_everybody_in_the_demo_has_a_signed_link():
    furnish(demo=True)

    links = prepare.sign_in_people()

    assert len(links) == User.objects.count()
    assert all(one["role"] and one["token"] for one in links)
