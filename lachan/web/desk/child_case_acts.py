"""What may be done to a child case in each state: NĐ 56/2017 ch. III, one operation an act."""

from collections.abc import Callable

from django.utils.translation import gettext_noop as _

from lachan.cases import operations as do
from lachan.cases.models import Approval, Assessment, ChildCase, Service
from lachan.cases.queries import separation_of
from lachan.cases.rules import (
    NOT_CLOSED,
    OPEN_STATES,
    ApprovalKind,
    ApprovalState,
    CaseState,
    ClosureReason,
    FollowUpMethod,
    Outcome,
    ServiceState,
)
from lachan.common.errors import NotFound
from lachan.people.permissions import Permission
from lachan.web.desk import child_case_forms as forms
from lachan.web.desk.acts import Act, Given
from lachan.web.desk.choices import moment_meant
from lachan.web.desk.needs import DeskRequest

S = CaseState
P = Permission


def _in(*states: str) -> Callable[[ChildCase], bool]:
    return lambda case: case.state in states


def _waits(case: ChildCase, kind: ApprovalKind) -> bool:
    asked = Approval.objects.filter(case=case, kind=kind, state=ApprovalState.REQUESTED)
    return asked.exists()


def _form_waits(case: ChildCase) -> bool:
    return case.state in OPEN_STATES and _waits(case, ApprovalKind.ASSESSMENT)


def _waiting_form(case: ChildCase) -> Assessment:
    asked = Approval.objects.filter(
        case=case, kind=ApprovalKind.ASSESSMENT, state=ApprovalState.REQUESTED
    ).first()
    if asked is None:
        raise NotFound
    return Assessment.objects.get(pk=asked.subject_id)


def _simple(
    operation: Callable[..., object], *names: str
) -> Callable[[ChildCase, Given, DeskRequest], object]:
    """Calls an operation with the named parts of what was given."""

    def run(case: ChildCase, given: Given, request: DeskRequest) -> object:
        chosen = {name: given[name] for name in (*names, "version")}
        return operation(case=case, **chosen, by=request.actor, now=request.now)

    return run


def _decide_form(
    operation: Callable[..., object], *names: str
) -> Callable[[ChildCase, Given, DeskRequest], object]:
    def run(case: ChildCase, given: Given, request: DeskRequest) -> object:
        chosen = {name: given[name] for name in (*names, "version")}
        form = _waiting_form(case)
        return operation(assessment=form, **chosen, by=request.actor, now=request.now)

    return run


def _assess(case: ChildCase, given: Given, request: DeskRequest) -> object:
    names = ("kind", "risk", "harm", "protective", "conclusion", "version")
    return do.write_assessment(
        case=case,
        **{name: given[name] for name in names},
        no_measure_reason=given.get("no_measure_reason", ""),
        by=request.actor,
        now=request.now,
    )


def _follow_up(case: ChildCase, given: Given, request: DeskRequest) -> object:
    return do.record_follow_up(
        case=case,
        done_at=moment_meant(given["done_at"], request.now),
        method=FollowUpMethod(given["method"]),
        finding=given["finding"],
        seen_alone=given["seen_alone"],
        version=given["version"],
        by=request.actor,
        now=request.now,
    )


def _end_separation(case: ChildCase, given: Given, request: DeskRequest) -> object:
    return do.end_separation(
        case=case,
        ended_at=moment_meant(given["ended_at"], request.now),
        decision_number=given["decision_number"],
        version=given["version"],
        by=request.actor,
        now=request.now,
    )


def _ask_to_close(case: ChildCase, given: Given, request: DeskRequest) -> object:
    return do.request_closure(
        case=case,
        reason=ClosureReason(given["reason"]),
        outcome=Outcome(given["outcome"]),
        child_view=given["child_view"],
        version=given["version"],
        by=request.actor,
        now=request.now,
    )


def _note(case: ChildCase, given: Given, request: DeskRequest) -> object:
    return do.add_note(case=case, text=given["text"], by=request.actor, now=request.now)


_NOT_EARLY = tuple(state for state in OPEN_STATES if state is not S.IDENTIFIED)

