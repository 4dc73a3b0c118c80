"""Choices for forms and filters, from the label tables of `rules.py`, in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from django import forms
from django.utils.translation import get_language, gettext, gettext_lazy

from lachan.common.taxonomy import HARMS
from lachan.people.models import Unit
from lachan.people.queries import commune_units, units_on

L = TypeVar("L", bound=StrEnum)


def labelled(table: Mapping[L, str]) -> list[tuple[str, str]]:
    """Pairs for a filter: value, label now."""
    return [(value.value, gettext(label)) for value, label in table.items()]


def lazy(table: Mapping[L, str]) -> list[tuple[str, object]]:
    """Pairs for a form class, whose labels are translated when drawn."""
    return [(value.value, gettext_lazy(label)) for value, label in table.items()]


def moment_meant(typed: datetime | None, now: datetime) -> datetime:
    """What a person means by a minute. Left empty, or the minute that is running, it is now:
    a visit written down at 10:05 must not come before an approval of 10:05 and twenty seconds."""
    running = now.replace(second=0, microsecond=0)
    return now if typed is None or typed == running else typed


def harm_label(code: str) -> str:
    """The kind of harm in the language of the page."""
    return HARMS[code].label_in(get_language() or "vi")


def harms() -> list[tuple[str, str]]:
    return [(code, f"{code} – {harm_label(code)}") for code in HARMS]


class UnitField(forms.ChoiceField):
    """A unit of a day's map, in Vietnamese order. Cleans to the Unit."""

    def on(self, day: date, *, communes: bool) -> None:
        """Fills the list; `communes` keeps it to communes and wards."""
        rows = commune_units(day) if communes else units_on(day)
        self.units = {str(unit.pk): unit for unit in rows}
        named = [(key, getattr(unit, "name", unit.code)) for key, unit in self.units.items()]
        self.choices = [("", gettext("Chọn đơn vị")), *named]

    def clean(self, value: object) -> Unit | None:
        key = super().clean(value)
        return self.units.get(key)
