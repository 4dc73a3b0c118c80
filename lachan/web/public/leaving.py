"""The quick way out: forgets what was begun here and goes somewhere ordinary."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from lachan.tips import operations
from lachan.web.public import cookies
from lachan.web.public.headers import private_page

# An ordinary page that says nothing about why one was here.
ORDINARY_PAGE = "https://vi.wikipedia.org/"


@private_page
def leave(request: HttpRequest) -> HttpResponse:
    """A plain link leads here, so that it works without JavaScript. Strict cookies keep other
    sites from sending anybody."""
    answer = HttpResponseRedirect(getattr(settings, "EXIT_TO", ORDINARY_PAGE))
    for kind in (cookies.DRAFT, cookies.VISIT):
        token = cookies.token(request, kind)
        if token:
            operations.discard(token=token)
        cookies.forget(answer, kind)
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@private_page
def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Cookies are off or the page is very old. `reason` is for developers and not shown."""
    return render(request, "form_refused.html", status=403)
