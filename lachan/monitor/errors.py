"""What the monitor may answer when a file or an address cannot be taken. All name a remedy."""

from django.utils.translation import gettext_noop as _

from lachan.common.errors import Refused


class BadInput(Refused):
    """The material cannot be read as what it should be."""

    status = 400


class EmptyFile(BadInput):
    sentence = _("Tệp rỗng, chưa có gì để nhập. Kiểm tra lại tệp rồi nhập lại.")


class WrongKind(BadInput):
    sentence = _(
        "Tệp này là %(kind)s. Chỉ nhập được JSONL (mỗi dòng một đối tượng JSON), RSS, Atom "
        "hoặc trang HTML. Chưa nhập gì từ tệp này."
    )


class NotUtf8(BadInput):
    sentence = _(
        "Tệp không ở mã UTF-8 (từ byte thứ %(byte)s), nên chữ tiếng Việt sẽ bị sai. "
        "Chưa nhập gì. Lưu lại tệp với mã UTF-8 rồi nhập lại."
    )


class BrokenFeed(BadInput):
    sentence = _(
        "Nguồn tin không phải XML hoàn chỉnh (lỗi ở dòng %(line)s): tệp hỏng hoặc bị cắt ngắn. "
        "Chưa nhập gì. Tải lại nguồn tin rồi nhập lại."
    )


class NotAFeed(BadInput):
    sentence = _(
        "Đây không phải nguồn tin RSS hoặc Atom. Chưa nhập gì. Tìm địa chỉ RSS trên trang của báo."
    )


class NoText(BadInput):
    sentence = _(
        "Trang không có phần chữ nào đọc được. Chưa nhập gì. Thử địa chỉ của chính bài viết."
    )


class TooBig(BadInput):
    sentence = _(
        "Dữ liệu lớn hơn %(megabytes)s MB nên không đọc tiếp. Chưa nhập gì. "
        "Chia nhỏ tệp, hoặc kiểm tra lại địa chỉ."
    )


class DiskFull(Refused):
    sentence = _(
        "Máy chủ hết chỗ trên ổ đĩa. Những mục đã nhập trước đó vẫn được giữ. "
        "Báo quản trị hệ thống dọn chỗ, rồi nhập lại: mục đã có sẽ được bỏ qua."
    )
    status = 507


class BadAddress(BadInput):
    sentence = _(
        "Địa chỉ này không tải được: chỉ nhận http hoặc https, có tên miền. "
        "Sửa địa chỉ của nguồn rồi thử lại."
    )


class PrivateAddress(BadInput):
    sentence = _(
        "Địa chỉ này dẫn vào mạng nội bộ nên hệ thống không tải. "
        "Dùng địa chỉ công khai trên Internet."
    )


class Unreachable(Refused):
    sentence = _(
        "Chưa tải được nguồn (%(why)s). Những mục đã nhập trước đó vẫn được giữ. "
        "Hệ thống sẽ thử lại ở lần quét sau."
    )
    status = 502


class NothingToFetch(Refused):
    sentence = _("Nguồn này nhận tệp nhập vào, không có địa chỉ để tải. Hãy nhập tệp.")


class NothingToImport(Refused):
    sentence = _("Tệp của lần nhập này không còn trên máy chủ. Hãy tải tệp lên lại.")
