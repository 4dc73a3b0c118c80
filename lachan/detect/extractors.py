"""Signs that are not words of a list: ages, names, schools, addresses, numbers.

Each finder gets a folded page and gives half-open spans of the original text. They are thin and
careful: what they miss an officer still reads, what they claim must be there.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lachan.detect.fold import Folded, fold
from lachan.detect.syllables import Marks, agrees

Span = tuple[int, int]

# A child in 2026 is under 16 (Law on Children 2016, art. 1), so born in 2010 or later.
MINOR_BORN_FROM: Final = 2010

_SURNAMES: Final = """
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Lương Trịnh
    Mai Đào Trương Lâm Phùng Hà Tạ Tô Triệu Chu Quách Nông Hứa Ma Bế Lò Vi Lường Hầu Giàng Vàng
    Sùng Thào Lộc Dương Thái Châu Tống Cao Lưu Kiều Nghiêm Khổng Tăng La Thạch Kim
""".split()  # noqa: SIM905  reads better than a list
_SURNAMES_FOLDED: Final[Mapping[str, str]] = {fold(name).text: name for name in _SURNAMES}

# A capitalised chain after one of these names a place, a school, a street or an official.
_NOT_A_CHILD: Final = frozenset(
    """
    duong pho truong thpt thcs hoc vien cau phuong xa quan huyen tp tinh ho song nui dao chua den
    lang cho ben giai cup quy vien si thi trung dai thieu ta uy tuong thay tien luat cong vien
    ong ba chi anh can pho giam doc tich tri nhan sy ca
    """.split()  # noqa: SIM905  as above
)
_WORD: Final = re.compile(r"[a-z]+")
_AGE: Final = re.compile(r"(?<![\d.,-])(\d{1,2}) (tuoi)(?![a-z])")
_AGE_IN_GENERAL: Final = re.compile(r"\b(duoi|tren|tu|den|hon|du|hoac|va|toi) $")
_SCHOOL: Final = re.compile(
    r"\btruong (tieu hoc|trung hoc|thcs|thpt|mam non|mau giao|pho thong)"
    r"( co so| pho thong)? (?=[a-z])"
)
_PLACE: Final = re.compile(r"\b(xa|phuong|thi tran|thon|xom|ap|to dan pho|khu pho) (?=[a-z0-9])")
_PHONE: Final = re.compile(r"(?<!\d)(?:0|\+84[ .]?)[35789](?:[ .-]?\d){8}(?!\d)")
_CITIZEN_NUMBER: Final = re.compile(r"(?<!\d)0\d{2}([23])(\d{2})\d{6}(?!\d)")
_PARENT_BEFORE: Final = re.compile(
    r"\b(me|bo|cha|phu huynh)( [a-z]+){0,2},?( la)?( (chi|anh|ong|ba))? $"
)
_CHILD_BEFORE: Final = re.compile(
    r"\b(chau|em|be|be gai|be trai|chau be|con gai|con trai|nu sinh|nam sinh|hoc sinh|nan nhan)"
    r",?( la| ten)?( em| chau)? $"
)
_CHILD_AFTER: Final = re.compile(
    r" ?[,(] ?(?:hoc sinh|(?:hoc )?lop \d|(\d{1,2}) tuoi|sinh nam (20\d\d))"
)


@dataclass(frozen=True, slots=True)
class Extractor:
    """A named sign. What it finds is `private`: an explanation names the sign, never the words."""

    name: str
    label: str
    find: Callable[[Folded], Iterator[Span]]
    private: bool = True
    trigger: str | None = None


def ages_under(limit: int) -> Callable[[Folded], Iterator[Span]]:
    """Ages of a person below the limit, in years; not “dưới 16 tuổi” said in general."""

    def find(page: Folded) -> Iterator[Span]:
        for match in _AGE.finditer(page.text):
            general = _AGE_IN_GENERAL.search(page.text, 0, match.start())
            if general is None and int(match[1]) < limit and _is(page, match.span(2), "tuổi"):
                yield page.span(*match.span())

    return find


def full_names(page: Folded) -> Iterator[Span]:
    """A surname and one to three more capitalised syllables, not a place or an adult's title."""
    for start, end, before in _name_chains(page):
        if before not in _NOT_A_CHILD:
            yield page.span(start, end)


