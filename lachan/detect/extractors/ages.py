"""Ages, years of birth and school classes: signs that a person is a child."""

from collections.abc import Callable, Iterator
from typing import Final

from lachan.detect.extractors.view import Span, View, Words, unmarked, view_of
from lachan.detect.fold import Folded

# A child in 2026 is under 16 (Law on Children 2016, art. 1), so born in 2010 or later. No finder
# looks at a clock: whoever moves the year moves this number, and verdicts change with the version.
MINOR_BORN_FROM: Final = 2010
CHILD_UNDER: Final = 16

_SPELLED: Final = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "mười ba": 13, "mười bốn": 14, "mười lăm": 15,
    "mười sáu": 16, "mười bảy": 17, "mười tám": 18,
}  # fmt: skip
_YEARS: Final = _SPELLED | {unmarked(word): years for word, years in _SPELLED.items()}
_NUMERALS: Final = "|".join(sorted(_SPELLED, key=len, reverse=True))
_AGE: Final = Words(rf"(?<![\w.,-])(?:(\d{{1,2}}) ?|({_NUMERALS}) )tuổi(?!\w)")
_MONTHS_OLD: Final = Words(r"(?<![\w.,-])\d{1,2} tháng tuổi(?!\w)")
# Chats write “em 13t”; “13t” alone may be tons.
_SHORT_AGE: Final = Words(
    r"(?<!\w)(?:em|bé|cháu|mình|tớ|tui|gái|trai|nữ|nam|con|nhỏ)"
    r" (?:mới |đang |đã |được |năm nay )?(([5-9]|1[0-9])t)(?!\w)"
)
# Said in general: “dưới 12 tuổi”, “từ 6 đến 11 tuổi”; part of a higher number: “hai mươi hai”.
_NOT_HERS: Final = Words(
    r"(?:dưới|trên|từ|đến|hơn|đủ|hoặc|và|tới|quá|độ|lứa|chưa|mươi|một|hai|ba|bốn|lăm|sáu|bảy|tám"
    r"|chín) $"
)
BORN: Final = Words(
    r"(?<!\w)(?:sn|s\.n|sinh(?: năm| ngày [\d/. -]{3,7})?)[:. ]{0,2}((?:19|20)\d\d)(?!\d)"
)
# The letter of the class makes it one group of some forty children: “7A”, “8A2”, “6/3”.
CLASS: Final = Words(
    r"(?<!\w)(?:lớp|khối) (?:1[0-2]|[1-9])(?!\d|,\d|\.\d{3})"
    r"([/.-]?[a-zđ]\d{0,2}(?!\w)| [a-e]\d{0,2}(?!\w)|[/.]\d{1,2})?(?!\w)"
)

AGE_TRIGGER: Final = r"tuoi|[0-9]t|sn[:. ]{0,2}[0-9]|s\.n|sinh nam|sinh ngay|sinh[:. ]{0,2}[0-9]"
CLASS_TRIGGER: Final = r"(lop|khoi) [0-9]"


def ages_under(limit: int) -> Callable[[Folded], Iterator[Span]]:
    """Ages of a person below the limit, in years, and years of birth that say the same.

    “12 tuổi”, “em 13t”, “mười hai tuổi”, “18 tháng tuổi”, “SN 2014”; not “dưới 16 tuổi”.
    """
    born_from = MINOR_BORN_FROM + CHILD_UNDER - limit

    def find(page: Folded) -> Iterator[Span]:
        view = view_of(page)
        yield from (view.span(*place) for place, years in ages(view) if years < limit)
        for match in BORN.finditer(view):
            if int(match[1]) >= born_from:
                yield view.span(*match.span())

    return find


def ages(view: View) -> Iterator[tuple[Span, int]]:
    """Places in the view of ages of one person, with the age in whole years."""
    for match in _AGE.finditer(view):
        if not _NOT_HERS.search(view, match.start() - 8, match.start()):
            yield match.span(), int(match[1]) if match[1] else _YEARS[match[2]]
    for match in _MONTHS_OLD.finditer(view):
        yield match.span(), 0
    for match in _SHORT_AGE.finditer(view):
        yield match.span(1), int(match[2])


def school_classes(page: Folded) -> Iterator[Span]:
    """A class of the twelve-year school: “lớp 7A”, “học sinh lớp 4”."""
    view = view_of(page)
    return (view.span(*match.span()) for match in CLASS.finditer(view))
