"""The fixed sentences of notices. Pure.

A mailbox is outside the house: no message holds content, a number, a place or a name.
"""

from collections.abc import Mapping
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


def lines_of(codes: list[NoticeCode]) -> list[str]:
    """What a mail says about these notices, before translation; many are not listed one by one."""
    if len(codes) > DIGEST_ABOVE:
        return [DIGEST]
    return [SENTENCES[code] for code in dict.fromkeys(codes)]
