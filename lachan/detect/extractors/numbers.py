"""Numbers that lead to one person: telephones, citizen numbers, bank accounts."""

import re
from collections.abc import Iterator
from typing import Final

from lachan.detect.extractors.ages import MINOR_BORN_FROM
from lachan.detect.extractors.view import Span, View, view_of
from lachan.detect.fold import Folded

# Mobile numbers have ten digits (03, 05, 07, 08, 09), numbers of a province eleven (02xx; 0208 and
# 0209 are Thái Nguyên and Bắc Kạn); 1800 and 1900 are services. Plan of the MIC, Circular 22/2014.
PHONE: Final = re.compile(
    r"(?<![\d/])(?<!\d[.,-])(?:\(?\+?84\)?[ .-]?(?:\(0\))?|\(?0)"
    r"(?:[35789](?:[ .-]?\d){8}|2\d{1,2}\)?(?:[ .-]?\d){7,8})(?!\d|[.,]\d)"
)
_CITIZEN_NUMBER: Final = re.compile(r"(?<!\d)0\d{2}[ .]?([0-9])(\d{2})[ .]?\d{3}[ .]?\d{3}(?!\d)")
_CENTURY: Final = {"0": 1900, "1": 1900, "2": 2000, "3": 2000, "4": 2100, "5": 2100}
_BANKS: Final = (
    "vietcombank|vcb|vietinbank|bidv|agribank|techcombank|tcb|mb ?bank|mb|acb|sacombank|vpbank"
    "|tpbank|vib|shb|hdbank|msb|ocb|seabank|lpbank|lienvietpostbank|eximbank|scb|nam ?a ?bank"
    "|pvcombank|abbank|bac ?a ?bank|vietabank|kienlongbank|cake|timo|momo|zalopay|viettel ?money"
)
_SAYS_ACCOUNT: Final = (
    r"(?:stk|so tk|so tai khoan|tai khoan(?: ngan hang)?(?: so)?|tk(?: so)?|chuyen khoan"
    r"(?: (?:vao|ve|toi|den))?(?: so| stk)?)"
)
_ACCOUNT: Final = re.compile(
    rf"(?<!\w){_SAYS_ACCOUNT}(?: (?:la|nay|cua [a-z ]{{1,30}}?|(?:ngan hang )?(?:{_BANKS})))?"
    rf"[: -]{{0,3}}(\d(?:[ .-]?\d){{5,18}})(?!\d)"
    rf"|(?<!\w)(?:{_BANKS})(?: bank)?[: -]{{1,3}}(\d(?:[ .-]?\d){{5,18}})(?!\d)"
    rf"|(?<![\d.,])(\d(?:[ .]?\d){{7,18}})[ ,:-]{{1,3}}(?:ngan hang |nh )?(?:{_BANKS})(?!\w)"
)

PHONE_TRIGGER: Final = r"(0|84[) .-]{0,3}|\(0\))[2-9]\)?[ .-]?[0-9]"
CITIZEN_TRIGGER: Final = r"0[0-9]{2}[ .]?[0-9]{3}[ .]?[0-9]{3}"
BANK_TRIGGER: Final = rf"stk|tk|tai khoan|chuyen khoan|{_BANKS}"


def phone_numbers(page: Folded) -> Iterator[Span]:
    """Mobile numbers and numbers of a province, with or without separators."""
    view = view_of(page)
    return (view.span(*match.span()) for match in PHONE.finditer(view.text))


def minors_citizen_numbers(page: Folded) -> Iterator[Span]:
    """Twelve-digit citizen numbers whose own digits say a birth year of MINOR_BORN_FROM or later.

    The fourth digit gives century and sex (0 and 1: 1900-1999, 2 and 3: 2000-2099 and so on), the
    next two the year (Decree 137/2015/NĐ-CP, art. 13; Circular 59/2021/TT-BCA, art. 4).
    """
    view = view_of(page)
    return (view.span(*place) for place, born in citizen_numbers(view) if born >= MINOR_BORN_FROM)


def citizen_numbers(view: View) -> Iterator[tuple[Span, int]]:
    """Places in the view of citizen numbers, with the year of birth they say."""
    for match in _CITIZEN_NUMBER.finditer(view.text):
        if match[1] in _CENTURY:
            yield match.span(), _CENTURY[match[1]] + int(match[2])


def bank_accounts(page: Folded) -> Iterator[Span]:
    """Account numbers beside “stk”, “số tài khoản” or the name of a bank or a purse."""
    view = view_of(page)
    return (view.span(*place) for place in account_numbers(view))


def account_numbers(view: View) -> Iterator[Span]:
    """Places in the view of account numbers."""
    for match in _ACCOUNT.finditer(view.text):
        yield match.span(next(number for number in (1, 2, 3) if match[number]))
