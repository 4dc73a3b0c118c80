"""A child case from the queue to its closing, by the officer, the commune worker and the Chair."""

from datetime import timedelta

from lachan.cases import operations as do
from lachan.cases.models import Assessment, ChildCase
from lachan.cases.queries import plan_of
from lachan.cases.rules import (
    AssessmentKind,
    ChildFacts,
    ClosureReason,
    FollowUpMethod,
    HarmItem,
    Level,
    Measure,
    Need,
    Outcome,
    ProtectionItem,
    Risk,
    ServiceState,
    Sex,
)
from lachan.common.time import local_date
from lachan.demo.people import unit_for
from lachan.demo.story import Story
from lachan.people.rules import Actor, Function, Role
from lachan.tips.models import Tip
from lachan.tips.operations.messages import write_to_reporter
from lachan.triage import operations as triage
from lachan.triage.models import QueueEntry


def help_child(tip: Tip, story: Story) -> ChildCase:
    """The whole way of one case. Returns it closed."""
    case = _open(tip, story)
    worker, chair = story.people[Role.COMMUNE_WORKER], story.people[Role.COMMUNE_CHAIR]
    _register(case, worker, story)
    _protect(case, worker, story)
    _assess(case, AssessmentKind.M02, Risk.MEDIUM, Level.MEDIUM, story)
    _assess(case, AssessmentKind.M03, Risk.MEDIUM, Level.MEDIUM, story)
    _plan(case, worker, chair, story)
    _carry_out(case, worker, story)
    _assess(case, AssessmentKind.M06, Risk.LOW, Level.LOW, story)
    case.refresh_from_db()
    do.request_closure(
        case=case,
        reason=ClosureReason.GOALS_MET,
        outcome=Outcome.SAFE,
        child_view="Em thấy vui lại và đã đi học.",
        version=case.version,
        by=worker,
        now=story.move(),
    )
    case.refresh_from_db()
    do.approve_closure(case=case, version=case.version, by=chair, now=story.move())
    case.refresh_from_db()
    story.tell(f"Chủ tịch xã duyệt đóng ca {case.number}")
    return case


def _open(tip: Tip, story: Story) -> ChildCase:
    officer = story.people[Role.INTAKE_OFFICER]
    entry = QueueEntry.objects.get(tip=tip)
    entry = triage.take(entry=entry, version=entry.version, by=officer, now=story.move())
    story.tell(f"Cán bộ tiếp nhận xem {entry.number}")
    write_to_reporter(
        tip=tip,
        body="Cảm ơn em đã kể. Em không có lỗi. Cô chú đang tìm cách giúp em.",
        by=officer,
        now=story.now,
    )
    case = triage.open_child_case(
        entry=entry,
        unit=unit_for(Function.COMMUNE_AUTHORITY, story.now),
        summary="Học sinh bị chê bai trong nhóm lớp trên mạng, đang sợ, không dám đi học.",
        version=entry.version,
        by=officer,
        now=story.move(),
    )
    story.tell(f"Mở ca bảo vệ trẻ {case.number}, hai thời hạn bắt đầu tính từ lúc em báo")
    return case


def _register(case: ChildCase, worker: Actor, story: Story) -> None:
    child = ChildFacts(
        name="Em Nguyễn Ví Dụ",
        sex=Sex.UNKNOWN,
        estimated_age=10,
        estimated_in=local_date(story.now).year,
        commune_id=case.owner_unit_id,
    )
    do.register(
        case=case,
        child=child,
        no_conflict=True,
        version=case.version,
        by=worker,
        now=story.move(hours=1),
    )
    case.refresh_from_db()
    do.start_initial_assessment(case=case, version=case.version, by=worker, now=story.move())
    story.tell("Cán bộ xã tiếp nhận ca và bắt đầu đánh giá ban đầu")


def _protect(case: ChildCase, worker: Actor, story: Story) -> None:
    case.refresh_from_db()
    do.take_emergency_measure(
        case=case,
        kind=Measure.PSYCHOLOGICAL,
        detail="Gặp trẻ tại nhà cùng cô giáo; gia đình ở bên trẻ.",
        started_at=story.now,
        version=case.version,
        by=worker,
        now=story.now,
    )
    story.tell("Biện pháp khẩn cấp trong 12 giờ: đã gặp và ở bên trẻ")


def _assess(
    case: ChildCase, kind: AssessmentKind, risk: Risk, level: Level, story: Story
) -> Assessment:
    worker, chair = story.people[Role.COMMUNE_WORKER], story.people[Role.COMMUNE_CHAIR]
    case.refresh_from_db()
    form = do.write_assessment(
        case=case,
        kind=kind,
        risk=risk,
        harm=dict.fromkeys(HarmItem, level),
        protective=dict.fromkeys(ProtectionItem, Level.MEDIUM),
        conclusion="Trẻ buồn, được gia đình và cô giáo quan tâm.",
        version=case.version,
        by=worker,
        now=story.move(),
    )
    case.refresh_from_db()
    do.approve_assessment(assessment=form, version=case.version, by=chair, now=story.move())
    story.tell(f"{form.get_kind_display()}: cán bộ xã lập, Chủ tịch xã duyệt")
    return form


def _plan(case: ChildCase, worker: Actor, chair: Actor, story: Story) -> None:
    case.refresh_from_db()
    do.start_planning(case=case, version=case.version, by=worker, now=story.move())
    case.refresh_from_db()
    do.write_plan(
        case=case,
        needs=[Need.MENTAL_HEALTH],
        goal="Trẻ vui vẻ trở lại lớp, nhóm chat dừng chê bai.",
        child_opinion="Em muốn cô giáo nói chuyện với các bạn, không phạt ai.",
        version=case.version,
        by=worker,
        now=story.move(),
    )
    case.refresh_from_db()
    do.add_service(
        case=case,
        need=Need.MENTAL_HEALTH,
        action="Gặp gỡ, trò chuyện với trẻ và cô giáo chủ nhiệm.",
        unit=case.owner_unit,
        due_on=local_date(story.now) + timedelta(days=2),
        version=case.version,
        by=worker,
        now=story.move(),
    )
    case.refresh_from_db()
    do.submit_plan(case=case, version=case.version, by=worker, now=story.move())
    case.refresh_from_db()
    do.approve_plan(
        case=case,
        decision_number="01/QĐ-UBND (mẫu)",
        decided_on=local_date(story.now),
        version=case.version,
        by=chair,
        now=story.move(),
    )
    story.tell("Kế hoạch hỗ trợ: cán bộ xã trình, Chủ tịch xã quyết định")


def _carry_out(case: ChildCase, worker: Actor, story: Story) -> None:
    case.refresh_from_db()
    plan = plan_of(case)
    assert plan is not None
    for service in plan.services.all():
        do.begin_service(service=service, version=case.version, by=worker, now=story.move())
        case.refresh_from_db()
        service.refresh_from_db()
        do.end_service(
            service=service,
            state=ServiceState.IMPLEMENTED,
            outcome="Đã gặp trẻ và lớp; nhóm chat đã giải tán.",
            version=case.version,
            by=worker,
            now=story.move(hours=20),
        )
        case.refresh_from_db()
    do.record_follow_up(
        case=case,
        done_at=story.now,
        method=FollowUpMethod.VISIT,
        finding="Trẻ đã đi học lại, ăn ngủ bình thường.",
        seen_alone=True,
        version=case.version,
        by=worker,
        now=story.move(),
    )
    case.refresh_from_db()
    do.start_review(case=case, version=case.version, by=worker, now=story.move())
    story.tell("Dịch vụ xong, đã thăm trẻ; bắt đầu rà soát")
