"""The half-year report: prepared by the coordinator, signed by the leader, kept as a .docx."""

from pathlib import Path

from lachan.common.errors import Fault
from lachan.common.time import local_date
from lachan.demo.people import unit_for
from lachan.demo.story import Story
from lachan.papers.queries import content_of, file_name
from lachan.people.models import Unit
from lachan.people.rules import Function, Role
from lachan.programme import operations as do
from lachan.programme import queries
from lachan.programme.models import FigureSide, Period, Report
from lachan.programme.periods import PeriodKind
from lachan.programme.rules import (
    OPEN_REPORT,
    REQUIRED_SECTIONS,
    ReportState,
    number_text,
    percent_text,
)

TEXTS = {
    "I": "Đã ban hành kế hoạch năm và giao nhiệm vụ cho các đơn vị theo văn bản chỉ đạo.",
    "III": "Một số đơn vị chưa nhập số liệu; đang đôn đốc.",
    "IV": "Tiếp tục theo dõi báo chí, mạng xã hội; hỗ trợ trẻ em khi có tin báo.",
    "V": "Đề nghị sớm ban hành chương trình giai đoạn 2026 - 2030.",
}


def report(story: Story, *, folder: Path) -> Path:
    """Prepares, submits, signs and writes the paper into the folder. Returns its path."""
    done = prepare(story)
    for figure in queries.figures(done):
        if not figure.numerator:
            continue
        records = queries.sources(figure, FigureSide.NUMERATOR)
        labels = ", ".join(records.values_list("label", flat=True)[:3])
        share = percent_text(figure.numerator, figure.denominator)
        ratio = f" ({share})" if figure.indicator.denominator else ""
        story.tell(
            f"{figure.indicator.code} {figure.indicator.name}: "
            f"{number_text(figure.numerator)}{ratio}, từ {records.count()} hồ sơ: {labels}"
        )
    leader = story.people[Role.LEADER]
    signed = do.sign_report(report=done, by=leader, now=story.move())
    signed.refresh_from_db()
    if signed.paper is None:
        raise Fault("The signed report has no paper.")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(signed.paper)
    path.write_bytes(content_of(signed.paper))
    story.tell(f"Lãnh đạo ký báo cáo {signed.period.title}: {path}")
    return path


def prepare(story: Story) -> Report:
    """A fresh report of this half-year; one that somebody left on the way is worked on."""
    by = story.people[Role.COORDINATOR]
    on = local_date(story.now)
    period = do.open_period(kind=PeriodKind.HALF_YEAR, day=on, by=by, now=story.now)
    programme = queries.programme_on(on)
    if programme is None:
        raise Fault("No programme is loaded: see content/programmes.")
    unit = unit_for(Function.PROGRAMME_LEAD, story.now)
    left = _left_on_the_way(period, unit, story)
    if left is None:
        left = do.prepare_report(
            programme=programme, period=period, unit=unit, by=by, now=story.now
        )
    else:
        do.recompute(report=left, by=by, now=story.now)
    for section in REQUIRED_SECTIONS:
        do.write_section(
            report=left, section=section, text=TEXTS[section.value], by=by, now=story.now
        )
    done = do.submit_report(report=left, by=by, now=story.move())
    story.tell(f"Điều phối lập và trình báo cáo {period.title}")
    return done


def _left_on_the_way(period: Period, unit: Unit, story: Story) -> Report | None:
    """What an earlier telling or somebody's clicks left. A signed report is issued, so that the
    next edition may begin; one that waits for its signature goes back for today's figures."""
    left = Report.objects.filter(period=period, unit=unit).exclude(state=ReportState.ISSUED).first()
    if left is None or left.state in OPEN_REPORT:
        return left
    if left.state == ReportState.SUBMITTED:
        leader = story.people[Role.LEADER]
        reason = "Cập nhật số liệu đến hôm nay."
        return do.return_report(report=left, reason=reason, by=leader, now=story.now)
    by = story.people[Role.COORDINATOR]
    do.number_report(report=left, number=left.pk, day=local_date(story.now), by=by, now=story.now)
    return None
