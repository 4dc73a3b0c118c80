"""Schools with their own names."""

import re
from collections.abc import Iterator
from typing import Final

from lachan.detect.extractors.places import capitals_end
from lachan.detect.extractors.view import Span, View, Words, view_of
from lachan.detect.fold import Folded

_KIND: Final = (
    r"tiểu học(?: cơ sở)?|trung học cơ sở|trung học phổ thông|trung học|thcs|thpt|th|mầm non"
    r"|mẫu giáo|mn|mg"
    r"|phổ thông|liên cấp|ptdtbt|ptdtnt|pt dtbt|pt dtnt|ptcs|nhà trẻ|cấp (?:1|2|3|i|ii|iii|một"
    r"|hai|ba)"
    r"|dân tộc nội trú|dân tộc bán trú|nội trú|bán trú|chuyên|song ngữ|quốc tế"
)
_LEAD: Final = Words(
    r"(?<!\w)(?<!thị )(?<!môi )(?<!hiện )(?<!quảng )(?<!công )(?<!nông )(?<!lâm )(?<!thương )"
    rf"(?<!hội )(?<!phim )(?<!chiến )(?<!lập )(?<!sở )(?:(?:điểm )?trường (?:(?:{_KIND})(?: |, "
    rf"| và |-|&| - ))+|(?:thcs|thpt|ptdtbt"
    rf"|ptdtnt)(?: (?:{_KIND}|và))* "
    r"|(?:điểm trường|nhóm trẻ|lớp mầm non|cơ sở mầm non|nhà trẻ|trường|trường học) )(?:số \d+ "
    r"|số (?=[^\W\d]))?(?=[\w\"])"
)
_NO_NAME: Final = frozenset(["sa", "sơn", "thành", "thọ", "thịnh", "chinh"])
_QUOTED: Final = re.compile(r"\"[A-Z][^\"\n]{1,40}\"")
_NUMBER: Final = re.compile(r"\d{1,2}(?!\d)")

SCHOOL_TRIGGER: Final = r"(truong|thcs|thpt|ptdtbt|ptdtnt|nhom tre|mam non|nha tre) "


def schools(page: Folded) -> Iterator[Span]:
    """A school with its own name: “Trường THCS …”, “trường … 2”, “nhóm trẻ …”."""
    view = view_of(page)
    return (view.span(*place) for place in school_places(view))


def school_places(view: View) -> Iterator[Span]:
    """Places in the view of schools with their names, in order."""
    reached = 0
    for match in _LEAD.finditer(view):
        lead, end = match.span()
        if lead < reached or _is_place(view, lead):
            continue
        quoted = _QUOTED.match(view.cased, end)
        stop = quoted.end() if quoted else capitals_end(view, end, most=6)
        if stop > end and any(c.isupper() for c in view.cased[end:stop]):
            reached = stop
            yield lead, stop


def _is_place(view: View, lead: int) -> bool:
    """“Trường Sa”, “Trường Sơn”: a capital in the middle of a chain of capitals."""
    head, _, rest = view.toned[lead : lead + 20].partition(" ")
    return head == "trường" and rest.split(" ")[0].strip(".,") in _NO_NAME
