"""Accounts on social networks, each in one spelling."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from lachan.detect.campaigns.kinds import Kind, Link, phone
from lachan.detect.campaigns.sites import registrable_domain
from lachan.detect.hashes.urls import canonical_url

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


def of_account(shown: str) -> Iterator[Link]:
    """The account that is named or whose page is given; nothing for what is nobody's name."""
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
        yield Link(Kind.PHONE, phone(name))
    elif _TYPED_NAME.fullmatch(name):
        # The same on every network, as people give it: “nick: ten_01”.
        yield Link(Kind.ACCOUNT, f"@{name}")
    else:
        yield Link(Kind.ACCOUNT, f"{network}:{name}")
