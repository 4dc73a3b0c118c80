"""What the people storey refuses, in the words the asker sees."""

from django.utils.translation import gettext_noop as _

from lachan.common.errors import Refused


class NotForOneself(Refused):
    """Nobody gives a position to themself or confirms their own request."""

    sentence = _(
        "Không ai tự cấp hoặc tự xác nhận vị trí cho mình. Chưa có gì thay đổi: "
        "hãy nhờ một quản trị viên khác."
    )


class SecondAdminNeeded(Refused):
    """The one who asked for the position cannot also confirm it."""

    sentence = _(
        "Vị trí này cần quản trị viên thứ hai xác nhận. Đề nghị vẫn được giữ, "
        "chờ một quản trị viên khác với người đã đề nghị."
    )


class AlreadyHeld(Refused):
    """The person holds the role in the unit, or it waits for confirmation."""

    sentence = _(
        "Người này đã có, hoặc đang chờ xác nhận, vị trí đó tại đơn vị. Chưa có gì thay đổi."
    )


class AddressTaken(Refused):
    """Another account has the e-mail address."""

    sentence = _("Địa chỉ thư này đã có tài khoản. Chưa tạo gì thêm: hãy dùng tài khoản đó.")


class UnitClash(Refused):
    """The database refused dates or ties that cannot all be true."""

    sentence = _(
        "Dữ liệu đơn vị mâu thuẫn (%(rule)s): chồng thời gian, vòng lặp hoặc trùng. "
        "Chưa có gì thay đổi: hãy kiểm tra ngày và đơn vị liên quan."
    )
