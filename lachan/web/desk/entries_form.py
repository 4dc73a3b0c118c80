"""A number or a reason for each thing a unit has to enter."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext

from lachan.programme.models import EnteredValue, Indicator, Side

Row = tuple[Indicator, Side]


class EntriesForm(forms.Form):
    """A number or a reason for each row; what stays empty is not entered, and not zero."""

    def __init__(
        self, rows: list[Row], known: dict[tuple[int, str], EnteredValue], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.known = rows, known
        for indicator, side in rows:
            value = known.get((indicator.pk, side.value))
            self.fields[_name(indicator, side)] = forms.IntegerField(
                label=_label(indicator, side),
                min_value=0,
                required=False,
                initial=value.value if value else None,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-10"}),
            )
            self.fields[_name(indicator, side, "ly-do")] = forms.CharField(
                label=gettext("%(code)s: nếu không có số liệu, vì sao") % {"code": indicator.code},
                max_length=300,
                required=False,
                initial=value.missing_reason if value else "",
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for indicator, side in self.rows:
            number, reason = self._told(given, indicator, side)
            if number is not None and reason:
                text = gettext("Đã có số thì bỏ trống lý do, hoặc ngược lại.")
                self.add_error(_name(indicator, side), text)
        return given

    def changes(self) -> Iterator[tuple[Indicator, Side, int | None, str]]:
        """The rows that say something new."""
        for indicator, side in self.rows:
            number, reason = self._told(self.cleaned_data, indicator, side)
            before = self.known.get((indicator.pk, side.value))
            told = (number, reason)
            if told != (None, "") and (
                before is None or told != (before.value, before.missing_reason)
            ):
                yield indicator, side, number, reason

    def _told(
        self, given: dict[str, Any], indicator: Indicator, side: Side
    ) -> tuple[int | None, str]:
        number = given.get(_name(indicator, side))
        return number, (given.get(_name(indicator, side, "ly-do")) or "").strip()


def _name(indicator: Indicator, side: Side, part: str = "so") -> str:
    return f"{part}-{indicator.pk}-{side.value}"


def _label(indicator: Indicator, side: Side) -> str:
    of = indicator.numerator_name if side is Side.NUMERATOR else indicator.denominator_name
    name, unit = gettext(of or indicator.name), gettext(indicator.unit_word)
    return f"{indicator.code}. {name} ({unit})"
