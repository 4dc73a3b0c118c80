"""Reads of notices for the desk and for those who run the system."""

from django.db.models import QuerySet
from django.utils.translation import gettext

from lachan.journal.rules import Author
from lachan.notices.models import Channel, Notice, State
from lachan.notices.rules import SENTENCES, NoticeCode
from lachan.people.permissions import Permission, require


def unread_for(actor: Author) -> QuerySet[Notice]:
    """The actor's desk notices not yet read, newest first."""
    return for_actor(actor).filter(read_at__isnull=True)


def for_actor(actor: Author) -> QuerySet[Notice]:
    """All of the actor's desk notices, newest first."""
    return Notice.objects.visible_to(actor).filter(channel=Channel.IN_APP)


def sentence(notice: Notice) -> str:
    """What the notice says, in the reader's language."""
    return gettext(SENTENCES[NoticeCode(notice.template)])


def given_up(actor: Author) -> QuerySet[Notice]:
    """Mails that could not be delivered, for administrators."""
    require(actor, Permission.MANAGE_STAFF)
    return Notice.objects.filter(channel=Channel.MAIL, state=State.GIVEN_UP)


def mail_counts() -> dict[str, int]:
    """How many mails are in each state: for the health page and for operators."""
    states = (State.WAITING, State.SENT, State.GIVEN_UP)
    mails = Notice.objects.filter(channel=Channel.MAIL)
    return {state.value: mails.filter(state=state).count() for state in states}
