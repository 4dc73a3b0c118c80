"""Addresses on the web and accounts on social networks."""

import re
from collections.abc import Iterator
from typing import Final

from lachan.detect.extractors.view import Span, View, view_of
from lachan.detect.fold import Folded

_DOT: Final = r"(?:\.| ?\[\.\] ?| ?\(\.\) ?| ?\[dot\] ?| ?\(dot\) ?| dot | cham )"
_TLD: Final = (
    r"(?:com|vn|net|org|info|biz|me|io|co|gg|tv|xyz|top|club|vip|site|online|shop|store|live|fun"
    r"|app|link|win|bet|cc|ly|be|us|asia|pro|life|ink|icu|click|website|mobi|edu|gov|fm|to|ee|la)"
)
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PATH: Final = r"(?::\d{2,5})?(?:[/?#][^\s<>\"'()\x1a]*)?"
_URL: Final = re.compile(
    rf"(?<![\w@])(?:(?:https?|hxxps?|ftp)(?:://|\[:\]//)[^\s<>\"'\x1a]{{3,}}"
    rf"|(?:www{_DOT})?{_LABEL}(?:{_DOT}{_LABEL}){{0,3}}?{_DOT}{_TLD}(?:\.[a-z]{{2}})?(?![\w@-]"
    rf"|\.\w){_PATH})"
)
_WORDY_DOT: Final = re.compile(r"(?: dot | cham )")
_LAST: Final = ".,;:!?)]}'\""

_NETWORK: Final = (
    r"facebook|fanpage|fb|zalo|tik ?tok|tele(?:gram)?|tg|instagram|insta|ig|messenger|youtube|ytb"
    r"|discord|threads|roblox|lien quan|ff|free ?fire|twitter|wechat|viber"
)
_HANDLE: Final = r"[a-z0-9_](?:[a-z0-9_.-]{1,38}[a-z0-9_])"
_SITES: Final = (
    r"(?:facebook|fb|instagram|tiktok|youtube|twitter|threads)\.(?:com|net)|zalo\.me|t\.me|fb\.me"
    r"|m\.me|discord\.gg|wa\.me|x\.com"
)
_ACCOUNT: Final = re.compile(
    rf"(?<![\w.])(?:(?:www|m|web|vt|vm)\.)?(?:{_SITES})/[^\s<>\"'()\x1a]{{2,}}"
    rf"|(?<![\w.@/])@{_HANDLE}"
    rf"|(?<!\w)(?:{_NETWORK})(?: (?:cua )?(?:em|minh|tui|t|be|chau|toi|no))?(?: ?(?:la|ten|:|-)"
    rf"| id:?| nick:?)"
    rf" ?(?:la )?({_HANDLE}|\"[^\"\n]{{2,40}}\")"
    rf"|(?<!\w)(?:tai khoan|trang ca nhan|trang|kenh|nick|acc|ac|id"
    rf"|ib)(?: (?:{_NETWORK}))?(?: ten| la)?"
    rf" ?(?::|\(|)? ?(@{_HANDLE}|\"[^\"\n]{{2,40}}\")"
    rf"|(?<!\w)(?:nick|acc|id|tai khoan) ?: ?({_HANDLE})"
)
LINK_TRIGGER: Final = rf"://|\[:\]//|(\.|\[\.\]|\(\.\)|dot[\]) ]|cham ) ?{_TLD}"
ACCOUNT_TRIGGER: Final = rf"@|/|{_NETWORK}|tai khoan|trang|kenh|nick|ac|id|ib".replace("(?:", "(")


def links(page: Folded) -> Iterator[Span]:
    """Addresses and bare domains, also written “hxxp”, “[.]”, “dot com”."""
    view = view_of(page)
    for match in _URL.finditer(view.text):
        shown = match[0].rstrip(_LAST)
        # “xin cham me” is no domain: a spoken dot needs a label that is no plain Vietnamese word.
        if _WORDY_DOT.search(shown) and not _WORDY_DOMAIN.fullmatch(shown):
            continue
        yield view.span(match.start(), match.start() + len(shown))


_WORDY_DOMAIN: Final = re.compile(
    rf"{_LABEL}(?: dot {_LABEL})* dot {_TLD}{_PATH}|(?=[a-z-]*\d"
    rf"|[a-z0-9-]{{8}}){_LABEL} cham (?:com|vn|net){_PATH}"
)


def accounts(page: Folded) -> Iterator[Span]:
    """Names on social networks: “@ten”, “zalo: …”, “nick: …”, facebook.com/…, t.me/…."""
    view = view_of(page)
    return (view.span(*place) for place in account_places(view))


def account_places(view: View) -> Iterator[Span]:
    """Places in the view of names on social networks."""
    for match in _ACCOUNT.finditer(view.text):
        group = next((number for number in (1, 2, 3) if match[number]), 0)
        start, end = match.span(group)
        yield start, start + len(view.text[start:end].rstrip(".,;:!?)]}"))
