"""AES-256-GCM, one way to use it: a fresh nonce each time, bound to a place."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lachan.vault.errors import Tampered

KEY_BYTES = 32
_NONCE_BYTES = 12
_FORMAT = b"\x01"


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def lock(key: bytes, plain: bytes, *, place: bytes) -> bytes:
    """Format byte, nonce, ciphertext with tag."""
    nonce = os.urandom(_NONCE_BYTES)
    return _FORMAT + nonce + AESGCM(key).encrypt(nonce, plain, place)


def unlock(key: bytes, sealed: bytes, *, place: bytes) -> bytes:
    """The plain bytes. Raises Tampered if key, place or a single bit differ."""
    start = len(_FORMAT)
    nonce, body = sealed[start : start + _NONCE_BYTES], sealed[start + _NONCE_BYTES :]
    try:
        if not sealed.startswith(_FORMAT):
            raise InvalidTag
        return AESGCM(key).decrypt(nonce, body, place)
    except (InvalidTag, ValueError):
        # From None: the cause would carry nothing, and a traceback may carry too much.
        raise Tampered(f"sealed bytes at {place.decode()} do not open") from None
