"""Who a named person is in a text: a child, an adult, somebody's parent, an official."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from lachan.detect.extractors.ages import CHILD_UNDER, MINOR_BORN_FROM
from lachan.detect.extractors.names import Name, names
from lachan.detect.extractors.view import Span, View, Words, view_of
from lachan.detect.fold import Folded

_CHILD_BEFORE: Final = Words(
    r"(?<!\w)(?:cháu(?: bé| gái| trai)?|(?<!chị )(?<!anh )(?<!trẻ )em(?: bé| nhỏ)?"
    r"|(?<!nhỏ )(?<!ngày )(?<!hồi )(?<!lúc )(?<!từ )bé(?: gái| trai)?|cô bé|cậu bé|nữ sinh"
    r"|nam sinh|(?:cậu |cô )?học trò|học sinh"
    r"|bệnh nhi|(?<!người )con(?: gái| trai| út| nuôi)?|thiếu nữ|thiếu niên|nạn nhân|bị hại)"
    r"(?: (?:lớp \d{1,2}[a-e]?\d?|\d{1,2} tuổi))?(?: gần nhất| nhỏ tuổi)?"
    r"(?:,? gồm(?: có)?|,? là|,? tên(?: là)?|,|:)?(?: (?:em|cháu|bé|các em"
    r"|các cháu))?[ :\"'(]{1,2}$"
)
# “Cậu học trò nghèo …”, “bé gái người Dao …”.
_CHILD_LIKE: Final = Words(
    r"(?<!\w)(?:(?:cô|cậu) (?:bé|học trò)|bé (?:gái|trai)|nữ sinh(?! viên)|nam sinh(?! viên)"
    r"|học sinh)"
    r"(?: (?!của|với|và|cho|thầy|cô|anh|chị|ông|bà|do|bởi|từ|trường|là|bị|được|tại|ở|gọi|nhờ|về|đến"
    r"|trong|để|khi)\w+){1,2} $"
)
# “Bé tên là …”, “cháu bé trong ảnh được xác định là …”.
_CHILD_IS: Final = Words(
    r"(?<!\w)(?:cháu|em|bé|nạn nhân|bị hại|học sinh|nữ sinh|nam sinh|người bị \w+)(?: [\w,]+){0,5}?"
    r" (?:tên là|tên thật là|tên thật|tên|danh tính là|được xác định là|xác định là"
    r"|là)(?: của)?(?: em| cháu| bé)?:? $"
)
_ADULT_BEFORE: Final = Words(
    r"(?<!\w)(?:anh|chị|ông|bà|chú|bác|dì|cậu|mợ|thím|cô|thầy|bị cáo|bị can|đối tượng|nghi phạm"
    r"|nghi can|vợ chồng|tài xế|lái xe|mẹ|bố|cha|má|thanh niên|sinh viên|cô gái|chàng trai"
    r"|(?:ông|bà) (?:nội|ngoại)|(?:cha|bố) dượng|mẹ kế|dì ghẻ|(?:anh|chị) (?:trai|gái|ruột|họ))"
    r"(?:,| là| tên)? $"
)
_YOUNG_AFTER: Final = Words(
    r" ?[\"')]{0,2} ?[,(-]? ?(?:(?:em|cháu|bé|hiện|là|đang|mới|năm nay) ){0,2}"
    r"(?:nữ sinh(?! viên)|nam sinh(?! viên)|cô bé|cậu bé|bé gái|bé trai|học sinh|(?:cô "
    r"|cậu )?học trò|thiếu nữ"
    r"|(?:học )?lớp (?:1[0-2]|[1-9])(?!\d)|\d{1,2} tháng tuổi)"
)
_AGE_AFTER: Final = Words(
    r" ?[\"')]{0,2} ?[,(-]? ?(?:(?:nữ|nam|năm nay|mới|hiện|khi đó|khi ấy|lúc đó)[, ]{1,2})?"
    r"(?:(\d{1,3}) ?tuổi|(?:sn|s\.n|sinh(?: năm| ngày [\d/. -]{3,7})?)[:. ]{0,2}((?:19|20)\d\d))"
)
# “… quê bản Mẫu, xuống phố giúp việc khi mới 13 tuổi”, and nobody else told of in between.
_YOUNG_LATER: Final = Words(
    r"(?:,? (?!(?:anh|chị|ông|bà|con|cháu|bé|em|của|với|nạn nhân|người|cô|cậu|nữ|nam|học|trẻ|bị hại"
    r"|vợ|chồng|thiếu|gái|bạn|dưới)(?!\w))[^ .,;()\n]+){0,14}?,? (?:khi|lúc|mới|năm nay|hiện|tròn"
    r"|chỉ|vừa) (?P<years>\d{1,2}) tuổi(?!\w)"
)
_CITIZEN_AFTER: Final = re.compile(
    r"[ ,(:-]{1,3}(?:so )?(?:can cuoc|cccd"
    r"|so dinh danh)[a-z ]{0,20}[: ]{1,2}0\d{2}([23])(\d{2})\d{6}"
)
# The press calls whoever speaks for something “ông”, “bà”.
_POLITE: Final = Words(r"(?<!\w)(?:ông|bà|thầy) $")
_IN_OFFICE_BEFORE: Final = Words(
    r"(?<!\w)(?:(?:đại|thượng|trung|thiếu) (?:tá|úy|tướng)|bác sĩ|bs\.?|luật sư|ths\.?|ts\.?"
    r"|pgs\.?|gs\.?"
    r"|tiến sĩ|thạc sĩ|giáo sư|dược sĩ|y sĩ|chuyên gia(?: tâm lý)?|(?:cô|thầy) giáo|giáo viên"
    r"|hiệu trưởng|hiệu phó|chủ tịch|phó \w+|giám đốc|bí thư|trưởng \w+|đồng chí|võ sư|nhà văn"
    r"|nhà báo|nhạc sĩ|nghệ sĩ|ca sĩ|đạo diễn|diễn viên|thẩm phán|kiểm sát viên|điều tra viên"
    r"|cán bộ|phóng viên|linh mục|sư \w+|cầu thủ|vận động viên|huấn luyện viên)(?: (?:cao cấp|ông"
    r"|bà))? $"
)
_IN_OFFICE_AFTER: Final = Words(
    r" ?[,(-] ?(?:là |nguyên |hiện là )?(?:chủ tịch|phó|giám đốc|hiệu trưởng|hiệu phó|trưởng"
    r"|bí thư|đại diện"
    r"|giáo viên|cán bộ|luật sư|chuyên gia|chánh|đội trưởng|thành viên|nhà văn|cục trưởng|vụ trưởng"
    r"|bác sĩ|nhân viên|đại biểu|thẩm phán|chủ nhiệm|điều phối|ủy viên|đoàn luật sư|công an"
    r"|tổ trưởng|bệnh viện|khoa|phòng|viện|trung tâm)"
)
_OF_CHILD: Final = (
    r"(?:(?:của )?(?:(?:cháu|bé|em|cô bé|cậu bé|đứa)(?: bé| gái| trai| trẻ| nhỏ| ruột)?|nạn nhân"
    r"|bị hại|con|nữ sinh|nam sinh"
    r"|bệnh nhi|học sinh này)(?: (?:[a-z]\.?){1,4}(?!\w)| \w+)?)"
)
_KIN: Final = (
    r"(?:mẹ|bố|cha|má|phụ huynh|bố mẹ|cha mẹ|(?:ông|bà) (?:nội|ngoại)|người (?:mẹ|bố|cha|bà|ông)"
    r"|gia đình"
    r"|(?:cô|chú|bác|dì|cậu) ruột|(?:anh|chị) (?:trai|gái|ruột|họ)|người giám hộ)"
)
_KIN_BEFORE: Final = Words(
    rf"(?<!\w){_KIN}(?: đẻ| ruột| kế| dượng| nuôi)?(?: {_OF_CHILD})?(?:,| hiện)?(?: là|:"
    rf"| tên(?: là)?)?"
    r"(?: (?:anh|chị|ông|bà|cô|chú|bác|vợ chồng|vợ chồng anh|vợ chồng chị|vợ chồng ông))?[ :]{1,2}$"
)
# “Mẹ em là nghệ nhân …”: what she does says nothing against it.
_KIN_WORKS: Final = Words(
    rf"(?<!\w)(?<!luật sư )(?<!luật sư của ){_KIN} {_OF_CHILD} là (?:\w+ ){{1,3}}$"
)
_KIN_IS: Final = Words(
    rf"(?<!\w){_KIN}(?: đẻ| ruột)? (?:của )?(?:cháu|bé|em|nạn nhân|nữ sinh|nam sinh)"
    r"(?: (?:[^ .;\n]+|(?:[a-zđ]\.)+)){0,12}"
    r" (?:là|tên|tên là)(?: (?:anh|chị|ông|bà))? $"
)
_CHILD_OF_BEFORE: Final = Words(
    r"(?<!\w)(?:con|cháu)(?: gái| trai| ruột| đẻ| riêng| nội| ngoại| út| cả| đầu lòng| chung"
    r"| thứ \w+| duy nhất)*"
    r"(?: của| nhà)?(?: gia đình)?(?: vợ chồng)? (?:anh|chị|ông|bà|thầy|cô|chú|bác|anh chị|ông bà"
    r"|vợ chồng)(?: (?!của|và|với)\w+){0,2} $"
)
_CHILD_OF: Final = Words(
    r"(?<!\w)(?:con|cháu)(?: (?!đường|người|số|cái|vật|chó|mèo|bị|của)\w+){0,3} của"
    r" (?:anh|chị|ông|bà|thầy|cô|anh chị|ông bà|vợ chồng|gia đình)(?: \w+){0,2} $"
)
_KIN_AFTER: Final = Words(
    rf"(?: ?\([^()\n]{{1,60}}\))? ?[,(-] ?(?:là |cũng là )?(?:mẹ|bố|cha|má|phụ huynh|(?:ông"
    rf"|bà) (?:nội|ngoại)|ông|bà"
    rf"|chú|bác|dì|cậu|cô|chị gái|anh trai)(?: đẻ| ruột| kế| nuôi)? {_OF_CHILD}"
)
_AND: Final = Words(
    r" ?(?:\([^()\n]{1,60}\))?,? (?:và|cùng) (?:vợ |chồng )?(?:là )?(?:anh|chị|ông|bà) "
)
_LIST: Final = re.compile(r"(?: ?\([^()\n]{1,60}\))?(?:,| va|, va)(?: (?:em|chau|be))? ")

PARENT_TRIGGER: Final = (
    r"me|bo|cha|ma|phu huynh|ong|ba|gia dinh|ruot|trai|gai|chi|anh|con|chau"
    r"|giam ho|co|chu|bac|di"
)
CHILD_TRIGGER: Final = (
    r"\b(chau|em|be|tro|con|tre|dua|nhi|nien|nu|hai|nhan|cuoc|cccd|danh|lop|khoi)\b"
    r"|tuoi|[0-9]t\b|\bsn|s\.n|sinh"
)


class Role(Enum):
    """Who somebody named is."""

    CHILD = "child"
    ADULT = "adult"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """A named person of a view.

    `kin`: said to be a relation of a child. `office`: speaks or acts in office.
    """

    name: Name
    role: Role
    kin: bool = False
    office: bool = False


def full_names(page: Folded) -> Iterator[Span]:
    """A surname and one to four more capitalised syllables; no place, and nobody in office."""
    view = view_of(page)
    for person in persons(view):
        name = person.name
        polite = _POLITE.search(view, name.start - 8, name.start) and not person.kin
        if name.full and not person.office and not polite:
            yield view.span(name.start, name.end)


def child_names(page: Folded) -> Iterator[Span]:
    """A name after a word for a child, or right before an age under 16 or a class."""
    view = view_of(page)
    return (view.span(p.name.start, p.name.end) for p in persons(view) if p.role is Role.CHILD)


def parent_names(page: Folded) -> Iterator[Span]:
    """A full name said to be a child's parent or relation: “mẹ cháu là chị …”, “con anh …”."""
    view = view_of(page)
    return (view.span(p.name.start, p.name.end) for p in persons(view) if p.kin)


