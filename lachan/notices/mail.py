"""One line to the mail server: opened when the first mail is sent, kept for the rest of a round."""

import hashlib
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from django.core.mail import EmailMessage, get_connection
from django.utils import translation
from django.utils.translation import gettext

from lachan.notices import rules
from lachan.notices.models import Notice
from lachan.people.models import User


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a mail did not go: a word for operators, and whether trying again is of use."""

    code: str
    permanent: bool = False


class Line:
    """A connection, reopened after a failure so that one bad mail does not stop the rest."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def send(self, user: User, notices: Sequence[Notice]) -> Failure | None:
        """One message about all the notices. None when the server took it."""
        if not user.is_active or not user.email:
            return Failure("no_mailbox", permanent=True)
        try:
            self._connection.open()
            self._connection.send_messages([_message(user, notices)])
        except smtplib.SMTPRecipientsRefused as refused:
            return _refused(refused)
        except (smtplib.SMTPException, OSError) as error:
            self._connection.close()
            return Failure(type(error).__name__[:60])
        return None


def _refused(refused: smtplib.SMTPRecipientsRefused) -> Failure:
    codes = [code for code, _reason in refused.recipients.values()]
    return Failure(f"smtp_{max(codes)}", permanent=min(codes) >= 500)


def _message(user: User, notices: Sequence[Notice]) -> EmailMessage:
    with translation.override("vi"):
        codes = [rules.NoticeCode(notice.template) for notice in notices]
        lines = [gettext(line) for line in rules.lines_of(codes)]
        body = "\n".join([*lines, "", gettext(rules.INVITATION), ""])
        subject = gettext(rules.SUBJECT)
    return EmailMessage(
        subject, body, to=[user.email], headers={"Message-ID": _message_id(notices)}
    )


def _message_id(notices: Sequence[Notice]) -> str:
    """The same notices give the same id, so that a repeated mail is known as a repetition."""
    ids = ",".join(str(notice.pk) for notice in notices)
    return f"<{hashlib.sha256(ids.encode()).hexdigest()[:32]}@lachan.invalid>"
