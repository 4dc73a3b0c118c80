"""Telling staff: once, inside the change, and nothing of what it is about."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lachan.common.errors import NotAllowed, NotFound
from lachan.common.refs import Ref
from lachan.journal.rules import Author
from lachan.notices import operations, queries
from lachan.notices.models import Channel, Notice, State
from lachan.notices.rules import NoticeCode
from lachan.people import queries as people_queries
from lachan.people.models import User
from lachan.people.rules import Actor, Role
from tests.builders import NOON, people

pytestmark = pytest.mark.django_db
CASE = Ref("cases.childcase", "3f0c")


def told(*users: User, dedupe: str = "a", code: str = NoticeCode.NEW_WORK) -> int:
    return operations.tell(recipients=users, template=code, now=NOON, subject=CASE, dedupe=dedupe)


def as_actor(user: User) -> Actor:
    return people_queries.actor_of(user, NOON + timedelta(minutes=1))


def test_a_notice_appears_on_the_desk_and_in_the_outbox() -> None:
    user = people.user(Role.COMMUNE_WORKER)

    assert told(user) == 1

    states = dict(Notice.objects.values_list("channel", "state"))
    assert states == {Channel.IN_APP: State.SHOWN, Channel.MAIL: State.WAITING}
    assert [queries.sentence(n) for n in queries.unread_for(as_actor(user))] == [
        "Có việc mới cần xử lý."
    ]


def test_the_same_news_is_told_once() -> None:
    user = people.user(Role.COMMUNE_WORKER)
    assert [told(user), told(user), told(user, dedupe="b")] == [1, 0, 1]
    assert Notice.objects.count() == 4


def test_a_second_teller_adds_only_who_is_new() -> None:
    one, two = people.user(Role.COMMUNE_WORKER), people.user(Role.COMMUNE_WORKER)
    told(one)
    assert told(one, two) == 1


def test_the_database_refuses_the_same_news_twice() -> None:
    user = people.user(Role.COMMUNE_WORKER)
    told(user)
    copy = Notice.objects.filter(channel=Channel.IN_APP).get()
    copy.pk = None
    with pytest.raises(IntegrityError, match="notice_once"), transaction.atomic():
        copy.save()


def test_those_who_left_are_not_told() -> None:
    user = people.user(Role.COMMUNE_WORKER)
    user.is_active = False
    assert told(user) == 0


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a valid NoticeCode"):
        told(people.user(Role.COMMUNE_WORKER), code="Cháu A ở xã B")


def test_what_is_rolled_back_is_not_told() -> None:
    user = people.user(Role.COMMUNE_WORKER)
    with pytest.raises(RuntimeError), transaction.atomic():
        told(user)
        raise RuntimeError
    assert not Notice.objects.exists()


def test_nobody_sees_another_persons_notices() -> None:
    mine, theirs = people.user(Role.COORDINATOR), people.user(Role.COORDINATOR)
    told(theirs)
    assert not queries.for_actor(as_actor(mine)).exists()
    assert not queries.for_actor(Author.public()).exists()


def test_a_notice_is_read_once_and_the_first_time_stands() -> None:
    user = people.user(Role.COMMUNE_WORKER)
    told(user)
    notice = queries.unread_for(as_actor(user)).get()

    operations.mark_read(notice_id=notice.pk, by=as_actor(user), now=NOON)
    operations.mark_read(notice_id=notice.pk, by=as_actor(user), now=NOON + timedelta(hours=1))

    notice.refresh_from_db()
    assert notice.read_at == NOON
    assert not queries.unread_for(as_actor(user)).exists()


def test_another_persons_notice_cannot_be_marked_read() -> None:
    told(people.user(Role.COMMUNE_WORKER))
    stranger = as_actor(people.user(Role.COMMUNE_WORKER))
    notice = Notice.objects.filter(channel=Channel.IN_APP).get()
    with pytest.raises(NotFound):
        operations.mark_read(notice_id=notice.pk, by=stranger, now=NOON)


def test_all_of_a_desk_can_be_marked_read() -> None:
    user = people.user(Role.COMMUNE_WORKER)
    told(user)
    told(user, dedupe="b")
    assert operations.mark_all_read(by=as_actor(user), now=NOON) == 2


def test_only_administrators_see_what_was_given_up() -> None:
    with pytest.raises(NotAllowed):
        queries.given_up(people.actor(Role.COORDINATOR))
    with pytest.raises(NotAllowed):
        operations.try_again(notice_id=1, by=people.actor(Role.COORDINATOR), now=NOON)
