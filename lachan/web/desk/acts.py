"""One way to do things to a record: an act has a title, a permission, a moment, perhaps a form.

A page shows the acts that fit the record's state and the person; `performing.py` does one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django import forms
from django.utils.translation import gettext_noop as _

from lachan.common.errors import NotFound
from lachan.people.permissions import Permission, holds
from lachan.people.rules import Actor
from lachan.web.desk.needs import DeskRequest

R = TypeVar("R")
Given = Mapping[str, Any]


class NoLongerFits(NotFound):
    """The record is there, but somebody was quicker, or the page was old."""

    sentence = _(
        "Việc này không làm được ở trạng thái hiện tại: có thể người khác vừa làm. "
        "Chưa có gì thay đổi; hãy trở lại và tải lại trang."
    )


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
    """The acts that fit the record's state and that the actor may do to this very record.

    What moves the work on comes first, what is beside it last.
    """
    fit = [one for one in acts if one.shows(record)]
    allowed = {one.permission for one in fit if may(actor, one.permission, record)}
    mine = [one for one in fit if one.permission in allowed]
    return sorted(mine, key=lambda one: one.aside)


def may(actor: Actor, permission: Permission, record: object) -> bool:
    """Whether the record's door would open for the permission."""
    rows: Any = type(record)
    return (
        holds(actor, permission)
        and rows.objects.visible_to(actor, permission).filter(pk=cast(Any, record).pk).exists()
    )


def find(acts: Sequence[Act[R]], code: str, record: R) -> Act[R]:
    """The act, if it still fits the record. Raises NoLongerFits, or NotFound for no act at all."""
    for one in acts:
        if one.code == code:
            if one.shows(record):
                return one
            raise NoLongerFits
    raise NotFound
