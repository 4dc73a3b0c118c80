"""Full names of persons, and who among them is a child or a parent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lachan.detect.extractors.view import Span, View, Words, unmarked

# Surnames of the Kinh and of the peoples of the north and the highlands.
_SURNAMES: Final = frozenset(
    """
    văn nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lương trịnh
    mai đào trương lâm phùng hà tạ tô triệu chu quách nông hứa ma bế lò vi lường hầu giàng vàng
    sùng thào lộc thái châu tống cao lưu kiều nghiêm khổng tăng la thạch kim đàm lã lục mông lù
    lầu vừ hờ chảo tẩn phàn bàn đèo quàng cà tòng hạng cứ ly lèng mạc mã sầm bạch cù cung chử
    diệp doãn đậu đới giáp hán khúc khuất kha khương lại lạng liễu lữ luyện mẫn nhâm nhữ ninh
    danh neang néang ksor siu rơ rcom rahlan rmah kpă nay niê êban mlô ayun byă kbuôr pơ
    điểu jơ cil lỷ lềnh hảng sìn chang gì phí sái
    thân thẩm tiêu tôn trà tưởng viên vương vy triều thiệu viêng pờ phù cháng cư giáng
    lồ ngải phủ phừu tráng vìn xín chíu chiu tằng ban
    """.split()  # noqa: SIM905  reads better than a list
)
_SURNAMES_PLAIN: Final = frozenset(unmarked(name) for name in _SURNAMES)
# Begin with a surname and are no person.
_PLACES: Final = frozenset(
    """
    hà nội|hà giang|hà nam|hà tĩnh|hà tây|hà đông|hà tiên|hà trung|cao bằng|cao lãnh|cao lộc
    |lâm đồng|lâm hà|lâm bình|lâm thao|thái nguyên|thái bình|thái lan|thái thụy|hồ chí minh|hồ tây
    |hồ gươm|hồ núi cốc|phan thiết|phan rang|phan rí|lý sơn|lý nhân|vũ thư|vũ quang|võ nhai
    |triệu sơn|triệu phong|la hiên|kim bảng|kim động|kim sơn|kim thành|châu âu|châu á|châu phi
    |châu mỹ|châu đốc|châu thành|chu lai|mai châu|mai sơn|đồng nai|đồng tháp|đồng hới|đồng hỷ
    |đồng hành|đồng văn|đồng xoài|văn giang|văn lâm|văn yên|văn bàn|văn chấn|văn lãng|văn quan
    |hồng kông|hồng ngự|hồng bàng|hồng lĩnh|hạ long|hạ hòa|hạ viện|ninh bình|ninh thuận|ninh hòa
    |ninh giang|vạn ninh|vạn phúc|vạn lý|từ sơn|từ liêm|thạch thất|thạch hà|thạch thành|thân mến
    |văn phòng|văn hóa|văn học|văn miếu|hồng quân|bạch mai|bạch thông|bạch đằng|lại giang|bàn cờ
    |kim cương|kim đồng|quản lý|đường sắt|đường bộ|đường lâm|hoàng sa|hoàng mai|hoàng thành
    |dương kinh|bế giảng|lê chân|thi đua|thi hành|ban quản|ban chỉ|ban giám|ban tổ|ban thường
    |ban chấp|ban nội|ban tuyên|ban dân|ban bí|ban kiểm|đoàn thanh|đoàn luật|đoàn xã|đoàn phường
    |tăng cường|vàng sjc|vàng son|đồng chí|đồng bằng|đồng tâm|ngân hàng|ngân sách|ngọc hồi
    |trang bị|trang trại|phù yên|phù cừ|phù mỹ|phủ lý|phủ tây|tổng thống
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_PLACES_PLAIN: Final = frozenset(unmarked(name) for name in _PLACES)

