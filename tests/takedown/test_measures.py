"""Every figure of a takedown can list its records."""

from datetime import timedelta

import pytest

from lachan.common.measures import Window
from lachan.takedown import operations
from lachan.takedown.measures import MEASURES, median_hours
from lachan.takedown.rules import ContentState, RequestState
from tests.builders import NOON, takedown

BY_CODE = {measure.code: measure for measure in MEASURES}
WEEK = Window(NOON - timedelta(days=1), NOON + timedelta(days=7))
BEFORE = Window(NOON - timedelta(days=2), NOON - timedelta(days=1))


def facts(code, window=WEEK):
    return list(BY_CODE[code].facts(window))


def answered(kind, hours):
    story = takedown.story(ContentState.WAITING)
    story.now = NOON + timedelta(hours=hours)
    story.reply(kind)
    return story


@pytest.mark.parametrize(
    ("code", "kind", "hours", "in_time"),
    [
        ("takedown.done", RequestState.REMOVED, 3, "yes"),
        ("takedown.done_in_time", RequestState.AGE_GATED, 24, "yes"),
        ("takedown.done_late", RequestState.GEO_BLOCKED, 30, "no"),
        ("takedown.refused", RequestState.REFUSED, 3, "yes"),
        ("takedown.no_reply", RequestState.NO_REPLY, 25, "no"),
    ],
)
def test_an_answer_is_counted_as_what_it_is(content, code, kind, hours, in_time):
    story = answered(kind, hours)

    (fact,) = facts(code)

    assert (fact.label, fact.dims["result"], fact.dims["in_time"]) == (
        story.case.number,
        kind,
        in_time,
    )
    assert not facts(code, BEFORE)


def test_done_is_in_time_or_late(content):
    answered(RequestState.REMOVED, 3)
    answered(RequestState.REMOVED, 40)

    assert [
        BY_CODE[f"takedown.{c}"].count(WEEK) for c in ("done", "done_in_time", "done_late")
    ] == [
        2,
        1,
        1,
    ]


def test_the_median_is_over_what_was_done(content):
    for hours in (2, 4, 30):
        answered(RequestState.REMOVED, hours)
    answered(RequestState.REFUSED, 1)

    assert median_hours(WEEK) == 4
    assert median_hours(BEFORE) is None


def test_sent_requests_are_broken_down_by_platform(content):
    takedown.case(ContentState.WAITING)

    (fact,) = facts("takedown.sent")

    assert fact.dims == {
        "harm": "T11",
        "severity": "S3",
        "platform": "Mạng Ví Dụ",
        "channel": "letter",
    }


def test_cases_are_counted_opened_and_closed(content):
    takedown.case(ContentState.CLOSED)
    takedown.case()

    assert BY_CODE["content.opened"].count(WEEK) == 2
    assert [fact.dims["outcome"] for fact in facts("content.closed")] == ["removed"]


def test_what_reappeared_is_counted(content):
    story = takedown.story(ContentState.VERIFIED)
    story.by_officer(operations.record_reappearance, request=story.request)

    assert BY_CODE["takedown.reappeared"].count(WEEK) == 1
