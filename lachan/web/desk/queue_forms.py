"""The forms with which an officer decides about an entry of the queue."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from lachan.common.taxonomy import SEVERITY_LABELS, Severity
from lachan.common.time import local_date
from lachan.monitor.rules import DISMISS_LABELS, DismissReason
from lachan.triage.queries import content_unit_for
from lachan.triage.rules import NO_ACTION_REASONS, OUTCOMES, Outcome
from lachan.web.desk.acts import ActForm
from lachan.web.desk.choices import UnitField, harms, lazy

_TEXT = forms.Textarea(attrs={"rows": 5})


class HarmForm(ActForm):
    harm = forms.ChoiceField(label=gettext_lazy("Loại việc"))

    def prepare(self) -> None:
        field = self.fields["harm"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = harms()
        field.initial = self.record.harm


class ChildCaseForm(HarmForm):
    """What the commune must know to begin, and no more."""

    unit = UnitField(label=gettext_lazy("Giao cho xã, phường"))
    summary = forms.CharField(
        label=gettext_lazy("Tóm tắt cho đơn vị nhận"),
        help_text=gettext_lazy("Chỉ những gì cần để bảo vệ trẻ. Không chép địa chỉ nội dung."),
        widget=_TEXT,
        max_length=5000,
    )

    def prepare(self) -> None:
        super().prepare()
        field = self.fields["unit"]
        assert isinstance(field, UnitField)
        field.on(local_date(timezone.now()), communes=True)
        tip = self.record.tip
        field.initial = str(tip.commune_id) if tip and tip.commune_id else ""


class ContentCaseForm(HarmForm):
    """Where it is, never what it shows."""

    unit = UnitField(label=gettext_lazy("Giao cho đơn vị"))
    platform = forms.CharField(
        label=gettext_lazy("Nền tảng, trang, báo"), max_length=60, required=False
    )
    locator = forms.CharField(
        label=gettext_lazy("Địa chỉ hoặc tài khoản"),
        help_text=gettext_lazy("Chỉ ghi địa chỉ, tài khoản, thời gian. Không mô tả hình ảnh."),
        max_length=2000,
    )

    def prepare(self) -> None:
        super().prepare()
        on = local_date(timezone.now())
        field = self.fields["unit"]
        assert isinstance(field, UnitField)
        field.on(on, communes=False)
        holder = content_unit_for(self.record.harm, on)
        field.initial = str(holder.pk) if holder else ""
        if self.record.finding:
            item = self.record.finding.item
            self.fields["platform"].initial = (item.publisher or item.source.name)[:60]
            self.fields["locator"].initial = item.url


class SeverityForm(ActForm):
    severity = forms.ChoiceField(
        label=gettext_lazy("Mức"), choices=lazy(SEVERITY_LABELS), widget=forms.RadioSelect
    )

    def clean_severity(self) -> Severity:
        return Severity(self.cleaned_data["severity"])


class NoActionForm(ActForm):
    reason = forms.ChoiceField(label=gettext_lazy("Vì sao"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (code.value, gettext(label))
            for code, label in OUTCOMES.items()
            if code in NO_ACTION_REASONS
        ]

    def clean_reason(self) -> Outcome:
        return Outcome(self.cleaned_data["reason"])


class DismissForm(ActForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Vì sao bỏ qua"),
        choices=lazy(DISMISS_LABELS),
        widget=forms.RadioSelect,
    )

    def clean_reason(self) -> DismissReason:
        return DismissReason(self.cleaned_data["reason"])
