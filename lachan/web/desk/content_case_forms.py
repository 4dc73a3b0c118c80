"""The forms of content cases, takedown requests and looks again."""

from django import forms
from django.utils.translation import gettext_lazy

from lachan.takedown.rules import (
    FINDINGS,
    OUTCOMES,
    Found,
    Outcome,
)
from lachan.web.desk.acts import ActForm
from lachan.web.desk.choices import lazy

_TEXT = forms.Textarea(attrs={"rows": 4})


class ReasonForm(ActForm):
    reason = forms.CharField(label=gettext_lazy("Lý do"), widget=_TEXT, max_length=2000)


class NoActionForm(ReasonForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết luận"),
        choices=[
            pair
            for pair in lazy(OUTCOMES)
            if pair[0] in {Outcome.ALREADY_GONE, Outcome.NOT_HARMFUL, Outcome.NOT_OURS}
        ],
        widget=forms.RadioSelect,
    )


class LookForm(ActForm):
    found = forms.ChoiceField(
        label=gettext_lazy("Khi mở địa chỉ"), choices=lazy(FINDINGS), widget=forms.RadioSelect
    )

    def clean_found(self) -> Found:
        return Found(self.cleaned_data["found"])
