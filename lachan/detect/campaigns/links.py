"""Links of a post: addresses, telephone and bank numbers, accounts, each in one spelling."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from lachan.detect.campaigns.sites import is_shared, registrable_domain
from lachan.detect.extractors.links import LINK_TRIGGER, accounts, links
from lachan.detect.extractors.numbers import (
    BANK_TRIGGER,
    PHONE_TRIGGER,
    bank_accounts,
    phone_numbers,
)
from lachan.detect.fold import Folded
from lachan.detect.hashes.urls import canonical_url
from lachan.detect.patterns import Patterns

if TYPE_CHECKING:
    import numpy as np

    from lachan.detect.views import Views


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


# Networks by the host of a personal page, and paths there that are nobody's name.
_NETWORKS: Final = {
    "facebook.com": "facebook", "fb.com": "facebook", "fb.me": "facebook", "m.me": "facebook",
    "instagram.com": "instagram", "tiktok.com": "tiktok", "zalo.me": "zalo", "t.me": "telegram",
    "telegram.me": "telegram", "youtube.com": "youtube", "x.com": "x", "twitter.com": "x",
    "threads.net": "threads", "threads.com": "threads",
}  # fmt: skip
_NO_NAME: Final = frozenset(
    """
    groups group watch photo photos photo.php story.php permalink.php profile.php share sharer reel
    reels p tv explore tag hashtag video videos shorts playlist channel c live events marketplace
    login joinchat g s i pages status post stories search home
    """.split()  # noqa: SIM905  reads better than a list
)
# Names that are typed as such: with a mark, a digit or a point. Plain words are everybody's.
_TYPED_NAME: Final = re.compile(r"(?=.*[0-9_.])[a-z0-9_.-]{5,40}")
_ACCOUNT_TRIGGER: Final = r"@|(\.com|\.net|\.me)/|zalo|facebook|fb|tik ?tok|tele|insta|nick|acc"
_NOT_DIGITS: Final = re.compile(r"\D+")


def rows_with_links(views: "Views") -> "np.ndarray":
    """The rows, int64, in which there may be a link: nearly all others are never looked at."""
    import numpy as np

    _, ends = _patterns().hits(views.folded)
    return np.unique(np.searchsorted(views.folded_starts, ends, side="left") - 1)


@cache
def _patterns() -> Patterns:
    return Patterns([LINK_TRIGGER, PHONE_TRIGGER, BANK_TRIGGER, _ACCOUNT_TRIGGER])


def links_of(page: Folded) -> Iterator[Link]:
    """Every link in a text; the same one may come twice."""
    for start, end in links(page):
        yield from of_address(page.original[start:end])
    for start, end in phone_numbers(page):
        yield Link(Kind.PHONE, _phone(page.original[start:end]))
    for start, end in bank_accounts(page):
        yield Link(Kind.BANK, _digits(page.original[start:end]))
    for start, end in accounts(page):
        yield from _of_account(page.original[start:end])


def of_address(address: str, *, page_only: bool = False) -> Iterator[Link]:
    """The page, and the site unless strangers share it. Nothing for what is no web address."""
    try:
        parts = urlsplit(canonical_url(address))
    except ValueError:
        return
    domain = registrable_domain(parts.hostname or "")
    shared = is_shared(domain)
    path = parts.path.rstrip("/")
    # Elsewhere the query is noise; on shared hosts it often says which page.
    query = f"?{parts.query}" if parts.query and shared else ""
    if path or query:
        yield Link(Kind.PAGE, f"{domain}{path}{query}")
    if not shared and not page_only:
        yield Link(Kind.SITE, domain)


def _of_account(shown: str) -> Iterator[Link]:
    name = shown.strip(" \"'").lower()
    if "/" in name:
        yield from _of_profile(name)
    elif name.startswith("@") or _TYPED_NAME.fullmatch(name):
        yield Link(Kind.ACCOUNT, f"@{name.removeprefix('@')}")


def _of_profile(address: str) -> Iterator[Link]:
    try:
        parts = urlsplit(canonical_url(address))
    except ValueError:
        return
    network = _NETWORKS.get(registrable_domain(parts.hostname or ""))
    name = parts.path.strip("/").split("/")[0].removeprefix("@")
    if not network or not name or name in _NO_NAME or name.startswith("+"):
        return
    if network == "zalo" and name.isdigit():
        yield Link(Kind.PHONE, _phone(name))
    elif _TYPED_NAME.fullmatch(name):
        # The same on every network, as people give it: “nick: ten_01”.
        yield Link(Kind.ACCOUNT, f"@{name}")
    else:
        yield Link(Kind.ACCOUNT, f"{network}:{name}")


def _phone(shown: str) -> str:
    """As dialled inside the country."""
    digits = _digits(shown)
    return f"0{digits[2:].lstrip('0')}" if digits.startswith("84") else digits


def _digits(shown: str) -> str:
    return _NOT_DIGITS.sub("", shown)
