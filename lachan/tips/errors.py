"""What may be refused here, in words a child can read."""

from django.utils.translation import gettext_noop as _

from lachan.common.errors import Refused


class NothingSaid(Refused):
    """A report without a kind, a word or a place."""

    sentence = _("Em chọn một ô, hoặc viết vài chữ nhé. Những gì em đã chọn vẫn còn.")
    status = 400


class DraftGone(Refused):
    """The half hour is over, or the quick exit was used."""

    sentence = _("Phần em viết đã được xóa để giữ an toàn. Em kể lại từ đầu nhé.")
    status = 410


class BadAnswer(Refused):
    """An answer no page offers."""

    sentence = _("Câu trả lời này chưa đọc được. Em chọn lại giúp nhé.")
    status = 400


class TooLong(Refused):
    """More text than fits."""

    sentence = _("Bài viết dài quá %(most)s chữ cái. Em bớt lại hoặc gửi làm nhiều lần nhé.")
    status = 400


class EmptyMessage(Refused):
    """A message without a word."""

    sentence = _("Em chưa viết gì cả. Em viết vài chữ rồi gửi nhé.")
    status = 400


class CodeInMessage(Refused):
    """The reporter was about to send the code away."""

    sentence = _("Trong tin có mã của em. Em xóa mã đi rồi gửi lại nhé. Mã chỉ để em giữ.")
    status = 400


class SecondPersonNeeded(Refused):
    """Who proposed no action may not confirm it."""

    sentence = _(
        "Người đề nghị không xử lý không được tự xác nhận. Cần người thứ hai. Chưa có gì thay đổi."
    )


class UnreadMessage(Refused):
    """The reporter wrote something nobody has read."""

    sentence = _("Còn tin nhắn của người báo chưa đọc. Hãy đọc trước khi đóng. Tin báo vẫn mở.")


class PeopleOnly(Refused):
    """A decision that no program may take."""

    sentence = _("Bước này phải do một người thực hiện. Chưa có gì thay đổi.")
    status = 403


class KnownNumber(Refused):
    """The other body's number was taken in before."""

    sentence = _("Tin mang số này của nơi chuyển đã được tiếp nhận: %(number)s. Chưa lưu thêm gì.")


class LinesRefused(Refused):
    """Some lines of a file cannot be taken in, so none is."""

    sentence = _("Có %(count)s dòng chưa nhận được, nên chưa dòng nào được lưu.")
    status = 400


class UnreadableFile(Refused):
    """Not a table we can read."""

    sentence = _("Tệp này chưa đọc được: %(problem)s Chưa lưu gì.")
    status = 400
