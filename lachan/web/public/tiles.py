"""What happened, in a child's words: one tile for each kind of harm of the taxonomy."""

from dataclasses import dataclass

from lachan.common.labels import mark as _


@dataclass(frozen=True, slots=True)
class Tile:
    harm: str
    words: str
    icon: str


# The first ones are shown at once, in the order children name them most; the rest on request.
FIRST = (
    Tile("T07", _("Có người bắt nạt, chửi mắng"), "bully"),
    Tile("T04", _("Người lạ rủ rê, hỏi chuyện riêng tư"), "chat"),
    Tile("T05", _("Có người dọa để đòi tiền, đòi ảnh"), "money"),
    Tile("T10", _("Ảnh, chuyện riêng bị đăng lên"), "photo"),
    Tile("T11", _("Thấy thứ đáng sợ, không hợp tuổi"), "scary"),
    Tile("T13", _("Bị lừa mất tiền, mất tài khoản"), "hook"),
    Tile("T01", _("Buồn lắm, muốn làm đau bản thân"), "sad"),
    Tile("T00", _("Chuyện khác"), "dots"),
)
MORE = (
    Tile("T02", _("Bị ép làm điều không muốn với cơ thể"), "stop"),
    Tile("T03", _("Thấy ảnh, video xấu về trẻ em"), "hidden"),
    Tile("T08", _("Có người dọa đánh, quay cảnh đánh nhau"), "threat"),
    Tile("T09", _("Có người theo dõi, nhắn tin làm phiền"), "follow"),
    Tile("T06", _("Có người rủ bỏ nhà đi"), "bag"),
    Tile("T12", _("Có người xúi ghét người khác, làm việc xấu"), "fire"),
    Tile("T14", _("Rủ chơi ăn tiền, mua đồ cấm"), "dice"),
    Tile("T15", _("Không dừng được điện thoại, trò chơi"), "clock"),
    Tile("T16", _("Tin giả, quảng cáo, trò chơi không hợp tuổi"), "news"),
)
ALL = FIRST + MORE
