"""What a person is told when a step in the queue is refused."""

from django.utils.translation import gettext_noop as _

from lachan.common.errors import Refused


class SecondPersonNeeded(Refused):
    """Who proposed no action may not confirm it."""

    sentence = _("Người đề nghị không xử lý không được tự xác nhận. Mục này vẫn chờ người thứ hai.")


class TakenByAnother(Refused):
    """Somebody else works on it."""

    sentence = _("Người khác đang phân loại mục này. Nội dung của anh/chị chưa được lưu.")


class OnlyForTips(Refused):
    """Findings are dismissed, tips are answered."""

    sentence = _("Bước này chỉ dùng cho tin báo. Với phát hiện của máy, hãy chọn “Bỏ qua”.")


class OnlyForFindings(Refused):
    """A tip came from a person: doing nothing takes two people."""

    sentence = _("Tin báo không được bỏ qua. Hãy đề nghị không xử lý để người thứ hai xác nhận.")
