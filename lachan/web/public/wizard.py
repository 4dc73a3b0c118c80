"""Telling us: six questions at one constant address. What was answered so far waits, sealed."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lachan.common.errors import Refused
from lachan.journal.rules import Author
from lachan.tips import operations, queries, rules
from lachan.tips.errors import TooLong
from lachan.tips.tokens import new_token
from lachan.web.public import cookies, receipt, steps, tiles
from lachan.web.public.headers import private_page

Answers = dict[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def tell(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    draft = queries.draft_of(cookies.token(request, cookies.DRAFT), now=now)
    if draft and draft.tip:
        return receipt.show(request, draft.code)
    answers = draft.answers if draft else {}
    if request.method == "POST":
        return _answered(request, answers, now)
    return _question(request, steps.current(answers), answers)


def _answered(request: HttpRequest, answers: Answers, now: datetime) -> HttpResponse:
    step = steps.BY_NAME.get(request.POST.get("step", ""), steps.STEPS[0])
    action = request.POST.get("action", "next")
    if action != "skip":
        answers = answers | step.read(request.POST)
        if step.too_long(answers):
            return _question(request, step, answers, rules_broken=True)
    following = steps.before(step) if action == "back" else steps.after(step)
    sending = action == "send" or following is None
    stays = step if sending else following
    assert stays is not None
    token = cookies.token(request, cookies.DRAFT) or new_token()
    operations.save_draft(token=token, answers=answers | {"step": stays.name}, now=now)
    answer = _sent(request, token, step, answers, now) if sending else _back_to_start()
    cookies.remember(answer, cookies.DRAFT, token)
    return answer


def _sent(
    request: HttpRequest, token: str, step: steps.Step, answers: Answers, now: datetime
) -> HttpResponse:
    try:
        operations.receive(
            answers=steps.as_tip(answers),
            channel=rules.Channel.WEB,
            received_at=now,
            by=Author.public(),
            now=now,
            token=token,
        )
    except Refused as refusal:
        return _question(request, step, answers, problem=str(refusal), status=refusal.status)
    return _back_to_start()


def _back_to_start() -> HttpResponse:
    """The same address again: the draft knows what to show, and a reload sends nothing twice."""
    answer = HttpResponseRedirect(reverse("public_tell"))
    answer.status_code = 303
    return answer


def _question(
    request: HttpRequest,
    step: steps.Step,
    answers: Answers,
    *,
    problem: str = "",
    rules_broken: bool = False,
    status: int = 200,
) -> HttpResponse:
    if rules_broken:
        most = max(step.texts.values())
        problem, status = str(TooLong(most=most)), 400
    context = {
        "step": step.name,
        "number": steps.STEPS.index(step) + 1,
        "count": len(steps.STEPS),
        "answers": answers,
        "problem": problem,
        "danger": answers.get("danger") == rules.Answer.YES,
        "may_send": steps.as_tip(answers).says_something or step.name == "what",
        "is_last": steps.after(step) is None,
        "first_tiles": tiles.FIRST,
        "more_tiles": tiles.MORE,
        "ages": rules.AGE_LABELS,
        "roles": rules.REPORTER_LABELS,
        "places": rules.PLACE_LABELS,
    }
    return render(request, step.template, context, status=status)