ACTS: tuple[Act[ChildCase], ...] = (
    Act(
        "tiep-nhan",
        _("Tiếp nhận ca"),
        P.WRITE_CHILD_CASE,
        _in(S.IDENTIFIED),
        _simple(do.register, "child", "no_conflict"),
        _("Đã tiếp nhận ca."),
        forms.RegisterForm,
        hint=_("Chưa biết thì để trống hoặc chọn “Không biết”; bổ sung sau được."),
    ),
    Act(
        "danh-gia-ban-dau",
        _("Bắt đầu đánh giá ban đầu"),
        P.WRITE_CHILD_CASE,
        _in(S.REGISTERED),
        _simple(do.start_initial_assessment),
        _("Đã bắt đầu đánh giá ban đầu."),
    ),
    Act(
        "bien-phap-khan-cap",
        _("Ghi biện pháp khẩn cấp"),
        P.WRITE_CHILD_CASE,
        _in(*_NOT_EARLY),
        _simple(
            do.take_emergency_measure, "kind", "detail", "started_at", "ends_at", "decision_number"
        ),
        _("Đã ghi biện pháp khẩn cấp."),
        forms.MeasureForm,
        aside=True,
    ),
    Act(
        "cham-dut-cach-ly",
        _("Chấm dứt tạm thời cách ly"),
        P.WRITE_CHILD_CASE,
        lambda case: case.state in NOT_CLOSED and separation_of(case) is not None,
        _end_separation,
        _("Đã ghi quyết định chấm dứt cách ly."),
        forms.EndSeparationForm,
        hint=_("Theo quyết định của Chủ tịch Ủy ban nhân dân cấp xã."),
    ),
    Act(
        "phieu-danh-gia",
        _("Lập phiếu đánh giá"),
        P.WRITE_CHILD_CASE,
        lambda case: (
            case.state in (S.INITIAL_ASSESSMENT, S.ASSESSED, S.REVIEWING) and not _form_waits(case)
        ),
        _assess,
        _("Đã lập phiếu, đang chờ duyệt."),
        forms.AssessmentForm,
        hint=_("Đánh giá từng dòng ở mức cao, trung bình hoặc thấp."),
    ),
    Act(
        "duyet-phieu",
        _("Duyệt phiếu đánh giá"),
        P.APPROVE_ASSESSMENT,
        _form_waits,
        _decide_form(do.approve_assessment),
        _("Đã duyệt phiếu đánh giá."),
    ),
    Act(
        "tra-phieu",
        _("Trả lại phiếu"),
        P.APPROVE_ASSESSMENT,
        _form_waits,
        _decide_form(do.return_assessment, "reason"),
        _("Đã trả lại phiếu."),
        forms.ReasonForm,
        aside=True,
    ),
    Act(
        "lap-ke-hoach",
        _("Bắt đầu lập kế hoạch"),
        P.WRITE_CHILD_CASE,
        lambda case: case.state == S.ASSESSED and not _form_waits(case),
        _simple(do.start_planning),
        _("Đã mở kế hoạch."),
    ),
    Act(
        "ke-hoach",
        _("Viết kế hoạch"),
        P.WRITE_CHILD_CASE,
        _in(S.PLANNING),
        _simple(do.write_plan, "needs", "goal", "child_opinion"),
        _("Đã lưu kế hoạch."),
        forms.PlanForm,
    ),
    Act(
        "dich-vu",
        _("Thêm dịch vụ"),
        P.WRITE_CHILD_CASE,
        _in(S.PLANNING, S.IMPLEMENTING),
        _simple(do.add_service, "need", "action", "unit", "due_on"),
        _("Đã thêm dịch vụ."),
        forms.ServiceForm,
    ),
    Act(
        "trinh-ke-hoach",
        _("Trình duyệt kế hoạch"),
        P.WRITE_CHILD_CASE,
        _in(S.PLANNING),
        _simple(do.submit_plan),
        _("Đã trình kế hoạch."),
    ),
    Act(
        "duyet-ke-hoach",
        _("Duyệt kế hoạch"),
        P.APPROVE_PLAN,
        _in(S.PLAN_REVIEW),
        _simple(do.approve_plan, "decision_number", "decided_on"),
        _("Đã duyệt kế hoạch."),
        forms.DecisionForm,
    ),
    Act(
        "tra-ke-hoach",
        _("Trả lại kế hoạch"),
        P.APPROVE_PLAN,
        _in(S.PLAN_REVIEW),
        _simple(do.return_plan, "reason"),
        _("Đã trả lại kế hoạch."),
        forms.ReasonForm,
        aside=True,
    ),
    Act(
        "theo-doi",
        _("Ghi lần theo dõi"),
        P.WRITE_CHILD_CASE,
        _in(S.IMPLEMENTING, S.REVIEWING),
        _follow_up,
        _("Đã ghi lần theo dõi."),
        forms.FollowUpForm,
    ),
    Act(
        "ra-soat",
        _("Bắt đầu rà soát"),
        P.WRITE_CHILD_CASE,
        _in(S.IMPLEMENTING),
        _simple(do.start_review),
        _("Đã bắt đầu rà soát."),
    ),
    Act(
        "tiep-tuc",
        _("Tiếp tục kế hoạch"),
        P.WRITE_CHILD_CASE,
        lambda case: case.state == S.REVIEWING and not _form_waits(case),
        _simple(do.continue_plan),
        _("Ca trở lại thực hiện kế hoạch."),
        aside=True,
    ),
    Act(
        "de-nghi-dong",
        _("Đề nghị đóng ca"),
        P.WRITE_CHILD_CASE,
        lambda case: case.state == S.REVIEWING and not _form_waits(case),
        _ask_to_close,
        _("Đã đề nghị đóng ca."),
        forms.ClosureForm,
    ),
    Act(
        "duyet-dong",
        _("Duyệt đóng ca"),
        P.CLOSE_CHILD_CASE,
        _in(S.CLOSURE_REQUESTED),
        _simple(do.approve_closure),
        _("Đã đóng ca."),
    ),
    Act(
        "chua-dong",
        _("Chưa đồng ý đóng"),
        P.CLOSE_CHILD_CASE,
        _in(S.CLOSURE_REQUESTED),
        _simple(do.return_closure, "reason"),
        _("Đã trả lại đề nghị đóng ca."),
        forms.ReasonForm,
        aside=True,
    ),
    Act(
        "ghi-chu",
        _("Ghi diễn biến"),
        P.WRITE_CHILD_CASE,
        _in(*OPEN_STATES, S.SUSPENDED),
        _note,
        _("Đã ghi diễn biến."),
        forms.NoteForm,
        aside=True,
    ),
    Act(
        "tre",
        _("Bổ sung thông tin trẻ"),
        P.WRITE_CHILD_CASE,
        _in(*_NOT_EARLY),
        _simple(do.describe_child, "child"),
        _("Đã lưu thông tin trẻ."),
        forms.ChildForm,
        aside=True,
    ),
    Act(
        "tam-dung",
        _("Tạm dừng"),
        P.CLOSE_CHILD_CASE,
        _in(*OPEN_STATES),
        _simple(do.suspend, "reason", "wake_on"),
        _("Đã tạm dừng ca."),
        forms.SuspendForm,
        aside=True,
    ),
    Act(
        "lam-lai",
        _("Làm tiếp"),
        P.WRITE_CHILD_CASE,
        _in(S.SUSPENDED),
        _simple(do.resume),
        _("Ca trở lại trạng thái trước khi tạm dừng."),
    ),
    Act(
        "mo-lai",
        _("Mở lại ca"),
        P.CLOSE_CHILD_CASE,
        _in(S.CLOSED),
        _simple(do.reopen, "reason"),
        _("Đã mở lại ca với thời hạn mới."),
        forms.ReasonForm,
        kind="secondary",
    ),
)


def _end_service(service: Service, given: Given, request: DeskRequest) -> object:
    return do.end_service(
        service=service,
        state=ServiceState(given["state"]),
        outcome=given["outcome"],
        version=given["version"],
        by=request.actor,
        now=request.now,
    )


END_SERVICE: Act[Service] = Act(
    "ket-qua",
    _("Ghi kết quả dịch vụ"),
    P.WRITE_CHILD_CASE,
    lambda service: service.ended_at is None,
    _end_service,
    _("Đã ghi kết quả dịch vụ."),
    forms.OutcomeForm,
)
