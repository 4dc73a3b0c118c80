"""Every address names the permission it needs, or is listed here as open and says why."""

from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
from django.urls import URLPattern, URLResolver

from lachan.people.permissions import Permission

FACES = ["all", "public", "desk"]

# The public face has no accounts and cannot reach a case: a contract in .importlinter keeps it so.
OPEN_MODULES = ("lachan.web.public.",)
# Reached before anybody is signed in, or by anybody who is.
OPEN = {
    "account_login": "signing in",
    "account_logout": "signing out",
    "account_reset_password": "a forgotten password",
    "account_reset_password_done": "a forgotten password",
    "account_reset_password_from_key": "a forgotten password",
    "account_reset_password_from_key_done": "a forgotten password",
    "account_change_password": "one's own password",
    "account_set_password": "one's own password",
    "account_inactive": "a leaver is told",
    "account_reauthenticate": "one's own password again",
    "mfa_authenticate": "the second factor",
    "mfa_reauthenticate": "the second factor again",
    "mfa_index": "one's own second factor",
    "mfa_activate_totp": "one's own second factor",
    "mfa_deactivate_totp": "one's own second factor",
    "mfa_view_recovery_codes": "one's own second factor",
    "mfa_download_recovery_codes": "one's own second factor",
    "mfa_generate_recovery_codes": "one's own second factor",
    "mfa_list_webauthn": "one's own second factor",
    "mfa_add_webauthn": "one's own second factor",
    "mfa_edit_webauthn": "one's own second factor",
    "mfa_remove_webauthn": "one's own second factor",
    "mfa_login_webauthn": "the second factor",
    "set_language": "choosing a language",
    "demo_entry": "signed link, in demo mode only",
}


def _walk(patterns: list, before: str = "") -> Iterator[tuple[str, str | None, Callable]]:
    for pattern in patterns:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, where)
        elif isinstance(pattern, URLPattern):
            yield where, pattern.name, pattern.callback


def _is_open(name: str | None, view: Callable) -> bool:
    return name in OPEN or getattr(view, "__module__", "").startswith(OPEN_MODULES)


@pytest.mark.parametrize("face", FACES)
def test_every_address_names_its_permission(face):
    patterns = import_module(f"lachan.config.urls_{face}").urlpatterns

    silent = [
        f"/{where} ({name})"
        for where, name, view in _walk(patterns)
        if not _is_open(name, view)
        and not isinstance(getattr(view, "lachan_permission", None), Permission)
    ]
    assert not silent


def test_nobody_can_sign_up():
    names = {name for _, name, _ in _walk(import_module("lachan.config.urls_all").urlpatterns)}

    assert not names & {"account_signup", "mfa_signup_webauthn"}


def test_the_public_face_has_no_desk():
    patterns = import_module("lachan.config.urls_public").urlpatterns

    assert not [w for w, _, view in _walk(patterns) if hasattr(view, "lachan_permission")]
