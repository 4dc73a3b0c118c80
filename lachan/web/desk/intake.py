"""Ghi tin báo: what somebody says by phone, at the door, in a letter, or through another body."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from lachan.people.permissions import Permission, holds
from lachan.tips import operations
from lachan.tips.operations import Received
from lachan.tips.receipts import grouped
from lachan.tips.tokens import new_token
from lachan.web.desk.acts import may
from lachan.web.desk.asked import word_of
from lachan.web.desk.intake_form import IntakeForm
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.performing import attempt, status_of


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_TIP)
def intake(request: DeskRequest) -> HttpResponse:
    """The form; once it is saved, the tip's number and the code for whoever told.

    The code comes with the answer to the form and is in no address. Sending the same page again
    gives the same tip and code, until the officer has passed the code on.
    """
    token = word_of(request.POST, "token") or new_token()
    form = IntakeForm(request.POST or None, now=request.now)
    refusal = None
    if request.method == "POST" and form.is_valid():
        saved: list[Received] = []
        refusal = attempt(form, lambda: saved.append(_saved(form, token, request)))
        if saved:
            return _code(request, saved[0], token)
    imports = holds(request.actor, Permission.IMPORT_TIPS)
    context = {"form": form, "token": token, "imports": imports}
    return render(request, "desk/intake.html", context, status=status_of(form, refusal))


def _saved(form: IntakeForm, token: str, request: DeskRequest) -> Received:
    operations.save_draft(token=token, answers={}, now=request.now)
    return operations.write_down(
        answers=form.answers,
        sheet=form.sheet,
        channel=form.channel_given,
        received_at=form.received_at,
        by=request.actor,
        now=request.now,
        token=token,
    )


def _code(request: DeskRequest, received: Received, token: str) -> HttpResponse:
    context = {
        "tip": received.tip,
        "groups": grouped(received.code or "").split(),
        "token": token,
        "readable": may(request.actor, Permission.READ_TIP, received.tip),
    }
    return render(request, "desk/intake_code.html", context)


@require_POST
@needs(Permission.RECORD_TIP)
def passed_on(request: DeskRequest) -> HttpResponse:
    """The code was read out or handed over: it is forgotten here, and nobody can find it again."""
    operations.discard(token=word_of(request.POST, "token"))
    messages.success(request, gettext("Tin đã lưu. Mã đã xóa khỏi máy này và không hiện lại nữa."))
    return redirect("desk_intake")
