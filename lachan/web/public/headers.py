"""What every public answer says to browsers and search engines."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def open_page(view: View) -> View:
    """A page anybody may find. Still never kept: it may follow a page that must not be seen."""
    return _with(view, {"Cache-Control": "no-store"})


def private_page(view: View) -> View:
    """A page that holds somebody's words, or shows that they were here."""
    return _with(view, {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, noarchive"})


def _with(view: View, headers: dict[str, str]) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        for name, value in headers.items():
            response[name] = value
        return response

    return answered
