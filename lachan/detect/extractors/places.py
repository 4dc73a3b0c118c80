"""Where somebody lives, as near as a commune, a village, a street, a house."""

import re
from collections.abc import Iterator
from typing import Final

from lachan.detect.extractors.gazetteer import gazetteer
from lachan.detect.extractors.view import Span, View, Words, view_of
from lachan.detect.fold import Folded

_UNIT: Final = Words(
    r"(?<![\w-])(?:xã(?! hội)|phường(?! hội)|thị trấn|thôn|xóm|ấp|bản(?! thân)|buôn|làng"
    r"|tổ dân phố|tổ nhân dân"
    r"|tổ|tdp|khu phố|khối phố|khu dân cư|kp|khu|ngõ|ngách|hẻm|kiệt|phum|sóc|đội)(?: số)? (?=\w)"
)
_NUMBERED_ONLY: Final = re.compile(
    r"(?:to|khu|ngo|ngach|hem|kiet|doi|kp|tdp|to nhan dan)(?: so)? $"
)
_NUMBER: Final = re.compile(r"\d{1,3}[a-z]?(?:[/.-]\d{1,3}[a-z]?)?(?!\d)")
_HOUSE: Final = Words(
    r"(?<![\w-])(?:số nhà|nhà số|căn nhà số|địa chỉ:? số|nhà|tại số|ở số|số)[ :]{1,2}"
    r"\d{1,4}[a-z]?(?:[/-]\d{1,4}[a-z]?){0,3}(?:,? (?:ngõ|ngách|hẻm"
    r"|kiệt) \d{1,4}[a-z]?(?:/\d{1,4})*){0,2}"
    r"(?:,? (?:đường|phố) (?=\w))?"
)
_HOUSE_WITH_STREET: Final = Words(
    r"(?:đường|phố) $|(?:ngõ|ngách|hẻm|kiệt) \d|^(?:số nhà|nhà số|căn nhà số)|địa chỉ"
)
_BARE_BEFORE: Final = Words(r"(?<!\w)(?:ở|tại|trú|ngụ|quê|quê ở|về|nhà ở|sống ở|sống tại) $")
_CHAIN: Final = re.compile(r"(?<![A-Za-z0-9])[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}(?![A-Za-z0-9])")
_LOWER_UNIT: Final = re.compile(r"(?<!\w)(?:xa|phuong|thi tran) ([a-z]+ [a-z]+)(?: [a-z]+)?(?!\w)")
_MOST_WORDS: Final = 4

PLACE_TRIGGER: Final = (
    r"(xa|phuong|thi tran|thon|xom|ap|ban|buon|lang|to dan pho|to nhan dan|to|tdp|khu|khoi|kp|ngo"
    r"|ngach|hem|kiet|phum|soc|doi|o|tai|tru|ngu|que|ve)( so)? [a-z0-9]"
)
HOUSE_TRIGGER: Final = r"(nha|so)[ :]{1,2}[0-9]"


def small_places(page: Folded) -> Iterator[Span]:
    """A commune, ward, village or quarter with its name or number; a known commune without “xã”."""
    view = view_of(page)
    return (view.span(*place) for place in places(view))


def houses(page: Folded) -> Iterator[Span]:
    """A house with its number: “số nhà 12, ngõ 5”, “số 27, đường …”."""
    view = view_of(page)
    return (view.span(*place) for place in house_places(view))


def places(view: View) -> Iterator[Span]:
    """Places in the view of communes and what is smaller, in order."""
    yield from sorted({*_with_unit(view), *_bare(view), *_unmarked_lower(view)})


def house_places(view: View) -> Iterator[Span]:
    """Places in the view of houses with a number and a street, or told as an address."""
    for match in _HOUSE.finditer(view):
        start, end = match.span()
        if _HOUSE_WITH_STREET.search(view, start, end):
            yield start, max(end - (view.text[end - 1] == " "), capitals_end(view, end))


def capitals_end(view: View, start: int, most: int = _MOST_WORDS) -> int:
    """Where the chain of capitalised words or numbers from `start` ends; `start` if none."""
    end = start
    for number, word in enumerate(_WORD.finditer(view.cased, start, start + 60)):
        gap = view.cased[end : word.start()]
        if number == most or gap not in {"", " "} or word[0][0].islower():
            break
        end = word.end()
    return end


_WORD: Final = re.compile(r"[A-Za-z0-9]+(?:/\d+)?")


def _with_unit(view: View) -> Iterator[Span]:
    for match in _UNIT.finditer(view):
        lead, end = match.span()
        if _NUMBERED_ONLY.search(view.text, lead, end):
            number = _NUMBER.match(view.text, end)
            stop = number.end() if number else end
        else:
            stop = capitals_end(view, end)
        if stop > end:
            yield lead, stop


def _bare(view: View) -> Iterator[Span]:
    known = gazetteer()
    for match in _CHAIN.finditer(view.cased):
        start, end = match.span()
        if view.toned[start:end] in known.alone and _BARE_BEFORE.search(view, start - 10, start):
            yield start, end


def _unmarked_lower(view: View) -> Iterator[Span]:
    """“xa hoa thuong” all in small letters: only for a commune that is known."""
    if view.marked:
        return
    known = gazetteer()
    for match in _LOWER_UNIT.finditer(view.cased):
        if match[1] in known.plain:
            yield match.start(), match.end(1)
