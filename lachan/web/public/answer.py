"""Coming back with the code: what has happened, what we ask, what somebody wants to add."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from lachan.common.errors import Refused
from lachan.tips import operations, queries
from lachan.tips.models import Tip
from lachan.tips.receipts import cleaned, is_plausible
from lachan.web.public import cookies
from lachan.web.public.headers import private_page


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def see(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    action = request.POST.get("action", "") if request.method == "POST" else ""
    if action == "leave":
        return _left(request)
    if action == "open":
        return _opened(request, now)
    tip = queries.visited(cookies.token(request, cookies.VISIT), now=now)
    if tip is None:
        ended = gettext("Em nhập lại mã để xem tiếp nhé.") if action else ""
        return _ask_for_code(request, ended)
    if action == "write":
        return _written(request, tip, now)
    return _thread(request, tip, now)


def _opened(request: HttpRequest, now: datetime) -> HttpResponse:
    code = cleaned(request.POST.get("code", ""))
    if not is_plausible(code):
        # Everybody can compute the check digit, so this gives nothing away and saves a child time.
        return _ask_for_code(request, gettext("Mã có 16 số. Có số nào đó bị nhầm hoặc thiếu."))
    try:
        token = operations.open_visit(code=code, now=now)
    except Refused as refusal:
        return _ask_for_code(request, str(refusal), status=refusal.status)
    if token is None:
        return _ask_for_code(request, gettext("Mã này chưa mở được. Em xem lại từng số nhé."))
    answer = _here()
    cookies.remember(answer, cookies.VISIT, token)
    return answer


def _written(request: HttpRequest, tip: Tip, now: datetime) -> HttpResponse:
    body = request.POST.get("body", "")
    try:
        operations.write_from_reporter(tip=tip, body=body, now=now)
    except Refused as refusal:
        return _thread(request, tip, now, problem=str(refusal), body=body, status=refusal.status)
    return _here()


def _left(request: HttpRequest) -> HttpResponse:
    operations.discard(token=cookies.token(request, cookies.VISIT))
    answer = HttpResponseRedirect(reverse("public_home"))
    cookies.forget(answer, cookies.VISIT)
    return answer


def _here() -> HttpResponse:
    answer = HttpResponseRedirect(reverse("public_answer"))
    answer.status_code = 303
    return answer


def _ask_for_code(request: HttpRequest, problem: str = "", status: int = 400) -> HttpResponse:
    context = {"problem": problem}
    return render(request, "public/code.html", context, status=status if problem else 200)


def _thread(
    request: HttpRequest,
    tip: Tip,
    now: datetime,
    *,
    problem: str = "",
    body: str = "",
    status: int = 200,
) -> HttpResponse:
    thread = queries.thread_of(tip)
    operations.seen_by_reporter(tip=tip, now=now)
    context = {"tip": tip, "told": tip.told, "thread": thread, "problem": problem, "body": body}
    return render(request, "public/answer.html", context, status=status)
