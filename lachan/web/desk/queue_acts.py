"""What may be decided about an entry of the queue."""

from collections.abc import Callable

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from lachan.common.taxonomy import SEVERITY_LABELS, Severity
from lachan.common.time import local_date
from lachan.monitor.rules import DISMISS_LABELS, DismissReason
from lachan.people.permissions import Permission
from lachan.triage import operations as do
from lachan.triage.models import QueueEntry
from lachan.triage.queries import content_unit_for
from lachan.triage.rules import MAY_OPEN, NO_ACTION_REASONS, OUTCOMES, Outcome, QueueState
from lachan.web.desk.acts import Act, ActForm, Given
from lachan.web.desk.choices import UnitField, harms, lazy
from lachan.web.desk.needs import DeskRequest

P = Permission
S = QueueState
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


def _run(
    operation: Callable[..., object], *names: str
) -> Callable[[QueueEntry, Given, DeskRequest], object]:
    def run(entry: QueueEntry, given: Given, request: DeskRequest) -> object:
        chosen = {name: given[name] for name in (*names, "version")}
        return operation(entry=entry, **chosen, by=request.actor, now=request.now)

    return run


def _step_back(entry: QueueEntry, _given: Given, request: DeskRequest) -> object:
    return do.flag_conflict(entry=entry, by=request.actor, now=request.now)


def _in(*states: str) -> Callable[[QueueEntry], bool]:
    return lambda entry: entry.state in states


ACTS: tuple[Act[QueueEntry], ...] = (
    Act(
        "nhan",
        _("Nhận xem"),
        P.TRIAGE,
        _in(S.WAITING),
        _run(do.take),
        _("Đã nhận. Người báo tin sẽ thấy “Đang xem”."),
    ),
    Act(
        "mo-ca",
        _("Mở ca bảo vệ trẻ"),
        P.TRIAGE,
        _in(*MAY_OPEN),
        _run(do.open_child_case, "unit", "summary", "harm"),
        _("Đã mở ca và báo cho đơn vị nhận."),
        ChildCaseForm,
        hint=_("Khi có một trẻ em cần được bảo vệ, hỗ trợ."),
    ),
    Act(
        "mo-vu",
        _("Mở vụ nội dung"),
        P.TRIAGE,
        _in(*MAY_OPEN),
        _run(do.open_content_case, "unit", "platform", "locator", "harm"),
        _("Đã mở vụ và báo cho đơn vị nhận."),
        ContentCaseForm,
        hint=_("Khi có nội dung, tài khoản cần gỡ bỏ hoặc xử lý."),
    ),
    Act(
        "muc",
        _("Đổi mức"),
        P.TRIAGE,
        _in(S.WAITING, S.TAKEN),
        _run(do.set_severity, "severity"),
        _("Đã đổi mức, thời hạn tính lại từ lúc nhận."),
        SeverityForm,
        aside=True,
    ),
    Act(
        "chuyen",
        _("Đã chuyển nơi khác"),
        P.TRIAGE,
        lambda entry: entry.state == S.TAKEN and entry.tip_id is not None,
        _run(do.redirect),
        _("Đã ghi là chuyển nơi khác."),
        aside=True,
    ),
    Act(
        "khong-xu-ly",
        _("Đề nghị không xử lý"),
        P.TRIAGE,
        lambda entry: entry.state == S.TAKEN and entry.tip_id is not None,
        _run(do.propose_no_action, "reason"),
        _("Đã đề nghị. Cần người thứ hai xác nhận."),
        NoActionForm,
        aside=True,
    ),
    Act(
        "bo-qua",
        _("Bỏ qua phát hiện"),
        P.TRIAGE,
        lambda entry: entry.state == S.TAKEN and entry.finding_id is not None,
        _run(do.dismiss_finding, "reason"),
        _("Đã bỏ qua phát hiện."),
        DismissForm,
        aside=True,
    ),
    Act(
        "tra-lai",
        _("Trả về hàng chờ"),
        P.TRIAGE,
        _in(S.TAKEN),
        _run(do.release),
        _("Đã trả về hàng chờ."),
        aside=True,
    ),
    Act(
        "tranh",
        _("Tôi có liên quan, không xem việc này"),
        P.TRIAGE,
        _in(S.WAITING, S.TAKEN),
        _step_back,
        _("Đã ghi. Việc này chuyển cho người khác."),
        aside=True,
    ),
    Act(
        "xac-nhan",
        _("Xác nhận không xử lý"),
        P.CONFIRM_NO_ACTION,
        _in(S.NO_ACTION_PROPOSED),
        _run(do.confirm_no_action),
        _("Đã xác nhận không xử lý."),
    ),
    Act(
        "khong-dong-y",
        _("Không đồng ý, tôi xem tiếp"),
        P.CONFIRM_NO_ACTION,
        _in(S.NO_ACTION_PROPOSED),
        _run(do.refuse_no_action),
        _("Anh/chị đã nhận xem tiếp."),
        aside=True,
    ),
)
