"""Does an act: shows its form, calls its operation, gives a refused form back as typed."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext

from lachan.common.errors import Invalid, NotFound, Refused
from lachan.web.desk.acts import Act, ActForm
from lachan.web.desk.asked import number_of
from lachan.web.desk.needs import DeskRequest

R = TypeVar("R")


def perform(request: DeskRequest, act: Act[R], record: R, *, back: str, label: str) -> HttpResponse:
    """Shows the act's form, or does it and goes `back`."""
    posted = request.method == "POST"
    form = act.form(request.POST if posted else None, record=record) if act.form else None
    refusal = None
    if posted and (form is None or form.is_valid()):
        refusal = _refusal(act, record, form, request)
        if refusal is None:
            messages.success(request, gettext(act.done))
            return redirect(back)
    context: dict[str, Any] = {
        "act": act,
        "form": form,
        "back": back,
        "label": label,
        "record": record,
        "version": _version(request) if posted else _version_of(record),
    }
    return render(request, "desk/act.html", context, status=status_of(form, refusal))


def _refusal(act: Act[R], record: R, form: ActForm | None, request: DeskRequest) -> Refused | None:
    given = (form.cleaned_data if form else {}) | {"version": _version(request)}
    if form is None:
        act.run(record, given, request)
        return None
    return attempt(form, lambda: act.run(record, given, request))


def attempt(form: forms.Form, do: Callable[[], object]) -> Refused | None:
    """Does it; a refusal is put on the form, beside what was typed, and returned.

    What is not there, or not theirs, has no form to go back to: NotFound is raised on.
    """
    try:
        do()
    except Refused as refusal:
        if refusal.status == NotFound.status:
            raise
        _tell(form, refusal)
        return refusal
    return None


def status_of(form: forms.Form | None, refusal: Refused | None) -> int:
    """The status of a page with a form: the refusal's, 400 for mistakes, else 200."""
    if refusal is not None:
        return refusal.status
    return 400 if form is not None and form.errors else 200


def _tell(form: forms.Form, refusal: Refused) -> None:
    """Beside the field it is about, where the form has it; else above the form."""
    field = refusal.facts.get("field") if isinstance(refusal, Invalid) else None
    if isinstance(field, str) and field in form.fields:
        form.add_error(field, capfirst(gettext(str(refusal.facts["problem"]))))
    else:
        form.add_error(None, str(refusal))


def _version(request: DeskRequest) -> int:
    version = number_of(request.POST, "version")
    return -1 if version is None else version


def _version_of(record: object) -> int:
    """A part of a case, or of a request of a case, goes by the case's version."""
    whole = getattr(getattr(record, "request", record), "case", record)
    return int(getattr(whole, "version", 0))
