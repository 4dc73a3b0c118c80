"""Sign-in for staff. Accounts are given by an administrator; nobody signs up."""

from allauth.account import views as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.http import HttpRequest
from django.urls import path
from django.views.generic import RedirectView


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No public sign-up; no message in the session that names a person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: object, **kwargs: object) -> None:
        """allauth's own messages are English and say nothing the page does not."""


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
    path(
        "quen-mat-khau/<uidb36>-<key>/",
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
