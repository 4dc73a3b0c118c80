"""The gate before every desk view: signed in, second factor, permission, one look at the clock."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Protocol, cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from lachan.people.models import User
from lachan.people.permissions import Permission, require
from lachan.people.queries import actor_of
from lachan.people.rules import Actor


class DeskRequest(HttpRequest):
    """A request that has passed the gate."""

    user: User
    actor: Actor
    now: datetime


class DeskView(Protocol):
    def __call__(self, request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


class GuardedView(Protocol):
    lachan_permission: Permission

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


def needs(permission: Permission) -> Callable[[DeskView], GuardedView]:
    """Lets a view be reached only by staff who hold the permission in some role.

    Which rows they then see is decided by the queryset or the door the view calls. Roles are
    read afresh for each request, so a leaver is out the same minute. Raises NotAllowed (403).
    """

    def decorate(view: DeskView) -> GuardedView:
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not isinstance(user, User) or not user.is_active:
                return redirect_to_login(request.get_full_path())
            if not settings.DEMO and not is_mfa_enabled(user):
                return redirect("mfa_activate_totp")
            passed = cast(DeskRequest, request)
            passed.now = timezone.now()
            passed.actor = actor_of(user, passed.now)
            require(passed.actor, permission)
            return _private(view(passed, *args, **kwargs))

        guarded = cast(GuardedView, gate)
        guarded.lachan_permission = permission
        return guarded

    return decorate


def _private(answer: HttpResponseBase) -> HttpResponseBase:
    """Nothing of the desk stays in a cache or comes back with the Back button after sign-out."""
    answer["Cache-Control"] = "no-store"
    return answer
