"""What may be done to a content case, a takedown request and a look again, state by state."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from lachan.common.taxonomy import Severity
from lachan.common.time import local_date
from lachan.people.models import UnitFunction
from lachan.people.permissions import Permission
from lachan.people.queries import valid_on
from lachan.people.rules import Function
from lachan.takedown import operations as do
from lachan.takedown.models import ContentCase, Recheck, TakedownRequest
from lachan.takedown.rules import (
    DONE,
    LIVE,
    Channel,
    ContentState,
    Outcome,
    RequestState,
)
from lachan.web.desk.acts import Act, Given
from lachan.web.desk.choices import moment_meant
from lachan.web.desk.content_case_forms import LookForm, NoActionForm, ReasonForm
from lachan.web.desk.needs import DeskRequest
from lachan.web.desk.takedown_forms import LetterForm, ReplyForm, RequestForm, SentForm

P = Permission
S = ContentState
Q = RequestState
R = TypeVar("R")


def _run(
    operation: Callable[..., object], key: str, *names: str
) -> Callable[[Any, Given, DeskRequest], object]:
    """Calls an operation on the record, passed under `key`, with parts of what was given."""

    def run(record: Any, given: Given, request: DeskRequest) -> object:
        chosen = {name: given[name] for name in (*names, "version")}
        return operation(**{key: record}, **chosen, by=request.actor, now=request.now)

    return run


def _no_action(case: ContentCase, given: Given, request: DeskRequest) -> object:
    return do.decide_no_action(
        case=case,
        outcome=Outcome(given["outcome"]),
        reason=given["reason"],
        version=given["version"],
        by=request.actor,
        now=request.now,
    )


def _draft(case: ContentCase, given: Given, request: DeskRequest) -> object:
    return do.draft_request(
        case=case,
        channel=Channel(given["channel"]),
        legal_basis=given["legal_basis"],
        platform=given["platform"],
        requester_function=_function_of(case),
        version=given["version"],
        by=request.actor,
        now=request.now,
    )


def _function_of(case: ContentCase) -> Function:
    """In which capacity the unit asks: as the police, or as who manages online information."""
    held = UnitFunction.objects.filter(
        valid_on(local_date(timezone.now())), unit=case.owner_unit, function=Function.CYBER_POLICE
    )
    return Function.CYBER_POLICE if held.exists() else Function.E_INFORMATION_LEAD


def _reply(request_: TakedownRequest, given: Given, request: DeskRequest) -> object:
    return do.record_reply(
        request=request_,
        kind=RequestState(given["kind"]),
        received_at=moment_meant(given["received_at"], request.now),
        text=given["text"],
        version=given["version"],
        by=request.actor,
        now=request.now,
    )


def _letter(request_: TakedownRequest, given: Given, request: DeskRequest) -> object:
    names = ("issuer_code", "place", "signer", "signer_post")
    chosen = {name: given[name] for name in names}
    return do.letter(request=request_, **chosen, by=request.actor, now=request.now)


def _case_in(*states: str) -> Callable[[ContentCase], bool]:
    return lambda case: case.state in states


def _request_in(*states: str) -> Callable[[TakedownRequest], bool]:
    return lambda request: request.state in states


def _nothing_live(case: ContentCase) -> bool:
    return not case.requests.filter(state__in=sorted(LIVE)).exists()


_UNDECIDED = (S.OPENED, S.REQUESTING, S.REOPENED)

CASE_ACTS: tuple[Act[ContentCase], ...] = (
    Act(
        "yeu-cau",
        _("Lập yêu cầu gỡ bỏ"),
        P.WRITE_CONTENT_CASE,
        lambda case: case.state not in (S.CLOSED, S.NO_ACTION) and _nothing_live(case),
        _draft,
        _("Đã lập yêu cầu, đang chờ duyệt."),
        RequestForm,
        hint=_("Người khác sẽ duyệt trước khi gửi."),
    ),
    Act(
        "khong-yeu-cau",
        _("Không yêu cầu gỡ"),
        P.WRITE_CONTENT_CASE,
        lambda case: case.state in _UNDECIDED and _nothing_live(case),
        _no_action,
        _("Đã ghi kết luận không yêu cầu gỡ."),
        NoActionForm,
        aside=True,
    ),
    Act(
        "dong",
        _("Đóng vụ"),
        P.WRITE_CONTENT_CASE,
        lambda case: case.state in (S.VERIFIED, S.WAITING) and _nothing_live(case),
        _run(do.close_content_case, "case"),
        _("Đã đóng vụ. Những lần kiểm tra lại vẫn được nhắc."),
    ),
    Act(
        "mo-lai",
        _("Mở lại vụ"),
        P.WRITE_CONTENT_CASE,
        _case_in(S.CLOSED, S.NO_ACTION),
        _run(do.reopen_content_case, "case", "reason"),
        _("Đã mở lại vụ."),
        ReasonForm,
        aside=True,
    ),
)

REQUEST_ACTS: tuple[Act[TakedownRequest], ...] = (
    Act(
        "duyet",
        _("Duyệt yêu cầu"),
        P.APPROVE_TAKEDOWN,
        _request_in(Q.DRAFT),
        _run(do.approve_request, "request"),
        _("Đã duyệt yêu cầu gỡ bỏ."),
    ),
    Act(
        "tra-lai",
        _("Trả lại yêu cầu"),
        P.APPROVE_TAKEDOWN,
        _request_in(Q.DRAFT),
        _run(do.return_request, "request", "reason"),
        _("Đã trả lại yêu cầu."),
        ReasonForm,
        aside=True,
    ),
    Act(
        "gui",
        _("Ghi đã gửi"),
        P.WRITE_CONTENT_CASE,
        _request_in(Q.APPROVED),
        _run(do.send_request, "request", "sent_at", "reference"),
        _("Đã ghi lúc gửi; thời hạn của nền tảng bắt đầu."),
        SentForm,
        hint=_("Để trống giờ nếu vừa gửi xong."),
    ),
    Act(
        "gui-khan",
        _("Gửi khẩn ngay"),
        P.WRITE_CONTENT_CASE,
        lambda request: request.state == Q.DRAFT and request.case.severity == Severity.S1,
        _run(do.send_urgent, "request", "reference"),
        _("Đã gửi khẩn. Người khác phải xem lại sau."),
        SentForm,
        kind="warning",
    ),
    Act(
        "cong-van",
        _("Tạo công văn (.docx)"),
        P.READ_CONTENT_CASE,
        _request_in(Q.DRAFT, Q.APPROVED),
        _letter,
        _("Đã tạo công văn."),
        LetterForm,
        aside=True,
    ),
    Act(
        "tra-loi",
        _("Ghi trả lời của nền tảng"),
        P.WRITE_CONTENT_CASE,
        _request_in(Q.SENT, Q.ACKNOWLEDGED, Q.NO_REPLY, Q.REFUSED),
        _reply,
        _("Đã ghi trả lời của nền tảng."),
        ReplyForm,
    ),
    Act(
        "xuat-hien-lai",
        _("Nội dung xuất hiện lại"),
        P.WRITE_CONTENT_CASE,
        _request_in(*DONE, Q.VERIFIED),
        _run(do.record_reappearance, "request"),
        _("Đã lập yêu cầu mới cho nội dung xuất hiện lại."),
        aside=True,
    ),
    Act(
        "rut",
        _("Rút yêu cầu"),
        P.WRITE_CONTENT_CASE,
        _request_in(Q.DRAFT, Q.APPROVED),
        _run(do.withdraw_request, "request"),
        _("Đã rút yêu cầu."),
        aside=True,
    ),
    Act(
        "xem-lai-dong-y",
        _("Xem lại: đồng ý"),
        P.APPROVE_TAKEDOWN,
        lambda request: request.urgent and request.reviewed_at is None,
        lambda record, given, request: do.review_urgent(
            request=record,
            agrees=True,
            version=given["version"],
            by=request.actor,
            now=request.now,
        ),
        _("Đã xem lại yêu cầu gửi khẩn."),
    ),
    Act(
        "xem-lai-khong",
        _("Xem lại: không đồng ý"),
        P.APPROVE_TAKEDOWN,
        lambda request: request.urgent and request.reviewed_at is None,
        lambda record, given, request: do.review_urgent(
            request=record,
            agrees=False,
            version=given["version"],
            by=request.actor,
            now=request.now,
        ),
        _("Đã ghi không đồng ý với yêu cầu gửi khẩn."),
        aside=True,
    ),
)

RECHECK_ACTS: tuple[Act[Recheck], ...] = (
    Act(
        "kiem-tra-lai",
        _("Ghi kết quả kiểm tra lại"),
        P.WRITE_CONTENT_CASE,
        lambda recheck: recheck.checked_at is None,
        _run(do.record_recheck, "recheck", "found"),
        _("Đã ghi kết quả kiểm tra lại."),
        LookForm,
        hint=_("Mở địa chỉ bằng trình duyệt riêng. Không tải về, không chụp lại hình ảnh trẻ em."),
    ),
)
