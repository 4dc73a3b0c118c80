"""The two words a browser holds for one session: one opens a draft, the other a visit.

Never the code, never an answer. They die with the browser, and sooner: after half an hour.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

DRAFT = "nhap"
VISIT = "tham"


def _name(kind: str) -> str:
    # The prefix makes browsers refuse the cookie from anywhere but this very host over TLS.
    return f"__Host-{kind}" if settings.SECURE_COOKIES else kind


def token(request: HttpRequest, kind: str) -> str:
    """The token, '' when there is none."""
    return request.COOKIES.get(_name(kind), "")


def remember(response: HttpResponse, kind: str, value: str) -> None:
    response.set_cookie(
        _name(kind),
        value,
        path="/",
        secure=settings.SECURE_COOKIES,
        httponly=True,
        samesite="Strict",
    )


def forget(response: HttpResponse, kind: str) -> None:
    # Not delete_cookie: it would drop `secure`, and browsers refuse a __Host- cookie without it.
    response.set_cookie(
        _name(kind),
        "",
        max_age=0,
        path="/",
        secure=settings.SECURE_COOKIES,
        httponly=True,
        samesite="Strict",
    )
