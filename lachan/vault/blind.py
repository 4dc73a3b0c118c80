"""Blind indexes: find an equal value without storing it."""

import hmac

from django.conf import settings

from lachan.common.text_vi import fold


def blind_index(purpose: str, value: str) -> bytes:
    """A 32-byte keyed digest, equal for values that differ only in marks, case or spacing.

    Each purpose (`phone`, `account`) has a key of its own, so that columns cannot be joined. Only
    for exact search on the few columns that need it: equal values show as equal in the database.
    ValueError for a value without any letter or digit, which would match every other such.
    """
    normal = fold(value)
    if not normal:
        raise ValueError(f"nothing to index for {purpose!r}")
    key = hmac.digest(settings.INDEX_KEY, f"blind|{purpose}".encode(), "sha256")
    return hmac.digest(key, normal.encode(), "sha256")
