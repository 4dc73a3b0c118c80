"""Turns an expected refusal into a page that says what happened and what to do next."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lachan.common.errors import Refused


class RefusalMiddleware:
    """`Refused` becomes its own page and status; a lost database becomes an honest 503."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            answer = render(request, "refused.html", {"sentence": str(error)}, status=error.status)
            answer["Cache-Control"] = "no-store"
            return answer
        if isinstance(error, OperationalError):
            # No template that asks the database (user, messages) may be used here.
            answer = render(None, "unavailable.html", status=503)
            answer["Retry-After"] = "10"
            answer["Cache-Control"] = "no-store"
            return answer
        return None
