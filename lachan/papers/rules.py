"""How official papers spell numbers, dates, authority and recipients. Pure."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from lachan.common.labels import mark as _

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Authority(StrEnum):
    """In whose name the signer signs (Nghị định 30/2020/NĐ-CP, Annex I, part II, box 7a)."""

    HEAD = "head"
    ON_BEHALF = "on_behalf"
    FOR_HEAD = "for_head"
    BY_ORDER = "by_order"
    ACTING = "acting"
    AUTHORISED = "authorised"


LABELS = {
    Authority.HEAD: _("Người đứng đầu ký"),
    Authority.ON_BEHALF: _("Ký thay mặt tập thể (TM.)"),
    Authority.FOR_HEAD: _("Cấp phó ký thay (KT.)"),
    Authority.BY_ORDER: _("Ký thừa lệnh (TL.)"),
    Authority.ACTING: _("Quyền (Q.)"),
    Authority.AUTHORISED: _("Ký thừa ủy quyền (TUQ.)"),
}


def authority_lines(
    authority: Authority, *, head: str, own: str, body: str = ""
) -> tuple[str, ...]:
    """The lines above the signature, in capitals.

    `head` is the post in whose name is signed ("Chủ tịch"), `own` the signer's own post
    ("Phó Chủ tịch"), `body` the collective ("Ủy ban nhân dân") where one decides; a collective
    adds its TM. line above KT. as well.
    """
    above = (f"TM. {body}",) if body else ()
    lines = {
        Authority.HEAD: (own,),
        Authority.ON_BEHALF: (*above, own),
        Authority.FOR_HEAD: (*above, f"KT. {head}", own),
        Authority.BY_ORDER: (f"TL. {head}", own),
        Authority.ACTING: (*above, f"Q. {head}"),
        Authority.AUTHORISED: (f"TUQ. {head}", own),
    }[authority]
    return tuple(line.upper() for line in lines)


def number_line(symbol: str, number: int | None) -> str:
    """`Số: 05/BC-SKHCN`: a leading 0 below ten, no spaces. Without a number, room for the clerk."""
    shown = " " * 6 if number is None else f"{number:02d}"
    return f"Số: {shown}/{symbol}"


def date_line(place: str, *, year: int, day: date | None = None) -> str:
    """`Thái Nguyên, ngày 05 tháng 01 năm 2026`, or with room for the clerk to fill in."""
    return f"{place}, {date_words(day, year=year)}"


def date_words(day: date | None, *, year: int) -> str:
    """Days below 10 and months 1 and 2 get a leading 0, no other month does."""
    if day is None:
        return f"ngày {' ' * 4} tháng {' ' * 4} năm {year}"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def symbol(kind: str, *, body: str, drafted_by: str = "") -> str:
    """`BC-SKHCN` for a named kind; a công văn (no kind) is `UBND-KGVX`, body-drafter."""
    return f"{kind}-{body}" if kind else "-".join(part for part in (body, drafted_by) if part)


def recipient_lines(recipients: Sequence[str], *, drafted_by: str) -> tuple[str, ...]:
    """The list under `Nơi nhận:`, which ends with the archive line."""
    kept = "- Lưu: VT." if not drafted_by else f"- Lưu: VT, {drafted_by}."
    return (*(f"- {name};" for name in recipients), kept)


def addressee_lines(addressees: Sequence[str]) -> tuple[str, ...]:
    """Several addressees: one a line, `;` between, `.` at the end."""
    last = len(addressees) - 1
    return tuple(
        f"- {name}{'.' if index == last else ';'}" for index, name in enumerate(addressees)
    )


def basis_lines(bases: Sequence[str]) -> tuple[str, ...]:
    """Legal bases: each ends with `;`, the last with `.`."""
    last = len(bases) - 1
    return tuple(f"{text}{'.' if index == last else ';'}" for index, text in enumerate(bases))


def roman(number: int) -> str:
    """1 as I, 4 as IV; for parts, sections and annexes (below 40)."""
    if not 0 < number < 40:
        raise ValueError("Roman numbers are used from 1 to 39")
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def point(number: int) -> str:
    """1 as `a)`; Vietnamese order: a, b, c, d, đ, e, g, h, i, k …"""
    return f"{POINT_LETTERS[number - 1]})"


_NOT_IN_CODE = frozenset({"và", "của", "các", "-"})


def body_code(name: str) -> str:
    """The short code of a body in a symbol: `Sở Khoa học và Công nghệ` is SKHCN.

    `Ủy ban nhân dân xã Thử` is UBND: the place is not part of it. Tone marks are dropped.
    """
    words = [word for word in name.split() if word.lower() not in _NOT_IN_CODE]
    if [word.lower() for word in words[:4]] == ["ủy", "ban", "nhân", "dân"]:
        words = words[:4]
    first = "".join(word[0] for word in words).upper()
    return unicodedata.normalize(
        "NFC", "".join(c for c in unicodedata.normalize("NFD", first) if c not in _TONES)
    )


_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
