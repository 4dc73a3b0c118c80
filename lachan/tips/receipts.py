"""Receipt codes: 16 digits that only the reporter holds. We keep what a code becomes, not the code.

15 random digits and a check digit look like a phone or card number and type on any keyboard.
Stored is HMAC(pepper, Argon2id(code)): the pepper lives outside the database and its backups, so
a stolen database does not even allow guessing.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2.low_level import Type, hash_secret_raw
from django.conf import settings
from django.utils.translation import gettext_noop as _

from lachan.common.errors import Refused
from lachan.tips import damm

LENGTH = 16
MEMORY_KIB = 19 * 1024
PASSES = 2
# Each run holds MEMORY_KIB. Without a cap, a flood of guesses would eat the machine.
AT_ONCE = 4
PATIENCE_SECONDS = 10.0

_turns = BoundedSemaphore(AT_ONCE)
_CODES = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")


class TooBusy(Refused):
    """More codes are being checked than the machine can bear."""

    sentence = _(
        "Đang có nhiều người cùng vào. Chưa có gì bị mất. Em đợi một phút rồi thử lại nhé."
    )
    status = 503


def new_code() -> str:
    """Sixteen digits from the system's random source, the last one checks the others."""
    digits = "".join(secrets.choice("0123456789") for place in range(LENGTH - 1))
    return digits + damm.check_digit(digits)


def cleaned(text: str) -> str:
    """Only the digits of what was typed: people write codes in groups."""
    return "".join(c for c in text if c.isdecimal() and c.isascii())


def is_plausible(code: str) -> bool:
    """Whether a code can exist at all. Says nothing secret: the check digit is public knowledge."""
    return len(code) == LENGTH and damm.is_valid(code)


def grouped(code: str) -> str:
    """`1234 5678 9012 3456`."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def lookup(code: str) -> bytes:
    """What is stored for a code: 32 bytes, the same each time. Slow on purpose, about 30 ms.

    Raises TooBusy when too many wait already.
    """
    salt = hashlib.sha256(b"lachan receipt salt|" + settings.RECEIPT_PEPPER).digest()[:16]
    with _a_turn():
        slow = hash_secret_raw(
            code.encode(),
            salt,
            time_cost=PASSES,
            memory_cost=MEMORY_KIB,
            parallelism=1,
            hash_len=32,
            type=Type.ID,
        )
    return hmac.digest(settings.RECEIPT_PEPPER, slow, "sha256")


def codes_in(text: str) -> list[str]:
    """What might be receipt codes inside a text, so that nobody sends one away by mistake."""
    found = (cleaned(match) for match in _CODES.findall(text))
    return [code for code in found if is_plausible(code)]


@contextmanager
def _a_turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE_SECONDS):
        raise TooBusy
    try:
        yield
    finally:
        _turns.release()
