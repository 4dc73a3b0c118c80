"""Which places, schools and numbers in an article lead to the child, and which to others."""

import re
from typing import Final

from lachan.detect.extractors.ages import CLASS
from lachan.detect.extractors.links import account_places
from lachan.detect.extractors.numbers import PHONE, account_numbers
from lachan.detect.extractors.persons import Person, Role
from lachan.detect.extractors.places import house_places, places
from lachan.detect.extractors.press.family import family_of_harm, is_family
from lachan.detect.extractors.press.reading import Reading
from lachan.detect.extractors.schools import school_places
from lachan.detect.extractors.view import Span, Words

# “Công an xã …”, “Chủ tịch UBND xã …”: where an office sits, not where the child lives.
_OFFICE: Final = Words(
    r"(?<!\w)(?:ubnd|ủy ban(?: nhân dân)?|công an|ca|hđnd|đảng ủy|mttq|mặt trận(?: tổ quốc)?"
    r"|chủ tịch|bí thư|trạm y tế|trạm xá|hội \w+(?: \w+)?"
    r"|đoàn(?: thanh niên)?|chính quyền|lãnh đạo|cán bộ|nhà văn hóa|tòa án(?: nhân dân)?"
    r"|viện kiểm sát|trưởng|phó|bệnh viện|trung tâm|công ty|diễn đàn trẻ em) $"
)
_ACTS: Final = Words(
    r" (?:đã |vừa |cũng )?(?:yêu cầu|cho biết|phối hợp|tổ chức|xử phạt|phạt|quyết định|đề nghị"
    r"|thông báo|phát động|hỗ trợ|khánh thành|tuyên dương)(?!\w)"
)
_AUTHORITY: Final = Words(r"(?<!\w)(?:công an|ubnd|ủy ban|chính quyền|trạm y tế|trạm xá)(?!\w)")
_LIVES: Final = Words(
    r"(?<!\w)(?:trú|ngụ|thường trú|tạm trú|ở|quê|sống|nhà|địa chỉ|hộ khẩu|tại)(?: (?:tại|ở"
    r"|quán))?:? "
)
_FROM_SCHOOL: Final = re.compile(r"[ ,(]{1,3}(?:(?:o|thuoc|tai|dong tren dia ban) )?$")
_HOTLINE: Final = Words(
    r"(?<!\w)(?:trực ban|đường dây nóng|tổng đài|hotline|tòa soạn|công an|cơ quan|điều tra viên"
    r"|trung tâm|số nóng|phòng|quỹ|hội|sở)(?: [^ .;\n]+){0,8} $"
)
_OF_CULPRIT: Final = Words(
    r"(?<!\w)(?:kẻ|đối tượng|lừa đảo|người lạ|tài khoản lạ|nghi phạm|bị can|giả danh"
    r"|mạo danh)(?!\w)"
)
_OF_CHILD: Final = Words(
    r"(?<!\w)(?:em|cháu|bé|nữ sinh|nam sinh|nạn nhân|cô bé|cậu bé|học sinh|học tại|con|giúp"
    r"|ủng hộ|gia đình)(?!\w)"
)
_TIED_WITHIN: Final = 70


def homes(reading: Reading) -> list[Span]:
    """Communes and villages where the child or its family lives or was harmed."""
    view = reading.view
    schools = list(school_places(view))
    return [
        place
        for place in places(view)
        if not _sits_an_office(reading, place)
        and not _of_school(reading, place, schools)
        and not _of_somebody_else(reading, place)
    ]


def _sits_an_office(reading: Reading, place: Span) -> bool:
    """An office at a place; beside the name of the family it tells where the family lives."""
    if _ACTS.match(reading.view, place[1]):
        return True
    office = _OFFICE.search(reading.view, place[0] - 40, place[0])
    if office is None:
        return False
    return _AUTHORITY.search(reading.view, *office.span()) is None or not _is_named(reading)


def _is_named(reading: Reading) -> bool:
    """The family by name, or the child by its full name."""
    return bool(family_of_harm(reading)) or any(
        person.name.full and person.role is Role.CHILD for person in reading.people
    )


def house_numbers(reading: Reading) -> list[Span]:
    return [p for p in house_places(reading.view) if not _of_somebody_else(reading, p)]


def class_of_school(reading: Reading) -> list[Span]:
    """Classes that, with a school named, leave some forty children: “lớp 7A”, not “lớp 7”."""
    view = reading.view
    if not next(school_places(view), None):
        return []
    return [m.span() for m in CLASS.finditer(view) if m[1]]


def schools_of_harm(reading: Reading) -> list[Span]:
    return list(school_places(reading.view))


def phones_of_family(reading: Reading) -> list[Span]:
    """Telephone numbers but those of an office or a helpline."""
    view = reading.view
    return [
        match.span()
        for match in PHONE.finditer(view.text)
        if not _HOTLINE.search(
            view, max(reading.sentence(match.start())[0], match.start() - 70), match.start()
        )
    ]


def accounts_of_child(reading: Reading) -> list[Span]:
    """Accounts on networks and in banks, in a sentence about the child, not about the culprit."""
    view = reading.view
    found = []
    for place in (*account_places(view), *account_numbers(view)):
        low, high = reading.sentence(place[0])
        if _OF_CHILD.search(view, low, high) and not _OF_CULPRIT.search(view, low, high):
            found.append(place)
    return found


def _of_school(reading: Reading, place: Span, schools: list[Span]) -> bool:
    """“Trường …, xã …” is one sign, not two."""
    return any(
        0 <= place[0] - end < 30 and _FROM_SCHOOL.fullmatch(reading.view.text, end, place[0])
        for _, end in schools
    )


def _of_somebody_else(reading: Reading, place: Span) -> bool:
    """Told right after an adult who is not of the family: “… (45 tuổi, trú xã …)”."""
    start = reading.sentence(place[0])[0]
    before = [p for p in reading.people if start <= p.name.start < place[0]]
    owner = before[-1] if before else None
    if owner is None or owner.role is Role.CHILD or is_family(reading, owner):
        return False
    return _tied(reading, owner, place)


def _tied(reading: Reading, owner: Person, place: Span) -> bool:
    view, low = reading.view, owner.name.end
    if any(m.child for m in reading.told.between(low, place[0])):
        return False
    if place[0] - low > _TIED_WITHIN + 60:
        return False
    return _LIVES.search(view, low, place[0]) is not None or place[0] - low < _TIED_WITHIN
