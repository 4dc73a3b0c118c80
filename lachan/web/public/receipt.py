"""The page that gives the code, and what follows once somebody has noted it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from lachan.tips import operations, queries
from lachan.tips.receipts import cleaned, grouped
from lachan.web.public import cookies
from lachan.web.public.headers import private_page


def show(request: HttpRequest, code: str) -> HttpResponse:
    """The code, until its holder shows that it is noted down, or says that it is not wanted."""
    confirming = request.method == "POST" and request.POST.get("step") == "receipt"
    if confirming and _noted(request, code):
        return _finished(request)
    problem = gettext("Bốn số cuối chưa khớp. Em xem lại mã ở trên nhé.") if confirming else ""
    context = {"groups": grouped(code).split(), "problem": problem}
    return render(request, "public/receipt.html", context, status=400 if problem else 200)


def _noted(request: HttpRequest, code: str) -> bool:
    last = cleaned(request.POST.get("last", ""))
    return request.POST.get("no_follow") == "1" or last == code[-4:]


def _finished(request: HttpRequest) -> HttpResponse:
    operations.discard(token=cookies.token(request, cookies.DRAFT))
    answer = HttpResponseRedirect(reverse("public_thanks"))
    answer.status_code = 303
    cookies.forget(answer, cookies.DRAFT)
    return answer


@require_POST
@private_page
def note(request: HttpRequest) -> HttpResponse:
    """The code as a small text file whose name and words tell nobody what it is for."""
    draft = queries.draft_of(cookies.token(request, cookies.DRAFT), now=timezone.now())
    if draft is None or not draft.code:
        return HttpResponseRedirect(reverse("public_tell"))
    answer = HttpResponse(f"{grouped(draft.code)}\r\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="ghi-chu.txt"'
    return answer


@require_safe
@private_page
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "public/thanks.html")
