"""A tip as staff read it, and answers to somebody whose name nobody knows."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lachan.common.errors import Refused
from lachan.people.permissions import Permission, holds
from lachan.tips import queries
from lachan.tips.access import tip_for
from lachan.tips.models import Tip
from lachan.tips.operations.messages import mark_read, write_to_reporter
from lachan.tips.rules import CHANNEL_LABELS, MESSAGE_MAX, Channel
from lachan.triage.models import QueueEntry
from lachan.web.desk.acts import may
from lachan.web.desk.needs import DeskRequest, needs


class MessageForm(forms.Form):
    body = forms.CharField(
        label=_("Trả lời người báo tin"),
        help_text=_("Lời lẽ dịu dàng, dễ hiểu. Người nhận chỉ thấy vai trò của anh/chị."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MESSAGE_MAX,
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_TIP)
def tip(request: DeskRequest, tip_id: str) -> HttpResponse:
    """A tip's page is that of its entry for the intake desk; for a commune, the tip alone.

    So is it for the desk in the minute before the queue takes a new tip in.
    """
    if request.method == "POST":
        return answer(request, tip_id, back=reverse("desk_tip", args=[tip_id]))
    one = tip_for(request.actor, tip_id, now=request.now)
    if holds(request.actor, Permission.READ_QUEUE):
        entry = QueueEntry.objects.filter(tip=one).first()
        if entry is not None:
            return redirect("desk_entry", entry.pk)
    return render(request, "desk/tip.html", opened(one, request))


def opened(tip: Tip, request: DeskRequest, form: forms.Form | None = None) -> dict[str, Any]:
    """What a page shows of a tip that came through the door; its messages are now read."""
    mark_read(tip=tip, by=request.actor, now=request.now)
    has_code = queries.can_be_answered(tip)
    writes = has_code and may(request.actor, Permission.MESSAGE_REPORTER, tip)
    return {
        "tip": tip,
        "words": queries.reading(tip),
        "channel": gettext(CHANNEL_LABELS[Channel(tip.channel)]),
        "thread": queries.thread_of(tip),
        "no_code": not has_code,
        "message_form": (form or MessageForm()) if writes else None,
    }


def answer(request: DeskRequest, tip_id: str | UUID, *, back: str) -> HttpResponse:
    """Sends an answer and goes `back`; a refused one comes back with what was typed."""
    one = tip_for(request.actor, tip_id, Permission.MESSAGE_REPORTER, now=request.now)
    form = MessageForm(request.POST)
    if form.is_valid():
        body = form.cleaned_data["body"]
        try:
            write_to_reporter(tip=one, body=body, by=request.actor, now=request.now)
        except Refused as refusal:
            form.add_error("body", str(refusal))
        else:
            messages.success(request, gettext("Đã gửi. Người báo tin đọc được bằng mã của mình."))
            return redirect(back)
    context = opened(one, request, form) | {"back": back}
    return render(request, "desk/tip.html", context, status=400)
