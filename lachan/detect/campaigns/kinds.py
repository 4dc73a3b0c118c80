"""What two posts may have in common."""

import re
from enum import StrEnum
from typing import Final, NamedTuple

_NOT_DIGITS: Final = re.compile(r"\D+")


class Kind(StrEnum):
    """What two posts have in common."""

    TEXT = "text"
    PAGE = "page"
    SITE = "site"
    PHONE = "phone"
    BANK = "bank_account"
    ACCOUNT = "account"


class Link(NamedTuple):
    """Something that stands in a post, spelled the same wherever it stands."""

    kind: Kind
    value: str


def phone(shown: str) -> str:
    """As dialled inside the country."""
    digits = digits_of(shown)
    return f"0{digits[2:].lstrip('0')}" if digits.startswith("84") else digits


def digits_of(shown: str) -> str:
    return _NOT_DIGITS.sub("", shown)
