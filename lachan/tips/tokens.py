"""The word in a reporter's session cookie, and what we keep of it."""

import hashlib
import secrets


def new_token() -> str:
    """32 random bytes as text. Lives only in the cookie of one browser session."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> bytes:
    """What is stored: a stolen database opens no draft."""
    return hashlib.sha256(token.encode()).digest()
