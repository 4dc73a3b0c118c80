"""How old people in a chat say they are: “em 12 tuổi”, “lớp 7”, “12t” as an answer."""

import re
import unicodedata
from typing import Final

from lachan.detect.conversations.evidence import Span
from lachan.detect.fold import Folded, fold

# A class is entered in the year in which a child turns six, so class n is about n + 5 years.
_YEARS_BEFORE_SCHOOL: Final = 5
_YOUNGEST: Final = 3
_OLDEST: Final = 99
_HIGHEST_CLASS: Final = 12
_SHORT: Final = 6

_SELF: Final = r"(?:em|con|chau|minh|to|tao|anh|chu|chi|toi|tui|mk|e|a|t)"
_BETWEEN: Final = r"(?: (?:nam nay|moi|duoc|la|co|da|nay|hoc|dang hoc|cung hoc|gan|hon)){0,3}"
_YEARS: Final = r"(?: ?(?:tuoi|t)\b(?! ?(?:roi )?(?:ha|phai|khong|hon|tro|den)\b))"
# Without the word for years only right after who it is said of: “anh 34 rồi”, “em 14 thôi”.
_CLOSED: Final = r"(?:(?= (?:roi|thoi|ma|ne|nha)\b(?! ?(?:ha|khong)\b)|$| a$|[,.!]))"
_CLASS: Final = r"(?:hoc )?lop (?P<grade>\d{1,2})(?:[a-z]\d?)?\b(?! ?(?:ha|phai|khong|hay)\b)"
_SAID_OF_SELF: Final = re.compile(
    rf"\b{_SELF}{_BETWEEN} (?:(?P<age>\d{{1,2}})(?:{_YEARS}|{_CLOSED})|{_CLASS})"
)
_SAID_SHORTLY: Final = re.compile(rf"\b(?P<age>\d{{1,2}}){_YEARS}|\b{_CLASS}")
_ONLY_A_NUMBER: Final = re.compile(r"(?:da )?(?P<age>\d{1,2})(?P<grade>)(?: a| thoi| nha)?[.!]?")
_ASKED: Final = re.compile(r"\?|\b(?:may|bao nhieu|nao)\b")
# “à” asks and “ạ” answers; folded they are the same.
_ASKS: Final = re.compile(r"\s*(?:rồi\s+)?à\b", re.IGNORECASE)


def stated_age(text: str) -> tuple[int, Span] | None:
    """The age in years that who wrote the turn gives as their own, and where; else None.

    Questions (“em 12 tuổi hả?”) are not taken, since they are about the other. Of several ages
    the first counts.
    """
    if not any(char.isdigit() for char in text):
        return None
    page = fold(text)
    if _ASKED.search(page.text):
        return None
    match = _SAID_OF_SELF.search(page.text)
    if match is None and len(page.text.split()) <= _SHORT:
        match = _SAID_SHORTLY.search(page.text) or _ONLY_A_NUMBER.fullmatch(page.text)
    return _age(page, match) if match else None


def _age(page: Folded, match: re.Match[str]) -> tuple[int, Span] | None:
    if match["grade"]:
        grade = int(match["grade"])
        years = grade + _YEARS_BEFORE_SCHOOL if 0 < grade <= _HIGHEST_CLASS else 0
    else:
        years = int(match["age"])
    span = page.span(*match.span())
    asked = _ASKS.match(unicodedata.normalize("NFC", page.original[span[1] :]))
    return (years, span) if _YOUNGEST <= years <= _OLDEST and not asked else None
