"""More time for a deadline: one person asks, another decides."""

from django import forms
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from lachan.clocks import operations as do
from lachan.clocks import queries
from lachan.clocks.models import Clock, ClockExtension, ExtensionState
from lachan.clocks.rules.states import ClockState
from lachan.clocks.rules.terms import UNIT_LABELS, TimeUnit
from lachan.people.permissions import Permission
from lachan.web.desk.acts import Act, ActForm, Given
from lachan.web.desk.moments import clock_time
from lachan.web.desk.needs import DeskRequest


def amount(clock: Clock, quantity: int) -> str:
    """`6 giờ làm việc`, in the unit of the clock's rule."""
    return f"{quantity} {gettext(UNIT_LABELS[TimeUnit(clock.rule.unit)])}"


class ExtensionForm(ActForm):
    """The new due moment, out of those the rule allows, and why."""

    quantity = forms.TypedChoiceField(label=gettext_lazy("Hạn mới đề nghị"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("Lý do gia hạn"),
        help_text=gettext_lazy("Không ghi tên trẻ, tên người báo tin, địa chỉ nội dung."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=300,
    )

    def prepare(self) -> None:
        field = self.fields["quantity"]
        assert isinstance(field, forms.TypedChoiceField)
        each = [(one, amount(self.record, one.quantity)) for one in queries.longer(self.record)]
        offered = [(str(one.quantity), f"{clock_time(one.due_at)} (+{said})") for one, said in each]
        field.choices = [("", gettext("Chọn hạn mới")), *offered]


def _may_grow(clock: Clock) -> bool:
    waits = clock.extensions.filter(state=ExtensionState.REQUESTED)
    return clock.state == ClockState.RUNNING and queries.room(clock) > 0 and not waits.exists()


def _ask(clock: Clock, given: Given, request: DeskRequest) -> object:
    return do.request_extension(
        clock=clock,
        quantity=given["quantity"],
        reason=given["reason"],
        by=request.actor,
        now=request.now,
    )


def _approve(extension: ClockExtension, given: Given, request: DeskRequest) -> object:
    return do.approve_extension(extension=extension, by=request.actor, now=request.now)


def _refuse(extension: ClockExtension, given: Given, request: DeskRequest) -> object:
    return do.refuse_extension(extension=extension, by=request.actor, now=request.now)


def _waits(extension: ClockExtension) -> bool:
    return extension.state == ExtensionState.REQUESTED


ASK: tuple[Act[Clock], ...] = (
    Act(
        "de-nghi-gia-han",
        _("Đề nghị gia hạn"),
        Permission.READ_CLOCKS,
        _may_grow,
        _ask,
        _("Đã gửi đề nghị gia hạn. Thời hạn giữ nguyên cho đến khi được duyệt."),
        ExtensionForm,
        hint=_("Người khác có thẩm quyền sẽ duyệt. Người đề nghị không tự duyệt được."),
    ),
)

DECIDE: tuple[Act[ClockExtension], ...] = (
    Act(
        "duyet",
        _("Duyệt gia hạn"),
        Permission.EXTEND_CLOCK,
        _waits,
        _approve,
        _("Đã duyệt gia hạn. Thời hạn tính theo hạn mới."),
    ),
    Act(
        "khong-duyet",
        _("Không đồng ý gia hạn"),
        Permission.EXTEND_CLOCK,
        _waits,
        _refuse,
        _("Đã ghi không đồng ý gia hạn. Thời hạn giữ nguyên."),
        aside=True,
    ),
)
