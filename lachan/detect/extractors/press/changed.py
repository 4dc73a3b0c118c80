"""Where an article says that names were changed, and whose."""

from typing import Final

from lachan.detect.extractors.press.reading import Reading
from lachan.detect.extractors.view import Span, Words

_CHANGED: Final = (
    r"(?:được |bị |xin |chúng tôi |tòa soạn |phóng viên |viết tắt và )*(?:thay đổi|thay|đổi)"
)
_OF_CHILD: Final = (
    r"(?:(?:của |các |những |mọi |tất cả )*(?:nhân vật|nạn nhân|bị hại|cháu|em|bé|trẻ|học sinh"
    r"|nữ sinh|nam sinh|con|người trong cuộc|gia đình|mẹ con|người|danh tính)"
    r"(?: [^ .;\n]+){0,8}? )"
)
_SAYS: Final = Words(
    rf"(?<!\w)(?:tên|họ tên|danh tính|tên tuổi|tên gọi"
    rf"|tên riêng)(?: thật)? (?P<whose>{_OF_CHILD})?(?:đều |cũng )?(?:đã|xin"
    rf"|được) {_CHANGED}(?! (?:bởi|lớp|trường))"
    r"|(?<!\w)(?:nhân vật|nạn nhân|các em|cháu bé|bé|em|cháu"
    r"|mẹ con chị)(?: trong bài(?: viết)?)? (?:đã |xin )?(?:được )?(?:thay )?đổi tên"
    r"|(?<!\w)(?<!trường )(?<!xã )(?<!phường )(?:đã|xin|xin phép|xin được|chúng tôi|tòa soạn"
    r"|được) (?:được |xin |đã "
    r"|phép )*(?:thay )?đổi tên(?! trường| lớp| gọi| thành)"
    r"|(?<!\w)(?:không phải|không dùng|không nêu) tên thật|(?<!\w)tên (?:giả|nhân vật đã đổi"
    r"|của nhân vật đã đổi)(?!\w)|(?<!\w)(?:dùng|lấy) (?:một )?tên (?:khác|giả)"
)
_CULPRIT: Final = Words(
    r"(?<!\w)(?:mẹ kế|dượng|dì ghẻ|bảo mẫu|bị cáo|bị can|nghi phạm|nghi can|đối tượng|kẻ|thủ phạm"
    r"|hung thủ|thừa nhận|khai nhận)(?!\w)"
)


def changed_names(reading: Reading) -> list[Span]:
    """Statements that the names of the child or its family were changed, not those of a culprit."""
    return [
        match.span()
        for match in _SAYS.finditer(reading.view)
        if match["whose"] or not _of_culprit(reading, match.span())
    ]


def _of_culprit(reading: Reading, place: Span) -> bool:
    """Said in brackets after a grown-up in a sentence about who did it."""
    start = reading.sentence(place[0])[0]
    before = reading.told.between(start, place[0])
    if not before or any(m.child for m in before[-1:]):
        return False
    return _CULPRIT.search(reading.view, start, place[0]) is not None
