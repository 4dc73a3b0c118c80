"""Links of a post: addresses, telephone and bank numbers, accounts, each in one spelling."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from lachan.detect.campaigns.accounts import of_account
from lachan.detect.campaigns.kinds import Kind as Kind
from lachan.detect.campaigns.kinds import Link as Link
from lachan.detect.campaigns.kinds import digits_of, phone
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


_ACCOUNT_TRIGGER: Final = r"@|(\.com|\.net|\.me)/|zalo|facebook|fb|tik ?tok|tele|insta|nick|acc"


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
        yield Link(Kind.PHONE, phone(page.original[start:end]))
    for start, end in bank_accounts(page):
        yield Link(Kind.BANK, digits_of(page.original[start:end]))
    for start, end in accounts(page):
        yield from of_account(page.original[start:end])


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
