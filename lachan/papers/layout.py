"""The numbers of Nghị định 30/2020/NĐ-CP, Annexes I and III, that our templates use.

The decree gives ranges; one value of each range is chosen here. Lengths are millimetres, sizes and
gaps are points. Pure: the template maker, the renderer and the tests read the same table.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FONT = "Times New Roman"
PAGE_MM = (210, 297)
TOP_MM = BOTTOM_MM = 20
LEFT_MM = 30
RIGHT_MM = 15
TEXT_MM = PAGE_MM[0] - LEFT_MM - RIGHT_MM
# The left box must leave the name of the state on one line at 12 pt bold.
LEFT_BOX_SHARE = 0.42

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT_MARK = "DỰ THẢO"
END_MARK = "./."
# The decree wants a rule of one third to one half of the text above it.
RULE_SHARE = 0.4

Align = Literal["left", "center", "both", "right"]


@dataclass(frozen=True, slots=True)
class TextStyle:
    """One paragraph style of a template."""

    size: float
    bold: bool = False
    italic: bool = False
    align: Align = "left"
    first_line_mm: float = 0
    before: float = 0
    after: float = 0
    line: float = 1.0
    keep_next: bool = False


RULE = "LC Đường kẻ"
STYLES: Mapping[str, TextStyle] = {
    "LC Quốc hiệu": TextStyle(12, bold=True, align="center"),
    "LC Tiêu ngữ": TextStyle(13, bold=True, align="center"),
    "LC Cơ quan chủ quản": TextStyle(12, align="center"),
    "LC Cơ quan ban hành": TextStyle(12, bold=True, align="center"),
    "LC Số ký hiệu": TextStyle(13, align="center", before=4),
    "LC Về việc": TextStyle(12, align="center", before=6),
    "LC Địa danh": TextStyle(13, italic=True, align="center", before=4),
    "LC Tên loại": TextStyle(14, bold=True, align="center", before=12, keep_next=True),
    "LC Trích yếu": TextStyle(14, bold=True, align="center", keep_next=True),
    RULE: TextStyle(2, align="center"),
    "LC Kính gửi": TextStyle(14, align="center", before=12, after=6),
    "LC Kính gửi nhiều nơi": TextStyle(14, align="left", before=12),
    "LC Nơi kính gửi": TextStyle(14, align="left", first_line_mm=12.7),
    "LC Căn cứ": TextStyle(14, italic=True, align="both", first_line_mm=12.7, after=6, line=1.1),
    "LC Thân bài": TextStyle(14, align="both", first_line_mm=12.7, after=6, line=1.1),
    "LC Mục lớn": TextStyle(
        14, bold=True, align="both", first_line_mm=12.7, before=6, after=6, line=1.1, keep_next=True
    ),
    "LC Mục nhỏ": TextStyle(
        14, bold=True, align="both", first_line_mm=12.7, after=6, line=1.1, keep_next=True
    ),
    "LC Nơi nhận": TextStyle(12, bold=True, italic=True, align="left"),
    "LC Danh sách nhận": TextStyle(11, align="left"),
    "LC Quyền hạn ký": TextStyle(14, bold=True, align="center", keep_next=True),
    "LC Người ký": TextStyle(14, bold=True, align="center"),
    "LC Phụ lục": TextStyle(14, bold=True, align="center", keep_next=True),
    "LC Tên phụ lục": TextStyle(13, bold=True, align="center", keep_next=True),
    "LC Kèm theo": TextStyle(13, italic=True, align="center", after=8),
    "LC Đầu bảng": TextStyle(11, bold=True, align="center"),
    "LC Ô bảng": TextStyle(11, align="left"),
    "LC Ghi chú bảng": TextStyle(12, italic=True, align="both", before=6),
    "LC Số trang": TextStyle(13, align="center"),
    "LC Liên hệ": TextStyle(11, align="center"),
    "LC Ngắt phần": TextStyle(1, align="left"),
}

# Advance widths of Times New Roman Bold in thousandths of the size, by base letter.
_BOLD = {
    **dict.fromkeys("ACDNRUVXY", 722),
    **dict.fromkeys("BELTZ", 667),
    **dict.fromkeys("GHKOQ", 778),
    **dict.fromkeys("FP", 611),
    **dict.fromkeys("bdhknpqu", 556),
    **dict.fromkeys("agovxy0123456789", 500),
    **dict.fromkeys("cerz", 444),
    **dict.fromkeys("fjt", 333),
    **dict.fromkeys("-():;", 333),
    **dict.fromkeys("il/", 278),
    **dict.fromkeys(" .,", 250),
    "I": 389,
    "J": 500,
    "M": 944,
    "S": 556,
    "W": 1000,
    "m": 833,
    "s": 389,
    "w": 722,
}


def bold_width_mm(text: str, size: float) -> float:
    """How wide the text is in Times New Roman Bold of that size, on one line."""
    bases = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    units = sum(_BOLD.get(char, 600) for char in bases if not unicodedata.combining(char))
    return units / 1000 * size * 25.4 / 72


def rule_mm(text: str, size: float, column_mm: float) -> float:
    """The length of the rule under a text: two fifths of its longest possible line."""
    return min(bold_width_mm(text, size), column_mm) * RULE_SHARE