# A word before the name that is a title, or a beginning of a sentence, and no part of the name.
_TITLES: Final = frozenset(
    """
    anh chị ông bà cô chú bác dì cậu mợ thím em cháu bé con mẹ bố cha ba má thầy vợ chồng nạn bị
    nghi đối tên và gồm ảnh là của do theo với cho bởi khi tại hai nữ nam sinh bác
    """.split()  # noqa: SIM905
)
_TITLES_PLAIN: Final = frozenset(unmarked(word) for word in _TITLES)
# A capitalised chain that begins with one of these names no person, whoever stands before it.
_INSTITUTIONS: Final = frozenset(
    """
    trường xã phường thôn xóm bản tổ thị tỉnh huyện quận thành đường phố công ubnd tand vksnd sở
    phòng ban bộ viện bệnh trung hội đoàn quỹ chùa nhà lớp thpt thcs facebook zalo tiktok
    """.split()  # noqa: SIM905  reads better than a list
)
_INSTITUTIONS_PLAIN: Final = frozenset(unmarked(word) for word in _INSTITUTIONS)
_TITLE_BEFORE: Final = Words(
    r"(?<!\w)(?:anh|chị|ông|bà|cô|chú|bác|thầy|cháu|em|bé|bị cáo|bị can|nạn nhân) $"
)
# A capitalised chain after one of these names a place, a school, a street or an institution.
_NOT_A_PERSON: Final = Words(
    r"(?<!\w)(?:đường|phố|trường|thpt|thcs|tiểu học|học viện|cầu|phường|xã|quận|huyện|thị xã|"
    r"thị trấn|tp|tp\.|thành phố|tỉnh|hồ|sông|núi|đảo|chùa|đền|làng|chợ|bến|giải|cúp|quỹ|thôn|xóm|"
    r"bản|ấp|buôn|tổ|khu|nguyễn|công viên|bệnh viện|trung tâm|công ty|nhà|quảng trường|ngõ|ngách|"
    r"hẻm|hội|đoàn|phòng|sở|nước|luật|lớp|ga|phim|truyện|báo) $"
)

_AGED: Final = Words(
    r" ?\((?:(?:nữ|nam|tên thật|năm nay)[, ]{1,2})?(?:\d{1,2} ?tuổi|sn|s\.n|sinh)(?!\w)"
    r"|, (?:\d{1,2} tuổi|sn|sinh năm)(?!\w)"
)
_CHAIN: Final = re.compile(r"(?<![A-Za-z0-9.])[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)*(?![A-Za-z0-9])")
INITIALS: Final = re.compile(r"(?<![A-Za-z0-9.])(?:[A-Z]{1,2}\.){2,5}(?:[A-Z](?![A-Za-z]))?")
_WORD: Final = re.compile(r"[A-Za-z]+")
_LONGEST_NAME: Final = 5
_CAPITALS_NAME: Final = 4

NAME_TRIGGER: Final = r"[a-z]"


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in a view. `full`: begins with a surname. `chain_start`: with its titles."""

    start: int
    end: int
    chain_start: int
    full: bool


def names(view: View) -> Iterator[Name]:
    """Every capitalised chain that may name a person, with surname (full) or without."""
    for chain in _CHAIN.finditer(view.cased):
        words = [
            (chain.start() + w.start(), chain.start() + w.end()) for w in _WORD.finditer(chain[0])
        ]
        found = _person(view, words)
        if not found or _NOT_A_PERSON.search(view, words[0][0] - 14, found.start):
            continue
        before = _TITLE_BEFORE.search(view, found.start - 12, found.start)
        titled = before or found.start > words[0][0] or _AGED.match(view, found.end)
        several = " " in view.cased[found.start : found.end]
        yield replace(found, full=found.full or bool(titled and several))


def _person(view: View, words: list[Span]) -> Name | None:
    rest = words
    while len(rest) > 1 and _is_title(view, rest):
        rest = rest[1:]
    shout = view.cased[rest[0][0] : rest[0][1]].isupper() and rest[0][1] - rest[0][0] > 1
    limit = _CAPITALS_NAME if shout and len(rest) > _LONGEST_NAME else _LONGEST_NAME
    rest = rest[:limit] if shout else rest
    if len(rest) > _LONGEST_NAME:
        return None
    if _in(view, rest[0], _INSTITUTIONS, _INSTITUTIONS_PLAIN) and not _begins_name(view, rest):
        return None
    full = _begins_name(view, rest)
    return Name(rest[0][0], rest[-1][1], words[0][0], full)


def _is_title(view: View, words: list[Span]) -> bool:
    """A title, unless it is the surname: “Chu” is a name, “Chú Chu” a title and a name."""
    if not _in(view, words[0], _TITLES, _TITLES_PLAIN):
        return False
    return _begins_name(view, words[1:]) or not _begins_name(view, words)


def _begins_name(view: View, words: list[Span]) -> bool:
    """A surname with more after it, that does not begin the name of a place."""
    if len(words) < 2 or not _in(view, words[0], _SURNAMES, _SURNAMES_PLAIN):
        return False
    return not any(
        _in(view, (words[0][0], words[count - 1][1]), _PLACES, _PLACES_PLAIN)
        for count in range(2, min(len(words), 3) + 1)
    )


def _in(view: View, place: Span, marked: frozenset[str], plain: frozenset[str]) -> bool:
    start, end = place
    if view.marked:
        return view.toned[start:end] in marked
    return view.text[start:end] in plain