def parent_names(page: Folded) -> Iterator[Span]:
    """A full name right after a word for a parent: “mẹ cháu là chị …”."""
    for start, end, _ in _name_chains(page):
        if _PARENT_BEFORE.search(page.text, max(0, start - 40), start):
            yield page.span(start, end)


def child_names(page: Folded) -> Iterator[Span]:
    """A full name right after a word for a child, or right before an age under 16 or a class."""
    for start, end, _ in _name_chains(page):
        after = _CHILD_AFTER.match(page.text, end)
        if _CHILD_BEFORE.search(page.text, max(0, start - 30), start) or (
            after and int(after[1] or 0) < 16 and int(after[2] or 9999) >= MINOR_BORN_FROM
        ):
            yield page.span(start, end)


def schools(page: Folded) -> Iterator[Span]:
    """A school with its own name."""
    return _named(page, _SCHOOL)


def small_places(page: Folded) -> Iterator[Span]:
    """A commune, ward, village or quarter with its name or number."""
    return _named(page, _PLACE)


def phone_numbers(page: Folded) -> Iterator[Span]:
    """Mobile numbers of Viet Nam, with or without separators."""
    return (page.span(*match.span()) for match in _PHONE.finditer(page.text))


def minors_citizen_numbers(page: Folded) -> Iterator[Span]:
    """Twelve-digit citizen numbers whose own digits say a birth year of MINOR_BORN_FROM or later.

    The fourth digit gives century and sex (2 and 3: 2000-2099), the next two the year
    (Decree 137/2015/NĐ-CP, art. 13).
    """
    for match in _CITIZEN_NUMBER.finditer(page.text):
        if 2000 + int(match[2]) >= MINOR_BORN_FROM:
            yield page.span(*match.span())


EXTRACTORS: Final[Mapping[str, Extractor]] = {
    extractor.name: extractor
    for extractor in (
        Extractor("ho_ten_day_du", "họ tên đầy đủ", full_names),
        Extractor("ten_tre_em", "họ tên của trẻ em", child_names),
        Extractor("ten_cha_me", "họ tên cha hoặc mẹ", parent_names),
        Extractor("ten_truong", "tên trường", schools),
        Extractor("dia_chi_xa_phuong", "địa chỉ đến xã, phường, thôn", small_places),
        Extractor("so_dien_thoai", "số điện thoại", phone_numbers),
        Extractor("cccd_tre_em", "số căn cước của trẻ em", minors_citizen_numbers),
    )
}


def _named(page: Folded, lead: re.Pattern[str]) -> Iterator[Span]:
    for match in lead.finditer(page.text):
        end = _capitals_end(page, match.end())
        if end > match.end():
            yield page.span(match.start(), end)


def _capitals_end(page: Folded, start: int) -> int:
    """Where the chain of up to four capitalised words or numbers that begins at `start` ends."""
    end = start
    for number, word in enumerate(re.finditer(r"[a-z0-9]+", page.text[start : start + 60])):
        gap = page.text[end : start + word.start()]
        first = page.original[page.offsets[start + word.start()]]
        if number == 4 or gap not in {"", " "} or not (first.isupper() or first.isdigit()):
            break
        end = start + word.end()
    return end


def _name_chains(page: Folded) -> Iterator[tuple[int, int, str]]:
    """Folded start and end of each chain that may be a person's full name, and the word before."""
    before, taken = "", 0
    for match in _WORD.finditer(page.text):
        surname = _SURNAMES_FOLDED.get(match[0], "")
        if surname and match.start() >= taken and _is_name(page, match.span(), surname):
            taken = _capitals_end(page, match.start())
            words = page.text[match.start() : taken].count(" ") + 1
            if words > 1:
                yield match.start(), taken, before
        before = match[0]


def _is_name(page: Folded, span: Span, surname: str) -> bool:
    return page.original[page.offsets[span[0]]].isupper() and _is(page, span, surname)


def _is(page: Folded, span: Span, meant: str) -> bool:
    start, end = page.span(*span)
    return agrees(page.original[start:end], meant, Marks.COMPATIBLE)
