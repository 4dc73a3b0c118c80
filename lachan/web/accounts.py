"""Sign-in for staff. Accounts are given by an administrator; nobody signs up."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account import views as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.http import HttpRequest
from django.urls import path, re_path
from django.views.generic import RedirectView


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No public sign-up; no message in the session that names a person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: object, **kwargs: object) -> None:
        """allauth's own messages are English and say nothing the page does not."""

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Whoever signed in minutes ago, on the way to their second factor, is not asked twice."""
        signed_in = get_authentication_records(self.request, self.request.user)
        if signed_in and time.time() - signed_in[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class SignInForm(LoginForm):  # type: ignore[misc]
    """Without allauth's own link to a new password: our page says it in its own words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """Without allauth's own link, as at signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


# Only what is drawn in our own design is reachable; each view checks sign-in by itself.
urlpatterns = [
    path("vao/", account.login, name="account_login"),
    path("ra/", account.logout, name="account_logout"),
    path("ngung/", account.account_inactive, name="account_inactive"),
    path("mat-khau/", account.password_change, name="account_change_password"),
    # Whoever has no password yet is sent here; a new one always comes by a link in the mailbox.
    path(
        "mat-khau/dat/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("quen-mat-khau/", account.password_reset, name="account_reset_password"),
    path("quen-mat-khau/da-gui/", account.password_reset_done, name="account_reset_password_done"),
    # The key has hyphens of its own: the first one ends the person's number.
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "quen-mat-khau/xong/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("hai-buoc/", mfa.index, name="mfa_index"),
    path("hai-buoc/vao/", mfa.authenticate, name="mfa_authenticate"),
    path("hai-buoc/xac-nhan/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("hai-buoc/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("hai-buoc/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("hai-buoc/ma/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("hai-buoc/ma/tao/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
