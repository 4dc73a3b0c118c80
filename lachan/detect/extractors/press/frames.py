"""What kind of article it is, when that settles that no child is told of as harmed."""

from typing import Final

from lachan.detect.extractors.press.sentences import Sentences
from lachan.detect.extractors.view import View, Words

_LONGEST_TITLE: Final = 160
_EVENT: Final = (
    r"hội thảo|hội nghị|tập huấn|tuyên truyền|diễn đàn|cuộc thi|hội thi|talkshow|ngoại khóa"
    r"|ngày hội"
    r"|chiến dịch|tọa đàm|chuyên đề|lễ phát động|lễ ra quân|tiểu phẩm|lớp (?:học )?kỹ năng|lớp võ"
    r"|trao quà"
    r"|khai giảng|bế giảng|trao học bổng|trao giải|ký cam kết|tháng hành động|câu lạc bộ"
)
_IN_TITLE: Final = Words(rf"(?<!\w)(?:{_EVENT}|phòng,? chống|kỹ năng|đoạt giải|giành giải)(?!\w)")
_ROUND_UP: Final = Words(
    r"(?<!\w)(?:tin (?:nhanh|vắn|nóng|tổng hợp)|điểm tin|bản tin|tổng hợp tin|chuyển động 24h"
    r"|an ninh (?:ngày|tuần)|tin tức (?:ngày|sáng|chiều|tối|tuần)|nhịp sống)(?!\w)"
)
_HELD: Final = Words(
    r"(?<!\w)(?:tổ chức|phát động|khai mạc|tham dự|dự|nghe|ra mắt|mở|triển khai|phối hợp)"
    rf"(?: [^ .;\n]+){{0,5}}? (?:{_EVENT})(?!\w)"
)


def is_event(view: View, parts: Sentences) -> bool:
    """A meeting, a contest, a lesson: said in the title, or as what the first sentence tells."""
    gap = view.text.find("\n\n")
    start = gap + 2 if 0 < gap <= _LONGEST_TITLE else 0
    if start and _IN_TITLE.search(view, 0, gap):
        return True
    return _HELD.search(view, *parts[parts.number_at(start)]) is not None


def is_round_up(view: View) -> bool:
    """Short news put together: what one item names has nothing to do with the next."""
    gap = view.text.find("\n\n")
    return 0 < gap <= _LONGEST_TITLE and _ROUND_UP.search(view, 0, gap) is not None
