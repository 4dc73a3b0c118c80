"""The forms of a child case: Mẫu 02, 03 and 06, the plan, measures, visits, closing."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lachan.cases.rules import (
    ASSESSMENT_KINDS,
    CLOSURE_REASONS,
    FOLLOW_UP_METHODS,
    HARM_ITEMS,
    LEVELS,
    MEASURES,
    NEEDS,
    OUTCOMES,
    PROTECTION_ITEMS,
    RISKS,
    SEXES,
    WRITTEN_IN,
    AssessmentKind,
    ChildFacts,
    Measure,
    Need,
    Risk,
    Sex,
)
from lachan.common.time import VIETNAM, local_date
from lachan.web.desk.acts import ActForm
from lachan.web.desk.choices import UnitField, lazy

_DAY = forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d")
_MOMENT = forms.DateTimeInput(
    attrs={"type": "datetime-local", "class": "govuk-input--width-20"}, format="%Y-%m-%dT%H:%M"
)
_TEXT = forms.Textarea(attrs={"rows": 4})
# What a browser sends for `datetime-local`, and what people type without one.
_MOMENTS = ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y"]
_DAYS = ["%Y-%m-%d", "%d/%m/%Y"]


class ReasonForm(ActForm):
    reason = forms.CharField(label=_("Lý do"), widget=_TEXT, max_length=2000)


class ChildForm(ActForm):
    """Who the child is. Not knowing is an answer: everything may stay empty (Mẫu 01)."""

    name = forms.CharField(label=_("Họ và tên trẻ, nếu biết"), required=False, max_length=120)
    sex = forms.ChoiceField(label=_("Giới tính"), choices=lazy(SEXES), widget=forms.RadioSelect)
    birth_year = forms.IntegerField(
        label=_("Năm sinh"),
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )
    estimated_age = forms.IntegerField(
        label=_("Hoặc tuổi ước đoán"),
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )

    def prepare(self) -> None:
        self.fields["sex"].initial = Sex.UNKNOWN

    def facts(self) -> ChildFacts:
        given = self.cleaned_data
        age = given["estimated_age"]
        return ChildFacts(
            name=given["name"],
            sex=Sex(given["sex"]),
            birth_year=given["birth_year"],
            estimated_age=age,
            estimated_in=local_date(timezone.now()).year if age is not None else None,
            commune_id=self.record.owner_unit_id,
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            facts = self.facts()
            problem = facts.problem(year=local_date(timezone.now()).year)
            if problem:
                self.add_error(problem[0], _(problem[1]))
            given["child"] = facts
        return given


class RegisterForm(ChildForm):
    no_conflict = forms.BooleanField(
        label=_("Tôi không phải người thân và không có liên quan đến ai trong vụ việc này"),
    )


class AssessmentForm(ActForm):
    """The grid of Mẫu 02, 03 and 06: every line high, medium or low, then a conclusion."""

    kind: AssessmentKind
    risk = forms.ChoiceField(
        label=_("Kết luận mức nguy cơ"), choices=lazy(RISKS), widget=forms.RadioSelect
    )
    conclusion = forms.CharField(label=_("Nhận định, kết luận"), widget=_TEXT, max_length=5000)
    no_measure_reason = forms.CharField(
        label=_("Nếu khẩn cấp mà không áp dụng biện pháp khẩn cấp: vì sao"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
    )

    def prepare(self) -> None:
        self.kind = next(kind for kind in ASSESSMENT_KINDS if WRITTEN_IN[kind] == self.record.state)
        lines = {f"harm_{item.value}": label for item, label in HARM_ITEMS.items()}
        lines |= {f"protective_{item.value}": label for item, label in PROTECTION_ITEMS.items()}
        grid = {
            name: forms.ChoiceField(
                label=_(label),
                choices=lazy(LEVELS),
                widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
            )
            for name, label in lines.items()
        }
        self.fields = grid | self.fields
        if self.kind is not AssessmentKind.M02:
            del self.fields["no_measure_reason"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            given["kind"] = self.kind
            given["risk"] = Risk(given["risk"])
            given["harm"] = {item: given[f"harm_{item.value}"] for item in HARM_ITEMS}
            given["protective"] = {
                item: given[f"protective_{item.value}"] for item in PROTECTION_ITEMS
            }
        return given


class MeasureForm(ActForm):
    kind = forms.ChoiceField(label=_("Biện pháp"), choices=lazy(MEASURES), widget=forms.RadioSelect)
    detail = forms.CharField(label=_("Đã làm gì, ai làm"), widget=_TEXT, max_length=2000)
    started_at = forms.DateTimeField(label=_("Bắt đầu lúc"), widget=_MOMENT, input_formats=_MOMENTS)
    ends_on = forms.DateField(
        label=_("Đến hết ngày (khi tạm cách ly, không quá 15 ngày)"),
        widget=_DAY,
        input_formats=_DAYS,
        required=False,
    )
    decision_number = forms.CharField(
        label=_("Số quyết định (khi tạm cách ly, Mẫu 07)"), required=False, max_length=60
    )

    def prepare(self) -> None:
        self.fields["started_at"].initial = timezone.now()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            given["kind"] = Measure(given["kind"])
            on = given.pop("ends_on")
            given["ends_at"] = datetime.combine(on, time(23, 59), VIETNAM) if on else None
        return given


class EndSeparationForm(ActForm):
    ended_at = forms.DateTimeField(
        label=_("Chấm dứt từ lúc"), widget=_MOMENT, input_formats=_MOMENTS
    )
    decision_number = forms.CharField(label=_("Số quyết định"), max_length=60)

    def prepare(self) -> None:
        self.fields["ended_at"].initial = timezone.now()


class PlanForm(ActForm):
    needs = forms.MultipleChoiceField(
        label=_("Nhu cầu của trẻ"), choices=lazy(NEEDS), widget=forms.CheckboxSelectMultiple
    )
    goal = forms.CharField(label=_("Mục tiêu"), widget=_TEXT, max_length=3000)
    child_opinion = forms.CharField(
        label=_("Ý kiến, nguyện vọng của trẻ"),
        help_text=_("Nếu chưa hỏi được trẻ, ghi rõ vì sao."),
        widget=_TEXT,
        max_length=3000,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["needs"] = [Need(value) for value in given.get("needs", ())]
        return given


class ServiceForm(ActForm):
    need = forms.ChoiceField(label=_("Đáp ứng nhu cầu"), choices=lazy(NEEDS))
    action = forms.CharField(label=_("Việc sẽ làm"), widget=_TEXT, max_length=2000)
    unit = UnitField(label=_("Đơn vị chịu trách nhiệm"))
    due_on = forms.DateField(label=_("Xong trước ngày"), widget=_DAY, input_formats=_DAYS)

    def prepare(self) -> None:
        field = self.fields["unit"]
        assert isinstance(field, UnitField)
        field.on(local_date(timezone.now()), communes=False)
        field.initial = str(self.record.owner_unit_id)

    def clean_need(self) -> Need:
        return Need(self.cleaned_data["need"])


class DecisionForm(ActForm):
    decision_number = forms.CharField(label=_("Số quyết định"), max_length=60)
    decided_on = forms.DateField(label=_("Ngày quyết định"), widget=_DAY, input_formats=_DAYS)

    def prepare(self) -> None:
        self.fields["decided_on"].initial = local_date(timezone.now())


class FollowUpForm(ActForm):
    done_at = forms.DateTimeField(label=_("Lúc"), widget=_MOMENT, input_formats=_MOMENTS)
    method = forms.ChoiceField(
        label=_("Hình thức"), choices=lazy(FOLLOW_UP_METHODS), widget=forms.RadioSelect
    )
    seen_alone = forms.BooleanField(label=_("Đã gặp riêng trẻ"), required=False)
    finding = forms.CharField(label=_("Tình hình của trẻ"), widget=_TEXT, max_length=3000)

    def prepare(self) -> None:
        self.fields["done_at"].initial = timezone.now()


class NoteForm(ActForm):
    text = forms.CharField(label=_("Diễn biến"), widget=_TEXT, max_length=3000)


class SuspendForm(ReasonForm):
    wake_on = forms.DateField(label=_("Làm tiếp từ ngày"), widget=_DAY, input_formats=_DAYS)


class ClosureForm(ActForm):
    reason = forms.ChoiceField(
        label=_("Lý do đóng ca"), choices=lazy(CLOSURE_REASONS), widget=forms.RadioSelect
    )
    outcome = forms.ChoiceField(
        label=_("Kết quả"), choices=lazy(OUTCOMES), widget=forms.RadioSelect
    )
    child_view = forms.CharField(
        label=_("Ý kiến của trẻ về việc đóng ca"), widget=_TEXT, max_length=3000
    )


class OutcomeForm(ActForm):
    """The end of one service."""

    state = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[("implemented", _("Đã thực hiện")), ("not_implemented", _("Không thực hiện"))],
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(label=_("Kết quả cụ thể, hoặc vì sao không"), widget=_TEXT)
