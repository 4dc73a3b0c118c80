"""Phiếu tiếp nhận: the call-taker's form, in the order of Mẫu 01."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lachan.common.time import VIETNAM, local_date
from lachan.people.models import Unit
from lachan.tips import sheet as mau
from lachan.tips.rules import (
    ANSWER_LABELS,
    CHANNEL_LABELS,
    LOCATOR_MAX,
    NARRATIVE_MAX,
    PLACE_LABELS,
    AgeBand,
    Answer,
    Channel,
    Place,
    ReporterRole,
    TipAnswers,
)
from lachan.web.desk.choices import UnitField, harms, lazy, moment_meant

_UNKNOWN = ("", _("Không rõ"))
_INLINE = {"class": "govuk-radios--inline"}
_CHANNELS = {code: label for code, label in CHANNEL_LABELS.items() if code is not Channel.WEB}
_SHORT = (mau.Particular.NAME, mau.Particular.BORN)
GROUPS = (
    ("", ("danger",)),
    (_("Nguồn tin"), ("channel", "day", "hour", "body", "body_name", "number", "caller")),
    (
        _("Việc xảy ra"),
        ("harm", "narrative", "place_kind", "locator", "ongoing", "commune"),
    ),
    (_("Về trẻ, nếu biết"), ("age_band", *(line.value for line in mau.Particular))),
)


def _text(label: Any, most: int, *, rows: int = 0, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label, max_length=most, widget=widget, help_text=hint, required=False
    )


def _one_of(label: Any, table: Any, first: object, *, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=lazy(table),
        initial=first,
        widget=forms.RadioSelect(attrs=_INLINE),
        help_text=hint,
        required=False,
    )


class IntakeForm(forms.Form):
    """Nothing has to be answered but what happened: a kind of harm, words or an address."""

    # Said once above the form, not beside each of its fields.
    all_may_stay_empty = True

    danger = _one_of(
        _("Trẻ đang gặp nguy hiểm"),
        ANSWER_LABELS,
        Answer.UNKNOWN,
        hint=_("Nếu có: giữ liên lạc, gọi 113 và báo xã ngay; tin này lên đầu hàng chờ."),
    )
    channel = _one_of(_("Tin đến bằng cách nào"), _CHANNELS, Channel.PHONE)
    day = forms.DateField(
        label=_("Ngày nhận tin"),
        help_text=_(
            "Ngày thật sự nghe, gặp hoặc nhận thư, ví dụ 23/11/2026. Để trống nếu vừa nhận xong. "
            "Thời hạn tính từ lúc này, không phải từ lúc gõ vào máy."
        ),
        widget=forms.DateInput(attrs={"class": "govuk-input--width-10"}, format="%d/%m/%Y"),
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"],
        required=False,
    )
    hour = forms.TimeField(
        label=_("Giờ nhận tin"),
        help_text=_("Theo 24 giờ, ví dụ 23:50. Không rõ giờ thì để trống: tính từ đầu ngày."),
        widget=forms.TimeInput(attrs={"class": "govuk-input--width-5"}, format="%H:%M"),
        input_formats=["%H:%M", "%Hh%M", "%H.%M", "%Hh"],
        required=False,
    )
    body = forms.ChoiceField(
        label=_("Nếu nơi khác chuyển đến: nơi nào"),
        choices=[_UNKNOWN, *lazy(mau.BODY_LABELS)],
        required=False,
    )
    body_name = _text(_("Tên nơi chuyển"), mau.BODY_NAME_MAX)
    number = _text(
        _("Số của nơi chuyển"), mau.NUMBER_MAX, hint=_("Để một tin không bị ghi hai lần.")
    )
    caller = _one_of(_("Ai báo"), mau.CALLERS, ReporterRole.UNKNOWN)
    harm = forms.ChoiceField(label=_("Loại việc"), required=False)
    narrative = _text(
        _("Lời kể"), NARRATIVE_MAX, rows=6, hint=_("Ghi đúng lời người báo. Đừng ghi họ là ai.")
    )
    place_kind = forms.ChoiceField(
        label=_("Ở đâu trên mạng"),
        choices=lazy(PLACE_LABELS),
        initial=Place.UNKNOWN,
        required=False,
    )
    locator = _text(
        _("Địa chỉ hoặc tài khoản"),
        LOCATOR_MAX,
        hint=_("Chỉ chép địa chỉ, tài khoản. Không mở, không tải về."),
    )
    ongoing = _one_of(_("Việc còn tiếp diễn"), ANSWER_LABELS, Answer.UNKNOWN)
    commune = UnitField(label=_("Xã, phường"), required=False)
    age_band = _one_of(_("Nhóm tuổi"), mau.AGES, AgeBand.UNKNOWN)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        for name, choices in (("harm", harms()), ("commune", self._communes())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for line, label in mau.PARTICULARS.items():
            self.fields[line.value] = self._line(line, label)

    def _communes(self) -> list[Any]:
        field = self.fields["commune"]
        assert isinstance(field, UnitField)
        field.on(local_date(self.now), communes=True)
        choices: Any = field.choices
        return [_UNKNOWN, *list(choices)[1:]]

    def _line(self, line: mau.Particular, label: str) -> forms.Field:
        if line is mau.Particular.SEX:
            return _one_of(_(label), mau.SEXES, mau.Sex.UNKNOWN)
        hint = ""
        if line is mau.Particular.NAME:
            hint = gettext(
                "Chỉ ghi khi cần để tìm và giúp trẻ. "
                "Nếu chính trẻ báo và không muốn nói tên thì để trống."
            )
        rows = 0 if line in _SHORT else 2
        return _text(_(label), mau.PARTICULAR_MAX, rows=rows, hint=hint)

    def groups(self) -> Iterator[tuple[object, list[BoundField]]]:
        """The fields under their headings, for the page."""
        for title, names in GROUPS:
            yield title, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            self._check_time(given)
            self._check_words()
        return given

    def _check_time(self, given: dict[str, Any]) -> None:
        if given["hour"] is not None and given["day"] is None:
            self.add_error("day", gettext("Ghi cả ngày: chỉ có giờ thì chưa biết là ngày nào."))
            return
        problem = mau.time_problem(self.received_at, now=self.now, within=mau.WRITTEN_WITHIN)
        if problem:
            self.add_error("day", capfirst(gettext(problem)))

    def _check_words(self) -> None:
        if not self.answers.says_something:
            text = gettext("Chọn loại việc, hoặc ghi lời kể: cần ít nhất một trong hai.")
            self.add_error("harm", text)
        wrong = self.sheet.problem()
        if wrong:
            self.add_error(wrong[0], capfirst(gettext(wrong[1])))

    @property
    def received_at(self) -> datetime:
        """When it was heard: now, or the day and hour typed; a day alone from its beginning."""
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        if day is None:
            return self.now
        return moment_meant(datetime.combine(day, hour or time.min, VIETNAM), self.now)

    @property
    def answers(self) -> TipAnswers:
        given = self.cleaned_data
        commune = given["commune"]
        return TipAnswers(
            danger=Answer(given["danger"] or Answer.UNKNOWN),
            age_band=AgeBand(given["age_band"] or AgeBand.UNKNOWN),
            reporter_role=ReporterRole(given["caller"] or ReporterRole.UNKNOWN),
            harm=given["harm"] or "T00",
            place_kind=Place(given["place_kind"] or Place.UNKNOWN),
            ongoing=Answer(given["ongoing"] or Answer.UNKNOWN),
            narrative=given["narrative"],
            locator=given["locator"],
            commune_id=commune.pk if isinstance(commune, Unit) else None,
        )

    @property
    def sheet(self) -> mau.Sheet:
        given = self.cleaned_data
        lines = {line: given[line.value] for line in mau.Particular}
        if lines[mau.Particular.SEX] == mau.Sex.UNKNOWN:
            lines[mau.Particular.SEX] = ""
        return mau.Sheet(
            lines,
            mau.Body(given["body"]) if given["body"] else None,
            given["body_name"],
            given["number"],
        )

    @property
    def channel_given(self) -> Channel:
        return Channel(self.cleaned_data["channel"] or Channel.PHONE)
