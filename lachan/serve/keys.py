"""Recognises the keys a database was sealed under, without keeping anything that could open it."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from lachan.serve.models import StartMark
from lachan.serve.operations import mark


class WrongKey(SystemExit):
    """A key is not the one the database knows; the message says which and what to do."""


def check_keys(*, now: datetime) -> None:
    """Remembers each key on its first use; raises WrongKey when a later start brings another.

    What is remembered is an HMAC of a fixed word: from 32 random bytes nothing can be led back.
    """
    with transaction.atomic():
        for name, print_ in fingerprints().items():
            known = StartMark.objects.filter(name=name).first()
            if known is None:
                mark(name, print_, now=now)
            elif not hmac.compare_digest(known.value, print_):
                raise WrongKey(
                    f"{name.split(':')[1]} is not the key this database was sealed with. Nothing "
                    "was changed and nothing is lost: set the key that was used before. Without "
                    "it, what was sealed with it cannot be read by anybody."
                )


def fingerprints() -> dict[str, str]:
    """Mark name → print of each key in use. The session key may change and is not among them."""
    versioned: Mapping[str, Mapping[int, bytes]] = {
        "LACHAN_VAULT_KEY": settings.VAULT_KEYS,
        "LACHAN_IDENTITY_KEY": settings.IDENTITY_KEYS,
        "LACHAN_INDEX_KEY": {1: settings.INDEX_KEY},
        "LACHAN_RECEIPT_PEPPER": {1: settings.RECEIPT_PEPPER},
        "LACHAN_JOURNAL_KEY": {1: settings.JOURNAL_KEY},
    }
    return {
        f"key:{name}:{version}": hmac.new(key, b"lachan key check", hashlib.sha256).hexdigest()
        for name, versions in versioned.items()
        for version, key in versions.items()
    }
