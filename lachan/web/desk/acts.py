"""One way to do things to a record: an act has a title, a permission, a moment, perhaps a form.

A page shows the acts that fit the record's state and the person. An act with a form has a page of
its own; if the operation refuses, the form comes back with everything that was typed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext

from lachan.common.errors import Invalid, NotFound, Refused
from lachan.people.permissions import Permission, holds
from lachan.people.rules import Actor
from lachan.web.desk.asked import number_of
from lachan.web.desk.needs import DeskRequest

R = TypeVar("R")
Given = Mapping[str, Any]


class ActForm(forms.Form):
    """A form that may look at the record it is about."""

    def __init__(self, *args: Any, record: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        self.prepare()

    def prepare(self) -> None:
        """Sets choices and first values from the record."""


@dataclass(frozen=True, slots=True)
class Act(Generic[R]):
    """Something a person may do to a record now.

    `run` gets the record, what was given (the form's cleaned data and `version`, the record's
    version when the page was drawn) and the request; it calls one operation. `done` is said after.
    Words are marked with `gettext_noop` and translated where they are shown.
    """

    code: str
    title: str
    permission: Permission
    shows: Callable[[R], bool]
    run: Callable[[R, Given, DeskRequest], object]
    done: str
    form: type[ActForm] | None = None
    hint: str = ""
    kind: str = ""
    aside: bool = False

    @property
    def asks(self) -> bool:
        """Whether the act has a form. Templates call whatever is callable, a form's class too."""
        return self.form is not None


def fitting(acts: Sequence[Act[R]], record: R, actor: Actor) -> list[Act[R]]:
    """The acts that fit the record's state and that the actor may do to this very record."""
    fit = [one for one in acts if one.shows(record)]
    allowed = {one.permission for one in fit if may(actor, one.permission, record)}
    return [one for one in fit if one.permission in allowed]


def may(actor: Actor, permission: Permission, record: object) -> bool:
    """Whether the record's door would open for the permission."""
    rows: Any = type(record)
    return (
        holds(actor, permission)
        and rows.objects.visible_to(actor, permission).filter(pk=cast(Any, record).pk).exists()
    )


def find(acts: Sequence[Act[R]], code: str, record: R) -> Act[R]:
    """The act, if it still fits the record. Raises NotFound."""
    for one in acts:
        if one.code == code and one.shows(record):
            return one
    raise NotFound


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
