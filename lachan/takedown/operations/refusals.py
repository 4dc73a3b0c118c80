"""What a person is told when a step on a content case is refused."""

from django.utils.translation import gettext_noop as _

from lachan.common.errors import Refused


class SamePerson(Refused):
    """Who drafted may neither approve nor review."""

    sentence = _(
        "Người lập yêu cầu không được tự duyệt. Yêu cầu vẫn chờ duyệt: "
        "hãy chuyển cho người có thẩm quyền khác."
    )


class NotUrgent(Refused):
    """Only S1 may be sent on one person's word."""

    sentence = _("Chỉ vụ mức S1 mới được gửi ngay và duyệt sau. Yêu cầu vẫn là dự thảo.")


class StillOpen(Refused):
    """Something about the case waits for somebody."""

    sentence = _(
        "Chưa đóng được vụ: còn yêu cầu chưa có kết quả hoặc yêu cầu gửi khẩn chưa được xem lại. "
        "Vụ vẫn mở."
    )


class NotInForce(Refused):
    """The basis does not hold on that day."""

    sentence = _("Căn cứ pháp lý này không có hiệu lực vào ngày gửi. Hãy chọn căn cứ khác.")


class AlreadyLooked(Refused):
    """Somebody recorded this look before."""

    sentence = _("Lần kiểm tra này đã được ghi. Hãy tải lại trang để xem kết quả.")


class UnverifiedBasis(Refused):
    """Nobody has read the provision; it may be chosen, not printed."""

    sentence = _(
        "Căn cứ “%(basis)s” chưa được kiểm chứng nên không in vào công văn. "
        "Hãy chọn căn cứ đã kiểm chứng hoặc nhờ pháp chế xác nhận."
    )
