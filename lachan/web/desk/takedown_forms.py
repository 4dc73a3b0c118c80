"""The forms of a request to a platform, from draft to answer."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from lachan.common.time import local_date
from lachan.takedown import queries
from lachan.takedown.models import LegalBasis
from lachan.takedown.rules import (
    CHANNELS,
    REPLIES,
    REQUEST_MOVES,
    REQUEST_STATES,
)
from lachan.web.desk.acts import ActForm
from lachan.web.desk.choices import lazy

_TEXT = forms.Textarea(attrs={"rows": 4})
_MOMENT = forms.DateTimeInput(
    attrs={"type": "datetime-local", "class": "govuk-input--width-20"}, format="%Y-%m-%dT%H:%M"
)
_MOMENTS = ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"]


class RequestForm(ActForm):
    """A request to a platform: through which channel, on which legal basis."""

    platform = forms.CharField(label=gettext_lazy("Nền tảng hoặc đơn vị quản lý"), max_length=60)
    channel = forms.ChoiceField(
        label=gettext_lazy("Gửi bằng"), choices=lazy(CHANNELS), widget=forms.RadioSelect
    )
    legal_basis = forms.ChoiceField(label=gettext_lazy("Căn cứ pháp lý"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        bases = queries.bases_on(local_date(timezone.now()))
        self.bases = {str(basis.pk): basis for basis in bases}
        field = self.fields["legal_basis"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, _words(basis)) for key, basis in self.bases.items()]
        self.fields["platform"].initial = self.record.platform

    def clean_legal_basis(self) -> LegalBasis:
        return self.bases[self.cleaned_data["legal_basis"]]


def _words(basis: LegalBasis) -> str:
    mark = "" if basis.verified else gettext(" (chưa đối chiếu văn bản: không in vào công văn)")
    return f"{basis}: {basis.title}{mark}"


class SentForm(ActForm):
    sent_at = forms.DateTimeField(
        label=gettext_lazy("Gửi đi lúc"), widget=_MOMENT, input_formats=_MOMENTS, required=False
    )
    reference = forms.CharField(
        label=gettext_lazy("Số công văn hoặc mã phiếu của nền tảng"),
        required=False,
        max_length=100,
    )


class ReplyForm(ActForm):
    kind = forms.ChoiceField(label=gettext_lazy("Nền tảng trả lời"), widget=forms.RadioSelect)
    received_at = forms.DateTimeField(
        label=gettext_lazy("Trả lời lúc"), widget=_MOMENT, input_formats=_MOMENTS, required=False
    )
    text = forms.CharField(
        label=gettext_lazy("Nội dung trả lời"), widget=_TEXT, required=False, max_length=3000
    )

    def prepare(self) -> None:
        possible = REQUEST_MOVES[self.record.state] & REPLIES
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (state.value, gettext(label))
            for state, label in REQUEST_STATES.items()
            if state in possible
        ]


class LetterForm(ActForm):
    issuer_code = forms.CharField(
        label=gettext_lazy("Viết tắt tên cơ quan"),
        help_text=gettext_lazy("Ví dụ: SVHTTDL."),
        max_length=20,
    )
    place = forms.CharField(label=gettext_lazy("Địa danh"), initial="Thái Nguyên", max_length=60)
    signer_post = forms.CharField(
        label=gettext_lazy("Chức vụ người ký"), initial="Giám đốc", max_length=60
    )
    signer = forms.CharField(label=gettext_lazy("Họ tên người ký"), max_length=120)
