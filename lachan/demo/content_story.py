"""A content case from the queue to its closing: drafted, approved, sent, answered, looked at."""

from lachan.common.errors import Fault
from lachan.common.time import local_date
from lachan.demo.people import unit_for
from lachan.demo.story import Story
from lachan.monitor.models import Finding
from lachan.people.rules import Actor, Function, Role
from lachan.takedown import operations as do
from lachan.takedown.models import ContentCase, TakedownRequest
from lachan.takedown.queries import bases_on
from lachan.takedown.rules import Channel, Found, RequestState
from lachan.tips.models import Tip
from lachan.tips.queries import reading
from lachan.triage import operations as triage
from lachan.triage.models import QueueEntry


def take_down(finding: Finding | None, tip: Tip, story: Story) -> ContentCase:
    """The whole way of one case, from a finding or else from the tip. Returns it closed."""
    case = _from_finding(finding, story) if finding else _from_tip(tip, story)
    officer = story.people[Role.CONTENT_OFFICER]
    supervisor = story.people[Role.TRIAGE_SUPERVISOR]
    asked = _ask(case, officer, supervisor, story)
    for kind, hours in ((RequestState.ACKNOWLEDGED, 2), (RequestState.REMOVED, 5)):
        case.refresh_from_db()
        moment = story.move(hours=hours)
        do.record_reply(
            request=asked,
            kind=kind,
            received_at=moment,
            text="Trả lời mẫu của nền tảng.",
            version=case.version,
            by=officer,
            now=moment,
        )
        asked.refresh_from_db()
    story.tell("Nền tảng đã nhận rồi báo đã gỡ, trong 24 giờ")
    _look(asked, officer, story)
    case.refresh_from_db()
    do.close_content_case(case=case, version=case.version, by=officer, now=story.move())
    case.refresh_from_db()
    story.tell(f"Đóng vụ {case.number}: {case.get_outcome_display()}")
    return case


def _from_finding(finding: Finding, story: Story) -> ContentCase:
    officer = story.people[Role.INTAKE_OFFICER]
    entry = QueueEntry.objects.get(finding=finding)
    entry = triage.take(entry=entry, version=entry.version, by=officer, now=story.move())
    case = triage.open_content_case(
        entry=entry,
        unit=unit_for(Function.E_INFORMATION_LEAD, story.now),
        platform=(finding.item.publisher or finding.item.source.name)[:60],
        locator=finding.item.url or f"mục tin {finding.item_id}",
        version=entry.version,
        by=officer,
        now=story.move(),
    )
    story.tell(f"Mở vụ nội dung {case.number} từ phát hiện {entry.number}")
    return case


def _from_tip(tip: Tip, story: Story) -> ContentCase:
    entry = QueueEntry.objects.get(tip=tip)
    case = triage.open_content_case(
        entry=entry,
        unit=unit_for(Function.E_INFORMATION_LEAD, story.now),
        platform=tip.get_place_kind_display(),
        locator=reading(tip).locator,
        version=entry.version,
        by=story.people[Role.INTAKE_OFFICER],
        now=story.move(),
    )
    story.tell(f"Mở vụ nội dung {case.number} từ tin báo {entry.number}")
    return case


def _ask(case: ContentCase, officer: Actor, supervisor: Actor, story: Story) -> TakedownRequest:
    basis = bases_on(local_date(story.now)).filter(verified=True).first()
    if basis is None:
        raise Fault("No verified legal basis is in force: see content/legal_bases.")
    asked = do.draft_request(
        case=case,
        channel=Channel.LETTER,
        legal_basis=basis,
        requester_function=Function.E_INFORMATION_LEAD,
        version=case.version,
        by=officer,
        now=story.move(),
    )
    case.refresh_from_db()
    do.approve_request(request=asked, version=case.version, by=supervisor, now=story.move())
    story.tell(f"Yêu cầu gỡ bỏ: người lập và người duyệt khác nhau; căn cứ {basis}")
    case.refresh_from_db()
    asked.refresh_from_db()
    do.letter(
        request=asked,
        issuer_code="SVHTTDL",
        place="Thái Nguyên",
        signer="Người Ký Mẫu",
        signer_post="Giám đốc",
        by=officer,
        now=story.now,
    )
    do.send_request(
        request=asked,
        reference="công văn mẫu",
        version=case.version,
        by=officer,
        now=story.move(),
    )
    asked.refresh_from_db()
    story.tell("Công văn gửi đi; thời hạn 24 giờ của nền tảng bắt đầu")
    return asked


def _look(asked: TakedownRequest, officer: Actor, story: Story) -> None:
    looked = 0
    for recheck in asked.rechecks.order_by("due_at"):
        if recheck.due_at > story.now:
            break
        asked.case.refresh_from_db()
        do.record_recheck(
            recheck=recheck,
            found=Found.STILL_GONE,
            version=asked.case.version,
            by=officer,
            now=story.now,
        )
        looked += 1
    story.tell(f"Cán bộ nội dung mở địa chỉ kiểm tra {looked} lần: không còn")
