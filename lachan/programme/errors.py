"""What the programme storey refuses, in the words the asker sees."""

from django.utils.translation import gettext_noop as _

from lachan.common.errors import Refused


class AlreadyIssued(Refused):
    """The duties of the directive were assigned before."""

    sentence = _(
        "Văn bản này đã được giao việc. Chưa giao thêm gì: hãy giao bổ sung cho từng đơn vị."
    )


class NotAReporter(Refused):
    """The indicator is not entered by this unit."""

    sentence = _(
        "Đơn vị không được giao nhập chỉ tiêu %(indicator)s trong kỳ này. Số liệu chưa được lưu."
    )


class ValueOrReason(Refused):
    """Neither a number nor a reason why there is none, or both."""

    sentence = _(
        "Hãy nhập một số, hoặc để trống và nêu lý do chưa có số liệu. Không ghi 0 khi chưa có số "
        "liệu. Chưa lưu gì."
    )
    status = 400


class FiguresFrozen(Refused):
    """The report was submitted; its figures and text no longer change."""

    sentence = _(
        "Báo cáo đang ở trạng thái “%(state)s” nên số liệu và nội dung đã khóa. Người ký có thể "
        "trả lại để sửa; báo cáo đã phát hành thì lập bản đính chính."
    )


class SectionsMissing(Refused):
    """Parts of the report that a person must write are still empty."""

    sentence = _("Chưa trình được: các phần %(sections)s còn trống. Bản đang lập vẫn được giữ.")


class SamePerson(Refused):
    """The one who prepared or reported something cannot also confirm it."""

    sentence = _("Người lập không tự duyệt. Chưa có gì thay đổi: cần một người khác.")


class ReasonMissing(Refused):
    """A return without a reason helps nobody."""

    sentence = _("Hãy nêu lý do trả lại để người nhận biết cần sửa gì. Chưa có gì thay đổi.")
    status = 400


class EditionOpen(Refused):
    """There is a report of this period still being worked on."""

    sentence = _("Kỳ này đang có báo cáo chưa phát hành. Hãy tiếp tục bản đó, không lập bản mới.")
