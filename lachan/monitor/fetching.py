"""Fetches a public address with bounds on everything: scheme, host, redirects, time, size.

The host's addresses are looked up and checked here, and the connection goes to the checked one, so
that a name cannot point elsewhere between the check and the call.
"""

import ipaddress
import re
import socket
import time
from dataclasses import dataclass
from typing import Final

import httpx
from django.utils.translation import gettext_noop as _

from lachan.monitor.errors import BadAddress, PrivateAddress, TooBig, Unreachable
from lachan.monitor.reading.material import WHOLE_CAP

_REDIRECTS: Final = 5
_WHOLE_TIME: Final = 30.0
_TIMEOUT: Final = httpx.Timeout(10.0, connect=5.0)
_HOST: Final = re.compile(r"[A-Za-z0-9._-]+|[0-9a-fA-F:.]+")
_HEADERS: Final = {
    "User-Agent": "LaChan/1.0 (+bao ve tre em tren moi truong mang)",
    "Accept": "application/rss+xml, application/atom+xml, application/xml, text/html;q=0.8",
    # Compressed answers could unpack to far more than was sent.
    "Accept-Encoding": "identity",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back, and the address it came from in the end."""

    body: bytes
    url: str


def fetch(url: str, *, allow_loopback: bool = False, cap: int = WHOLE_CAP) -> Fetched:
    """The body behind an address, at most `cap` bytes, within 30 seconds and 5 redirects.

    `allow_loopback` is for tests and an operator's own mirror on the same machine. Raises
    BadAddress, PrivateAddress, TooBig or Unreachable.
    """
    until = time.monotonic() + _WHOLE_TIME
    with httpx.Client(timeout=_TIMEOUT, headers=_HEADERS, trust_env=False) as client:
        for _hop in range(_REDIRECTS + 1):
            answer = _one(client, url, allow_loopback, cap, until)
            if isinstance(answer, bytes):
                return Fetched(answer, url)
            url = answer
    raise Unreachable(why=_("chuyển hướng quá nhiều lần"))


def _one(
    client: httpx.Client, url: str, allow_loopback: bool, cap: int, until: float
) -> bytes | str:
    """The body, or the address it redirects to."""
    asked = _parsed(url)
    request = client.build_request(
        "GET",
        asked.copy_with(host=_safe_address(asked, allow_loopback)),
        headers={"Host": asked.netloc.decode("ascii")},
        extensions={"sni_hostname": asked.host},
    )
    try:
        response = client.send(request, stream=True)
        try:
            return _answer(response, asked, cap, until)
        finally:
            response.close()
    except httpx.TimeoutException:
        raise Unreachable(why=_("quá thời gian chờ")) from None
    except httpx.HTTPError as error:
        raise Unreachable(why=type(error).__name__) from None


def _answer(response: httpx.Response, asked: httpx.URL, cap: int, until: float) -> bytes | str:
    if response.is_redirect:
        try:
            return str(asked.join(response.headers["Location"]))
        except (KeyError, httpx.InvalidURL):
            raise BadAddress from None
    if response.status_code != httpx.codes.OK:
        raise Unreachable(why=f"HTTP {response.status_code}")
    body = bytearray()
    for piece in response.iter_bytes(65536):
        body += piece
        if len(body) > cap:
            raise TooBig(megabytes=max(1, cap // 2**20))
        if time.monotonic() > until:
            raise Unreachable(why=_("quá thời gian chờ"))
    return bytes(body)


def _parsed(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError):
        raise BadAddress from None
    sound = _HOST.fullmatch(parsed.raw_host.decode("ascii")) and (parsed.port or 80) < 65536
    if parsed.scheme not in {"http", "https"} or not sound or parsed.userinfo:
        raise BadAddress
    return parsed


def _safe_address(url: httpx.URL, allow_loopback: bool) -> str:
    """One checked address of the host. All of them must be public: a mixed answer is a trick."""
    try:
        found = socket.getaddrinfo(url.host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable(why=_("không tìm thấy tên miền")) from None
    addresses = [ipaddress.ip_address(str(entry[4][0]).split("%")[0]) for entry in found]
    if not addresses or not all(_is_public(a, allow_loopback) for a in addresses):
        raise PrivateAddress
    return str(addresses[0])


def _is_public(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address, allow_loopback: bool
) -> bool:
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        return _is_public(mapped, allow_loopback)
    if address.is_loopback:
        return allow_loopback
    return address.is_global and not address.is_multicast
