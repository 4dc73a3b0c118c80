"""The fixed sentences of notices, and when a mail is tried again. Pure.

A mailbox is outside the house: no message holds content, a number, a place or a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lachan.common.labels import mark as _


class NoticeCode(StrEnum):
    """Everything a notice can say."""

    NEW_WORK = "new_work"
    HANDED_OVER = "handed_over"
    ANSWER_WAITS = "answer_waits"
    APPROVAL_WAITS = "approval_waits"
    RETURNED = "returned"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    REPORT_TO_SIGN = "report_to_sign"
    REPORT_DUE = "report_due"
    DUTY_ISSUED = "duty_issued"
    SYSTEM_PROBLEM = "system_problem"


SENTENCES: Mapping[NoticeCode, str] = {
    NoticeCode.NEW_WORK: _("Có việc mới cần xử lý."),
    NoticeCode.HANDED_OVER: _("Có việc được chuyển đến đơn vị."),
    NoticeCode.ANSWER_WAITS: _("Có tin nhắn chờ trả lời."),
    NoticeCode.APPROVAL_WAITS: _("Có việc chờ phê duyệt."),
    NoticeCode.RETURNED: _("Có việc được trả lại để bổ sung."),
    NoticeCode.DUE_SOON: _("Có thời hạn sắp đến."),
    NoticeCode.OVERDUE: _("Có thời hạn đã quá."),
    NoticeCode.REPORT_TO_SIGN: _("Có báo cáo cần ký."),
    NoticeCode.REPORT_DUE: _("Có báo cáo sắp đến hạn nộp."),
    NoticeCode.DUTY_ISSUED: _("Có nhiệm vụ mới được giao."),
    NoticeCode.SYSTEM_PROBLEM: _("Hệ thống cần được kiểm tra."),
}
DIGEST = _("Có nhiều việc đang chờ trên bàn làm việc.")
INVITATION = _(
    "Mời anh/chị đăng nhập Lá Chắn để xem. Thư này gửi tự động và không có nội dung công việc; "
    "xin không trả lời thư, không nhập mật khẩu vào nơi khác."
)
SUBJECT = _("Lá Chắn: có việc chờ anh/chị")

# More waiting mails than this for one person become one mail.
DIGEST_ABOVE = 3
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
# About three days of a silent server, then an administrator must look.
MOST_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class NextStep:
    """What follows a failed attempt: another at `at`, or none."""

    at: datetime | None

    @property
    def give_up(self) -> bool:
        return self.at is None


def after_failure(*, attempts: int, now: datetime, permanent: bool) -> NextStep:
    """Waits double from one minute up to six hours; a refused mailbox is not tried again.

    `attempts` counts those made, the failed one included.
    """
    if permanent or attempts >= MOST_ATTEMPTS:
        return NextStep(None)
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(attempts - 1, 20))
    return NextStep(now + wait)


def lines_of(codes: list[NoticeCode]) -> list[str]:
    """What a mail says about these notices, before translation; many are not listed one by one."""
    if len(codes) > DIGEST_ABOVE:
        return [DIGEST]
    return [SENTENCES[code] for code in dict.fromkeys(codes)]