def persons(view: View) -> list[Person]:
    """Everybody named in the view, in order; a name without surname only when a child bears it."""
    found: list[Person] = []
    for name in names(view):
        person = _person(view, name, found[-1] if found else None)
        if person is not None:
            found.append(person)
    return _told_elsewhere(view, found)


def _person(view: View, name: Name, before: Person | None) -> Person | None:
    role = _role(view, name)
    if (
        role is Role.UNKNOWN
        and before
        and before.role is Role.CHILD
        and _LIST.fullmatch(_between(view, before, name))
    ):
        role = Role.CHILD
    if not name.full:
        return Person(name, role) if role is Role.CHILD and _is_told(view, name) else None
    works = _KIN_WORKS.search(view, name.start - 60, name.start)
    office = not works and _in_office(view, name)
    kin = role is not Role.CHILD and not office and bool(works or _is_kin(view, name, before))
    return Person(name, Role.ADULT if kin or office else role, kin, office)


def _is_told(view: View, name: Name) -> bool:
    """More than an initial, and not what happens to follow “của con”."""
    return name.end - name.start > 1 and not view.text.endswith(" con ", 0, name.start)


def _between(view: View, before: Person, name: Name) -> str:
    return view.text[before.name.end : name.start]


def _role(view: View, name: Name) -> Role:
    start, end = name.start, name.end
    if age := _AGE_AFTER.match(view, end):
        young = int(age[1]) < CHILD_UNDER if age[1] else int(age[2]) >= MINOR_BORN_FROM
        return Role.CHILD if young else Role.ADULT
    if number := _CITIZEN_AFTER.match(view.text, end):
        return Role.CHILD if 2000 + int(number[2]) >= MINOR_BORN_FROM else Role.ADULT
    if _ADULT_BEFORE.search(view, start - 24, start) and not _CHILD_BEFORE.search(
        view, start - 8, start
    ):
        return Role.ADULT
    if _CHILD_BEFORE.search(view, start - 60, start):
        return Role.CHILD
    if name.full and _CHILD_LIKE.search(view, start - 40, start):
        return Role.CHILD
    if name.full and (_CHILD_IS.search(view, start - 70, start) or _YOUNG_AFTER.match(view, end)):
        return Role.CHILD
    if name.full and (later := _YOUNG_LATER.match(view, end)):
        return Role.CHILD if int(later["years"]) < CHILD_UNDER else Role.ADULT
    return Role.UNKNOWN


def _in_office(view: View, name: Name) -> bool:
    before = _IN_OFFICE_BEFORE.search(view, name.start - 30, name.start)
    return bool(before or _IN_OFFICE_AFTER.match(view, name.end))


def _is_kin(view: View, name: Name, before: Person | None) -> bool:
    if _KIN_BEFORE.search(view, name.start - 60, name.start) or _KIN_AFTER.match(view, name.end):
        return True
    if _CHILD_OF_BEFORE.search(view, name.start - 60, name.start):
        return True
    if _CHILD_OF.search(view, name.start - 60, name.start):
        return True
    if _KIN_IS.search(view, name.start - 100, name.start):
        return True
    return bool(before and before.kin and _AND.fullmatch(view, before.name.end, name.start))


def _told_elsewhere(view: View, found: list[Person]) -> list[Person]:
    """A name whose bearer is not told here may be told where it stands again."""
    known: dict[str, Person] = {}
    for person in found:
        key = view.text[person.name.start : person.name.end]
        if person.role is not Role.UNKNOWN and (key not in known or person.kin):
            known[key] = person
    return [
        Person(p.name, k.role, k.kin, k.office)
        if (k := known.get(view.text[p.name.start : p.name.end])) and not p.kin
        else p
        for p in found
    ]
