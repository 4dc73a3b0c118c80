"""One spelling for the many of one address, so that it is found again however it was typed.

Nothing that may lead to another page is cut off: path, query and a `#!` or `#/` route stay. Host
names in any script keep their letters (ß is not ss: those are two domains).
"""

import re
import unicodedata
from typing import Final
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit

# Added by senders to count clicks; the page is the same without them.
_COUNTERS: Final = frozenset(
    {"fbclid", "gclid", "dclid", "msclkid", "igsh", "igshid", "zarsrc", "mc_cid", "mc_eid", "yclid"}
)
_PORTS: Final = {"http": 80, "https": 443}
_SCHEME: Final = re.compile(r"^([a-z][a-z0-9+.-]*):(?=//)", re.IGNORECASE)
# How police and press write an address that nobody should click: hxxp, [.], (.)
_DEFANGED: Final = (
    (re.compile(r"^hxxp", re.IGNORECASE), "http"),
    (re.compile(r"[\[(]\.[\])]"), "."),
)
# mailto:, javascript: and the like; not a host with a port.
_NO_PAGE: Final = re.compile(r"^[a-z][a-z0-9+.-]*:(?!//|\d)", re.IGNORECASE)
_DOTS: Final = str.maketrans("。．｡", "...")
_HOST_LABEL: Final = re.compile(r"[^\s/?#@:\[\]\\]+")
# RFC 3986: these mean the same whether escaped or not.
_UNRESERVED: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_ESCAPE: Final = re.compile(rb"%([0-9A-Fa-f]{2})")


def canonical_url(url: str) -> str:
    """The one spelling of a web address; http and https are one. Raises ValueError for none."""
    typed = "".join(char for char in url.strip() if char not in "\t\r\n")
    for pattern, plain in _DEFANGED:
        typed = pattern.sub(plain, typed)
    scheme = _SCHEME.match(typed)
    parts = urlsplit(typed if scheme else f"https://{typed}")
    if parts.scheme not in _PORTS or _NO_PAGE.match(typed):
        raise ValueError("Only addresses of http and https are of the web.")
    host = _host(parts)
    query = _query(parts.query)
    route = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return (
        f"https://{host}{_path(parts.path)}"
        f"{'?' + query if query else ''}{'#' + _escaped(route) if route else ''}"
    )


def _host(parts: SplitResult) -> str:
    name = (parts.hostname or "").translate(_DOTS).rstrip(".")
    labels = [_label(label) for label in name.split(".")] if ":" not in name else [f"[{name}]"]
    port = parts.port  # raises ValueError for one that is no number
    shown = "" if port in {None, *_PORTS.values()} else f":{port}"
    return ".".join(labels) + shown


def _label(label: str) -> str:
    """A part of a host name in ASCII: as it is, or as Punycode (RFC 3492) with all its letters.

    Not Python's codec `idna`: it is of 2003 and turns ß into ss, ς into σ.
    """
    plain = unicodedata.normalize("NFKC", label).lower()
    plain = unicodedata.normalize("NFC", plain)
    if not _HOST_LABEL.fullmatch(plain):
        raise ValueError("That is no name of a host.")
    return plain if plain.isascii() else "xn--" + plain.encode("punycode").decode("ascii")


def _path(path: str) -> str:
    steps: list[str] = []
    pieces = _escaped(path or "/").split("/")[1:]
    for piece in pieces:
        if piece == "..":
            steps = steps[:-1]
        elif piece != ".":
            steps.append(piece)
    if pieces[-1] in {".", ".."}:
        steps.append("")
    return "/" + "/".join(steps)


def _query(query: str) -> str:
    kept = [
        pair
        for pair in query.split("&")
        if not (name := pair.partition("=")[0].lower()).startswith("utm_") and name not in _COUNTERS
    ]
    return _escaped("&".join(kept))


def _escaped(text: str) -> str:
    """Every character that needs an escape has one, in capitals, and no other has."""
    typed = quote(text, safe="%!$&'()*+,;=:@/?#[]~", errors="surrogatepass").encode("ascii")
    return _ESCAPE.sub(_one_escape, typed).decode("ascii")


def _one_escape(found: re.Match[bytes]) -> bytes:
    meant = unquote_to_bytes(found[0])
    return meant if meant in _UNRESERVED else found[0].upper()
