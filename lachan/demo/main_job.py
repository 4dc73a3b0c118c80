"""The main job, from a news file and a child's report to a signed half-year report.

Every step is an operation that a screen uses, done by the person whose work it is. The story takes
four days, so it begins four days before `now`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from lachan.clocks import queries as clocks
from lachan.common.refs import Ref
from lachan.common.time import local
from lachan.demo.child_story import help_child
from lachan.demo.content_story import take_down
from lachan.demo.people import cast, invent
from lachan.demo.report_story import report
from lachan.demo.seed import SERVED_FOR, source_of
from lachan.demo.story import Story
from lachan.journal.operations import seal
from lachan.journal.rules import Author
from lachan.journal.verification import verify
from lachan.monitor.models import Finding, Item
from lachan.monitor.operations.imports import import_file
from lachan.monitor.operations.scans import scan
from lachan.people.rules import Role
from lachan.tips.models import Tip
from lachan.tips.operations.receiving import receive
from lachan.tips.rules import AgeBand, Answer, Channel, Place, ReporterRole, TipAnswers
from lachan.triage.operations import take_in, watch

BEGAN = timedelta(days=4)
CHILD = TipAnswers(
    danger=Answer.YES,
    age_band=AgeBand.FROM_10,
    reporter_role=ReporterRole.SELF,
    harm="T07",
    place_kind=Place.FACEBOOK,
    ongoing=Answer.YES,
    narrative="Các bạn trong nhóm lớp mẫu chê em mỗi ngày. Em sợ, em không dám đi học.",
    locator="nhóm lớp mẫu 5X",
)


def run(source: Path, *, now: datetime, say: Callable[[str], None] = print) -> Path:
    """Tells the story over the articles of a JSONL file; the path of the .docx it ends with.

    Raises Fault where the house is not furnished (no units, no programme) and Refused where a
    step is not allowed: both say what to do.
    """
    invent(now=now - SERVED_FOR)
    story = Story(now=now - BEGAN, say=say)
    story.people = cast(now)
    finding = _read(source, story)
    tip = _hear(story)
    taken = take_in(now=story.now)
    story.tell(f"{taken} mục mới vào hàng chờ phân loại")
    child_case = help_child(tip, story)
    content_case = take_down(finding, tip, story)
    story.move(hours=1)
    closed = watch(now=story.now)
    story.tell(f"Theo dõi sau khi giao: {closed} mục được cập nhật")
    _speak_of_clocks(Ref.of(child_case), child_case.number, story)
    _speak_of_clocks(Ref.of(content_case), content_case.number, story)
    for asked in content_case.requests.all():
        _speak_of_clocks(Ref.of(asked), content_case.number, story)
    path = report(story, folder=Path(settings.VAR) / "demo")
    _check_trail(story)
    return path


def _read(source: Path, story: Story) -> Finding | None:
    by = story.people[Role.CONTENT_OFFICER]
    feed = source_of(story.now, name=f"Tệp tin: {source.name}"[:200])
    # At once: a worker that runs beside the story would else read the items by today's clock.
    with transaction.atomic():
        result = import_file(source=feed, file=source, by=by, now=story.now)
        found = scan(items=Item.objects.filter(source=feed), now=story.now)
    story.tell(
        f"Nhập {source.name}: {result.new} tin mới, {result.known} đã có, "
        f"{result.refused} dòng bị từ chối"
    )
    story.tell(f"Quy tắc nêu {len(found)} phát hiện mới")
    chosen = (
        Finding.objects.filter(item__source=feed, state="open").order_by("severity", "pk").first()
    )
    if chosen is None:
        story.tell("Không có phát hiện nào chưa xử lý trong tệp: vụ nội dung sẽ mở từ tin báo")
        return None
    words = ", ".join(f"“{chosen.item.text[start:end]}”" for start, end, _ in chosen.spans[:4])
    story.tell(f"Xem một phát hiện: {chosen.explanation} Chữ khớp: {words or 'trong tiêu đề'}")
    return chosen


def _hear(story: Story) -> Tip:
    received = receive(
        answers=CHILD,
        channel=Channel.WEB,
        received_at=story.now,
        by=Author.public(),
        now=story.now,
        token=None,
    )
    story.tell(f"Một em nhỏ báo tin: {received.tip.number}, mức {received.tip.severity}")
    return received.tip


def _speak_of_clocks(subject: Ref, number: str, story: Story) -> None:
    for clock in clocks.for_subject(subject):
        story.tell(
            f"{number}: {clock.rule.title}, hạn {local(clock.due_at):%H:%M %d/%m/%Y}: "
            f"{clock.get_state_display()}"
        )


def _check_trail(story: Story) -> None:
    sealed = seal(now=story.now)
    verdict = verify()
    story.tell(
        f"Nhật ký: {sealed} dòng vừa niêm phong, {verdict.checked} dòng đã kiểm tra, "
        f"{'nguyên vẹn' if verdict.ok else 'CÓ VẤN ĐỀ'}"
    )
