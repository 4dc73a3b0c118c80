"""The main job again: twice, after somebody's clicks, in a file without findings."""

import json
from datetime import timedelta

import docx
import pytest

from lachan.cases.models import ChildCase
from lachan.cases.rules import CaseState
from lachan.common.errors import Fault
from lachan.demo.people import cast, invent
from lachan.demo.report_story import prepare
from lachan.demo.seed import SERVED_FOR
from lachan.demo.story import Story
from lachan.people.rules import Role
from lachan.programme import operations
from lachan.programme.models import Report
from lachan.programme.rules import ReportState
from lachan.takedown.models import ContentCase
from lachan.takedown.rules import ContentState
from tests.demo.conftest import NOW
from tests.demo.telling import invented, tell

pytestmark = pytest.mark.django_db


def test_told_twice_it_ends_as_well(furnished):
    file = invented(furnished)
    first, second = (tell(file, NOW + timedelta(days=day)) for day in (0, 1))

    assert "0 tin mới, 4 đã có" in second.whole
    assert ChildCase.objects.filter(state=CaseState.CLOSED).count() == 2
    assert first.path != second.path
    assert all(docx.Document(one.path).paragraphs for one in (first, second))


@pytest.mark.parametrize("state", ["draft", "submitted", "approved"])
def test_a_report_that_somebody_left_on_the_way_is_worked_on(furnished, state):
    """The demo's own coordinator may have got so far by clicking."""
    left = begun(state)

    tell(invented(furnished))

    assert Report.objects.get(pk=left.pk).state in {ReportState.APPROVED, ReportState.ISSUED}


def begun(state):
    invent(now=NOW - SERVED_FOR)
    story = Story(now=NOW - timedelta(days=1), say=lambda line: None, people=cast(NOW))
    left = prepare(story)
    if state == "draft":
        return operations.return_report(
            report=left, reason="Xem lại.", by=story.people[Role.LEADER], now=NOW
        )
    if state == "approved":
        return operations.sign_report(report=left, by=story.people[Role.LEADER], now=NOW)
    return left


def test_a_file_in_which_no_rule_meets_anything_tells_the_story_of_the_tip(furnished, tmp_path):
    file = tmp_path / "yen-lanh.jsonl"
    file.write_text(json.dumps({"id": "1", "text": "Trường mẫu trồng cây."}, ensure_ascii=False))

    told = tell(file)

    assert "vụ nội dung sẽ mở từ tin báo" in told.whole
    assert ContentCase.objects.get().state == ContentState.CLOSED


def test_a_day_on_which_no_unit_existed_says_what_is_missing(furnished):
    with pytest.raises(Fault, match="load content/units first"):
        tell(invented(furnished), NOW.replace(year=1999))
