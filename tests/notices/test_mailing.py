"""The outbox against a real mail server on this machine: nothing lost, nothing doubled."""

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from lachan.common.errors import NotFound
from lachan.common.refs import Ref
from lachan.journal.models import Entry
from lachan.notices import operations, queries, tasks
from lachan.notices.models import Channel, Notice, State
from lachan.notices.retrying import MOST_ATTEMPTS
from lachan.notices.rules import DIGEST, NoticeCode
from lachan.people.models import User
from lachan.people.rules import Role
from tests.builders import NOON, people

pytestmark = pytest.mark.django_db
CANARY = "te-2026-000001"


class Mailbox:
    """Takes every mail, unless told to refuse."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refusal: str | None = None
        self.lost_answers = 0

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        if self.lost_answers:
            self.lost_answers -= 1
            return "451 try again"
        return "250 OK"


@pytest.fixture
def port(settings: Any) -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    number: int = settings.EMAIL_PORT
    return number


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(port: int, mailbox: Mailbox) -> Iterator[Controller]:
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield controller
    controller.stop()


def tell(user: User, *, news: int = 1, code: NoticeCode = NoticeCode.DUE_SOON) -> None:
    for number in range(news):
        operations.tell(
            recipients=[user],
            template=code,
            now=NOON,
            subject=Ref("cases.childcase", CANARY),
            dedupe=f"{CANARY}:{number}",
        )


def officer() -> User:
    return people.user(Role.COMMUNE_WORKER, full_name="Cán Bộ Thử")


def waiting() -> Notice:
    return Notice.objects.filter(channel=Channel.MAIL).get()


@pytest.mark.usefixtures("server")
def test_a_waiting_mail_is_sent_once(mailbox: Mailbox) -> None:
    tell(officer())

    assert [operations.deliver_due(now=NOON), operations.deliver_due(now=NOON)] == [1, 0]

    assert len(mailbox.mails) == 1
    assert (waiting().state, waiting().sent_at, waiting().attempts) == (State.SENT, NOON, 1)


@pytest.mark.usefixtures("server")
def test_a_mail_says_a_fixed_sentence_and_nothing_of_the_case(mailbox: Mailbox) -> None:
    user = officer()
    tell(user)

    operations.deliver_due(now=NOON)

    mail = mailbox.mails[0]
    text = mail.get_content()
    assert "Có thời hạn sắp đến." in text
    assert not any(char.isdigit() for char in text + str(mail["Subject"]))
    assert mail["To"] == user.email
    assert CANARY not in mail.as_string()
    assert "Cán Bộ Thử" not in mail.as_string()


@pytest.mark.usefixtures("server")
def test_many_waiting_mails_of_one_person_go_as_one_general_mail(mailbox: Mailbox) -> None:
    tell(officer(), news=5)

    assert operations.deliver_due(now=NOON) == 1

    assert [DIGEST in mail.get_content() for mail in mailbox.mails] == [True]
    assert queries.mail_counts() == {"waiting": 0, "sent": 5, "given_up": 0}


@pytest.mark.usefixtures("server")
def test_each_person_gets_their_own_mail(mailbox: Mailbox) -> None:
    people_told = [officer(), officer(), officer()]
    for user in people_told:
        tell(user)

    assert operations.deliver_due(now=NOON) == 3

    assert {mail["To"] for mail in mailbox.mails} == {user.email for user in people_told}


@pytest.mark.usefixtures("server")
def test_a_round_stops_at_its_limit_and_the_next_goes_on(mailbox: Mailbox) -> None:
    for user in (officer(), officer()):
        tell(user)
    assert operations.deliver_due(now=NOON, limit=1) == 1
    assert operations.deliver_due(now=NOON, limit=1) == 1
    assert len(mailbox.mails) == 2


def test_while_the_server_is_down_mails_wait_and_none_is_lost(port: int) -> None:
    tell(officer())

    assert operations.deliver_due(now=NOON) == 0

    mail = waiting()
    assert (mail.state, mail.attempts) == (State.WAITING, 1)
    assert mail.failure == "ConnectionRefusedError"
    assert mail.next_try_at == NOON + timedelta(minutes=1)


def test_mails_go_out_once_after_the_server_comes_back(port: int, mailbox: Mailbox) -> None:
    for user in (officer(), officer()):
        tell(user)
    operations.deliver_due(now=NOON)
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()

    too_early = operations.deliver_due(now=NOON + timedelta(seconds=59))
    later = operations.deliver_due(now=NOON + timedelta(minutes=1))
    again = operations.deliver_due(now=NOON + timedelta(hours=9))
    controller.stop()

    assert (too_early, later, again) == (0, 2, 0)
    assert len(mailbox.mails) == 2


def test_a_server_that_stays_down_is_given_up_and_an_administrator_tries_again(port: int) -> None:
    tell(officer())
    moment = rounds(NOON)
    administrator = people.actor(Role.SYSTEM_ADMIN)
    given_up = queries.given_up(administrator).get()
    assert given_up.attempts == MOST_ATTEMPTS

    operations.try_again(notice_id=given_up.pk, by=administrator, now=moment)

    assert waiting().state == State.WAITING
    assert Entry.objects.filter(action="notice.tried_again").count() == 1


def rounds(moment: datetime) -> datetime:
    """As many rounds as a mail is tried, each when it is due; the moment of the last."""
    for _round in range(MOST_ATTEMPTS):
        operations.deliver_due(now=moment)
        moment = waiting().next_try_at or moment
    return moment


@pytest.mark.usefixtures("server")
def test_a_refused_mailbox_is_given_up_at_once_and_stops_nobody_else(mailbox: Mailbox) -> None:
    mailbox.refusal = "550 no such user"
    tell(officer())
    assert operations.deliver_due(now=NOON) == 0
    assert (waiting().state, waiting().failure) == (State.GIVEN_UP, "smtp_550")

    mailbox.refusal = None
    tell(officer())
    assert operations.deliver_due(now=NOON) == 1


@pytest.mark.usefixtures("server")
def test_a_full_mailbox_is_tried_again(mailbox: Mailbox) -> None:
    mailbox.refusal = "452 full"
    tell(officer())
    operations.deliver_due(now=NOON)
    assert (waiting().state, waiting().failure) == (State.WAITING, "smtp_452")


@pytest.mark.usefixtures("server")
def test_a_mail_repeated_after_a_lost_answer_carries_the_same_id(mailbox: Mailbox) -> None:
    mailbox.lost_answers = 1
    tell(officer())

    operations.deliver_due(now=NOON)
    operations.deliver_due(now=NOON + timedelta(minutes=1))

    assert len({mail["Message-ID"] for mail in mailbox.mails}) == 1
    assert waiting().state == State.SENT


@pytest.mark.usefixtures("server")
def test_those_who_left_meanwhile_get_nothing(mailbox: Mailbox) -> None:
    user = officer()
    tell(user)
    User.objects.filter(pk=user.pk).update(is_active=False, deactivated_at=NOON)

    operations.deliver_due(now=NOON)

    assert (waiting().state, waiting().failure) == (State.GIVEN_UP, "no_mailbox")
    assert mailbox.mails == []


@pytest.mark.usefixtures("server")
def test_the_job_empties_the_outbox(mailbox: Mailbox) -> None:
    tell(officer())
    assert tasks.deliver() == 1


def test_only_what_was_given_up_can_be_tried_again() -> None:
    tell(officer())
    with pytest.raises(NotFound):
        operations.try_again(notice_id=waiting().pk, by=people.actor(Role.SYSTEM_ADMIN), now=NOON)
