"""What may be decided about an entry of the queue."""

from collections.abc import Callable

from django.utils.translation import gettext_noop as _

from lachan.people.permissions import Permission
from lachan.triage import operations as do
from lachan.triage.models import QueueEntry
from lachan.triage.rules import MAY_OPEN, QueueState
from lachan.web.desk.acts import Act, Given
from lachan.web.desk.needs import DeskRequest
from lachan.web.desk.queue_forms import (
    ChildCaseForm,
    ContentCaseForm,
    DismissForm,
    NoActionForm,
    SeverityForm,
)

P = Permission
S = QueueState


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
