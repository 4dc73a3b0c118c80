"""Where an article speaks of one child, and where of an adult."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lachan.detect.extractors.ages import BORN, CHILD_UNDER, CLASS, MINOR_BORN_FROM, ages
from lachan.detect.extractors.persons import Person, Role
from lachan.detect.extractors.view import View, Words

_CHILD: Final = Words(
    r"(?<!\w)(?:cháu(?: bé| gái| trai| nhỏ)?|(?<!chị )(?<!anh )(?<!trẻ )(?<!đàn )em(?: bé| nhỏ"
    r"| gái)?"
    r"|(?<!nhỏ )(?<!ngày )(?<!hồi )(?<!lúc )(?<!từ )bé(?: gái| trai| sơ sinh)?|trẻ sơ sinh|cô bé"
    r"|cậu bé|đứa (?:trẻ|bé|con|em|chị)"
    r"|nữ sinh(?! viên)|nam sinh(?! viên)|(?:cậu |cô )?học trò|học sinh|bệnh nhi"
    r"|con (?:gái|trai|riêng|ruột|đẻ|chồng|nuôi|út|tôi|mình|của|nhỏ|anh|chị)|con(?= (?:bị|mới"
    r"|đang|tôi|vì|do|suốt|tím|nhiều lần|rồi|đến|bằng|dã man|tử vong)(?!\w))"
    r"|con(?= có (?:nhiều |những )?(?:vết|dấu|biểu hiện)(?!\w))"
    r"|(?<=đánh )con|(?<=hại )con|(?<=giết )con|(?<=đập )con"
    r"|thiếu nữ|thiếu niên|cháu (?:nội|ngoại|ruột)|người (?:chưa thành niên"
    r"|dưới 1[368] tuổi))(?!\w)"
)
_ADULT: Final = Words(
    r"(?<!\w)(?:anh|chị|ông|bà|cô gái|cô giáo|thầy|thầy giáo|bác sĩ|luật sư|người phụ nữ"
    r"|người đàn ông"
    r"|phụ nữ|đàn ông|bị cáo|bị can|đối tượng|nghi phạm|nghi can|(?:nam |nữ )?sinh viên|tài xế"
    r"|giáo viên|bảo mẫu|hiệu trưởng|bảo vệ|chủ quán|kẻ|gã|hung thủ|hàng xóm|nhân viên"
    r"|chàng trai|người mẹ|người cha|người vợ|vợ|cụ|cô|nam thanh niên|cặp vợ chồng|người dân"
    r"|phụ huynh(?! (?:em|cháu|bé|của|học|lớp)(?!\w))"
    # Animals suffer too, and are no child.
    r"|(?:chú|con|đàn|bầy|những|cô|bé) (?:chó|mèo|bò|trâu|gà|voi|khỉ|ngựa|lợn|heo|gấu|chim|thú)"
    r"|thú cưng|cún con|cún|chó|mèo)(?!\w)"
)
# Not the one who acts or suffers in the sentence: “ở với bà”, “con của anh”, “nhà bà ngoại”.
_BESIDE: Final = Words(
    r"(?<!\w)(?:với|cùng|của|nhà|sang|về|cho|bởi|con|cháu|theo|gia đình|nội|bên|gái|trai|út|ruột"
    r"|được|bị|do) $"
)
# Children in general, or many: no one of them is meant.
_MANY: Final = Words(
    r"(?<!\w)(?:các|những|nhiều|mọi|mỗi|một số|hàng|\d{2,}(?:[.,]\d+)?|trăm|nghìn|ngàn|triệu"
    r"|toàn thể|đông đảo|tất cả|tỷ lệ)(?: \w+)? $"
)
_CHILDREN: Final = Words(
    r"(?<!\w)(?<!một )(?<!đứa )trẻ(?: em| nhỏ| thơ)?(?! sơ sinh| (?:em )?gái| (?:em )?trai)(?!\w)"
)
_TEACHES: Final = Words(
    r"(?<!\w)(?:giáo viên|chủ nhiệm|dạy|phụ trách|cô giáo|thầy giáo|phụ huynh|quản lý)(?: \w+)? $"
)
_WHOSE_CHILD: Final = Words(
    r"(?: (?:gái|trai|ruột|riêng|đẻ|nuôi|lớn|cả|út|đầu|mình|là))*,? \(?(?:(?:nay|năm nay|là) )?"
)
_NO_ONE: Final = Words(r" nào(?!\w)")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody spoken of, half-open in the view. `child`: one child, not children in general.

    `many`: several children or children in general. `beside`: only told in passing.
    """

    start: int
    end: int
    child: bool
    beside: bool = False
    many: bool = False


class Mentions:
    """Every mention of an article in order; “con trai” before a grown man's name is none."""

    def __init__(self, found: list[Mention]) -> None:
        self.all = found
        self._starts = [mention.start for mention in found]

    def between(self, start: int, end: int) -> list[Mention]:
        """Those that begin in a stretch of the view."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def mentions(view: View, people: list[Person]) -> Mentions:
    found = [*_of_names(people), *_of_ages(view), *_of_words(view)]
    grown = {p.name.start for p in people if p.role is not Role.CHILD}
    grown |= {start for (start, _), years in ages(view) if years >= CHILD_UNDER}
    kept = [m for m in found if not (m.child and _comes_before(view, m, grown))]
    return Mentions(sorted(kept, key=lambda m: (m.start, m.end, m.child)))


def _comes_before(view: View, mention: Mention, grown: set[int]) -> bool:
    """“Con gái ruột, 27 tuổi”, “con trai (31 tuổi)”: a child of somebody, and no child."""
    return mention.end + 1 in grown or (
        (gap := _WHOSE_CHILD.match(view, mention.end)) is not None and gap.end() in grown
    )


def _of_names(people: list[Person]) -> Iterator[Mention]:
    for person in people:
        child = person.role is Role.CHILD
        yield Mention(person.name.start, person.name.end, child, beside=person.kin)


def _of_ages(view: View) -> Iterator[Mention]:
    for (start, end), years in ages(view):
        yield Mention(start, end, years < CHILD_UNDER)
    for match in BORN.finditer(view):
        yield Mention(*match.span(), int(match[1]) >= MINOR_BORN_FROM)
    for match in CLASS.finditer(view):
        if not _TEACHES.search(view, match.start() - 24, match.start()):
            yield Mention(*match.span(), child=True)


def _of_words(view: View) -> Iterator[Mention]:
    for match in _CHILD.finditer(view):
        before = _MANY.search(view, match.start() - 16, match.start())
        many = bool(before or _NO_ONE.match(view, match.end()))
        yield Mention(*match.span(), child=not many, many=many)
    for match in _CHILDREN.finditer(view):
        yield Mention(*match.span(), child=False, many=True)
    for match in _ADULT.finditer(view):
        beside = _BESIDE.search(view, match.start() - 12, match.start()) is not None
        yield Mention(*match.span(), child=False, beside=beside)
