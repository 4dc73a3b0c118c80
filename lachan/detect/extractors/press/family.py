"""Whose names in an article lead to the child: its own, and those of its family."""

import re
from typing import Final

from lachan.detect.extractors.persons import Person, Role
from lachan.detect.extractors.press.reading import Reading
from lachan.detect.extractors.view import Span, Words

# “Con trai anh”, “việc con gái bị …”: who is named beside it is the parent.
_OWN_CHILD: Final = Words(
    r"(?<!\w)(?:con(?: gái| trai| út| cả| lớn| nhỏ| đầu| ruột)*(?: \d{1,2} tuổi"
    r"| (?:học )?lớp \d\w?| học \w+)?"
    r"(?:,? (?:của )?(?:anh|chị|ông|bà|mình|tôi|vợ chồng|gia đình)(?!\w)|,? (?:bé|cháu|em)(?!\w)"
    r"| (?:bị|về nhà|thường|kể|khóc|sợ|nhiều lần|không dám|mới|giấu))"
    r"|(?:việc|thấy|phát hiện|biết|đưa|tố|cho) (?:hai |các )?con(?!\w)|(?:hai|ba|đứa"
    r"|các) con(?! người)(?!\w)|cháu (?:(?:nội|ngoại|gái|trai) )?(?:của )?(?:mình|ông|bà"
    r"|tôi)(?!\w)|cháu ở với (?:tôi|bà|ông))"
)
# A deed within the family: the name of the one who did it names the child.
_WITHIN_FAMILY: Final = Words(
    r"(?<!\w)(?:con (?:ruột|đẻ|riêng|chồng|nuôi|(?:trai|gái) (?:ruột|riêng|đẻ|nuôi|mình"
    r"|của (?:mình|vợ|chồng|\w+))|của (?:mình|vợ|chồng)|mình|vợ)"
    r"|đánh con|cháu (?:ruột|nội|ngoại|họ|gái ruột|trai ruột)|con (?:gái|trai) (?:\d{1,2} tuổi"
    r"|\w+ tuổi)|(?:bố|cha) dượng|mẹ kế|dì ghẻ|mẹ ghẻ|(?:cha|bố|mẹ|ông nội|ông ngoại|cậu|chú|bác"
    r"|dì) (?:ruột|đẻ)|người (?:cha|bố) )(?!\w)"
)
_LED_AWAY: Final = Words(
    r"(?<!\w)(?:bị cáo|bị can|đối tượng|nghi phạm|nghi can|bắt|tạm giữ|tạm giam|khởi tố|truy tố"
    r"|triệu tập|mời|với|phạt) (?:khẩn cấp |tạm giam )?$"
)
_SPEAKS_OF_FAMILY: Final = Words(
    r"(?<!\w)(?:anh|chị|ông|bà|vợ chồng|anh chị)(?: (?:anh|chị|ông|bà))? $"
)
_SHE_GOES_ON: Final = Words(
    r"[\"'(-]{0,2}(?:cô bé|cậu bé|(?:bé|em|cháu)(?! [a-zđ]\.)(?! \w+ (?:khai|thừa))|cậu học trò"
    r"|cô học trò|nữ sinh|nam sinh|bạn nhỏ|cậu|cô gái nhỏ)(?!\w)"
)
_OLD: Final = Words(r"(?<!\w)(?:ông|bà|cụ) (?=\w)")
_TWO_DIGITS: Final = re.compile(
    r"\w+[ ,(]+(?:nay |da |gan |hon |ngoai |buoc sang )*[2-9]\d(?: tuoi|\b)"
)
_CAPTION: Final = Words(r"(?<!\w)(?:ảnh|trong ảnh|hình)[:;,.] (?:\w+ ){0,2}$")
_SURE_NEAR: Final = 3


def child_of_harm(reading: Reading) -> list[Span]:
    """Names of the child that was harmed, or of children told together with it."""
    found = []
    for person in reading.people:
        child = person.role is Role.CHILD or _goes_on_as_child(reading, person)
        if _is_old_now(reading, person):
            continue
        if child and (
            _in_caption(reading, person)
            or reading.harm_near(person.name.start, _SURE_NEAR, _SURE_NEAR)
        ):
            found.append((person.name.start, person.name.end))
    return found


def family_of_harm(reading: Reading) -> list[Span]:
    """Names of parents and relations of the child, also of one who did it."""
    return [(p.name.start, p.name.end) for p in reading.people if is_family(reading, p)]


def is_family(reading: Reading, person: Person) -> bool:
    if not person.name.full or person.role is Role.CHILD or person.office:
        return False
    return person.kin or _has_child(reading, person) or _did_it_at_home(reading, person)


def _has_child(reading: Reading, person: Person) -> bool:
    """“Chị … trình báo việc con gái chị …”; the next sentence may say it too."""
    view, start = reading.view, person.name.start
    if not _SPEAKS_OF_FAMILY.search(view, start - 24, start) or _LED_AWAY.search(
        view, start - 24, start
    ):
        return False
    number = reading.parts.number_at(start)
    low, high = reading.parts.around(number, 0, 1)
    return _OWN_CHILD.search(view, low, high) is not None and reading.harm_near(start, 1, 2)


def _did_it_at_home(reading: Reading, person: Person) -> bool:
    if person.role is Role.CHILD or not reading.harm_near(person.name.start, 1, 2):
        return False
    low, high = reading.parts.around(reading.parts.number_at(person.name.start), 0, 1)
    return _WITHIN_FAMILY.search(reading.view, low, high) is not None


def _is_old_now(reading: Reading, person: Person) -> bool:
    """“Cô bé Khổng Thị Ví Dụ 8 tuổi … Nay bà Dụ 89 tuổi”: a child of long ago."""
    view = reading.view
    given = view.text[person.name.start : person.name.end].rsplit(" ", 1)[-1]
    return any(
        view.text[match.end() :].startswith(given) and _TWO_DIGITS.match(view.text, match.end())
        for match in _OLD.finditer(view)
    )


def _in_caption(reading: Reading, person: Person) -> bool:
    return _CAPTION.search(reading.view, person.name.start - 16, person.name.start) is not None


def _goes_on_as_child(reading: Reading, person: Person) -> bool:
    """A full name without a title, and one of the next two sentences goes on with “cô bé”."""
    if person.role is not Role.UNKNOWN or person.office or not person.name.full:
        return False
    number = reading.parts.number_at(person.name.start)
    if any(m.child for m in reading.told.between(*reading.parts[number])):
        return False
    following = reading.parts.spans[number + 1 : number + 3]
    return any(_SHE_GOES_ON.match(reading.view, start) for start, _ in following)
