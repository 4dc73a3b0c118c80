"""The main job through the operations the screens use: told, closed, counted, signed, provable."""

import re

import docx
import pytest
from django.conf import settings
from django.db import transaction

from lachan.cases.models import ChildCase
from lachan.cases.rules import CaseState
from lachan.clocks.models import Clock
from lachan.clocks.rules.states import ClockState
from lachan.journal.models import Entry
from lachan.journal.verification import verify
from lachan.monitor.models import Item
from lachan.programme.models import Figure, FigureSide, Report
from lachan.programme.queries import sources
from lachan.takedown.models import ContentCase
from lachan.takedown.rules import ContentState, Outcome
from lachan.tips.models import Tip
from lachan.tips.rules import TipState
from tests.demo.telling import invented, tell

pytestmark = pytest.mark.django_db

NEWS = settings.ROOT.parent / "shared" / "data" / "news_2026" / "items.jsonl"


@pytest.fixture(scope="module", params=["invented", "real"])
def told(furnished, request):
    """The job, told once of invented articles and once of the real news."""
    if request.param == "real" and not NEWS.exists():
        pytest.skip(f"no {NEWS}")
    with transaction.atomic():
        yield tell(invented(furnished) if request.param == "invented" else NEWS)
        transaction.set_rollback(True)


def test_every_step_is_told_in_order_with_its_moment(told):
    numbers = [int(re.match(r" *(\d+)\. \[\d\d/\d\d \d\d:\d\d\] \S", one)[1]) for one in told.lines]

    assert numbers == list(range(1, len(told.lines) + 1))
    assert len(numbers) > 20


@pytest.mark.parametrize(
    "step",
    [
        "tin mới",
        "Quy tắc nêu",
        "Chữ khớp",
        "Một em nhỏ báo tin",
        "vào hàng chờ phân loại",
        "Mở ca bảo vệ trẻ TE-2026-",
        "Mở vụ nội dung ND-2026-",
        "thời hạn 24 giờ của nền tảng bắt đầu",
        "duyệt đóng ca",
        "Đóng vụ",
        "Lãnh đạo ký báo cáo",
        "nguyên vẹn",
    ],
)
def test_the_path_has_every_room(told, step):
    assert step in told.whole


def test_no_word_of_the_child_is_told(told):
    """What is printed may be kept in a terminal or a log."""
    assert "chê em mỗi ngày" not in told.whole
    assert "Nguyễn Ví Dụ" not in told.whole


def test_it_ends_with_a_word_document_that_opens(told):
    paper = docx.Document(told.path)

    words = [paragraph.text for paragraph in paper.paragraphs]
    assert told.path.suffix == ".docx"
    assert str(told.path) in told.whole
    assert any("Tiếp tục theo dõi báo chí" in text for text in words)


def test_both_cases_are_closed(told):
    assert ChildCase.objects.get().state == CaseState.CLOSED
    assert ContentCase.objects.get().state == ContentState.CLOSED
    assert ContentCase.objects.get().outcome == Outcome.REMOVED


def test_the_tip_is_closed_too(told):
    assert Tip.objects.get().state == TipState.CLOSED


def test_every_deadline_of_the_two_cases_was_met(told):
    numbers = {ChildCase.objects.get().number, ContentCase.objects.get().number}
    states = set(Clock.objects.filter(label__in=numbers).values_list("rule__code", "state"))

    assert {state for _rule, state in states} == {ClockState.MET}
    assert {rule for rule, _state in states} == {
        "EMERGENCY_12H",
        "PLAN_5WD",
        "CONTENT_DECISION",
        "TAKEDOWN_24H",
    }


def test_every_figure_is_the_sum_of_its_records(told):
    wrong = []
    for figure in Figure.objects.select_related("indicator"):
        for side in FigureSide:
            value = getattr(figure, side.value)
            amount = sum(sources(figure, side).values_list("amount", flat=True))
            if value is not None and value != amount:
                wrong.append((figure.indicator.code, side.value, value, amount))
    assert not wrong


def test_the_two_cases_are_in_the_figures(told):
    labels = {
        label
        for figure in Figure.objects.all()
        for label in sources(figure, FigureSide.NUMERATOR).values_list("label", flat=True)
    }

    assert {ChildCase.objects.get().number, ContentCase.objects.get().number} <= labels


def test_the_report_is_signed_by_another_than_who_prepared_it(told):
    report = Report.objects.get()

    assert report.approved_by_id not in {None, report.prepared_by_id}


def test_the_trail_proves_itself(told):
    verdict = verify()

    assert (verdict.ok, verdict.unsealed, verdict.problems) == (True, 0, ())
    assert verdict.checked == Entry.objects.count()


def test_every_line_of_the_file_is_read(told):
    assert "0 dòng bị từ chối" in told.whole
    assert f" {Item.objects.count()} tin mới" in told.whole
