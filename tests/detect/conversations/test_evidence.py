"""Stages are found however they are typed, at their place, and not where they are denied."""

import pytest

from lachan.detect.conversations.evidence import Finder, joined, writes_marks
from lachan.detect.conversations.phrases import slots
from lachan.detect.conversations.stages import Part, Stage
from lachan.detect.teencode import read_teencode
from tests.detect.conftest import CONTENT

TEEN, _PROBLEMS = read_teencode(CONTENT / "teencode")
GROUPS = {"me": ["mẹ", "bố mẹ"]}


def stage(code, *lines, unless=(), negatable=True):
    phrases, masks = (tuple(slots(line, GROUPS) for line in part) for part in (lines, unless))
    return Stage(code, code, code, {"du_do": 1.0}, 1, Part.OWN, negatable, phrases, masks)


FINDER = Finder(
    [
        stage("kin", "đừng … kể (với|cho|) <me>", "không cho <me> biết", negatable=False),
        stage("anh", "gửi anh … (ảnh|hình)", unless=["bài tập"]),
    ],
    [slots("người lạ", {})],
    TEEN,
)


def found(text):
    return [(one.stage.code, [text[a:b] for a, b in one.spans]) for one in FINDER.find([text])[0]]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("đừng kể với mẹ nhé", ["đừng kể với mẹ"]),
        ("Dung ke me nha", ["Dung ke me"]),
        ("đừng có mà kể cho bố mẹ", ["đừng", "kể cho bố mẹ"]),
        ("k cho mẹ bít", ["k cho mẹ bít"]),
        ("đừng\u200b kể  với\nmẹ", ["đừng", "kể  với\nmẹ"]),
    ],
)
def test_a_phrase_is_found_however_it_is_typed(text, spans):
    assert found(text) == [("kin", spans)]


@pytest.mark.parametrize(
    "text",
    [
        "đừng kể chuyện với mẹ",
        "đừng kể với mẻ",
        "đừng kể với\n\nmẹ",
        "đừng nói gì hết cả đi rồi hãy đến đây mà kể với mẹ",
        "đứng kể với mẹ",
        "xđừng kể với mẹ",
    ],
)
def test_what_only_looks_like_it_is_not_found(text):
    assert found(text) == []


def test_a_short_spelling_means_the_word_it_is_short_for():
    assert found("gửi a tấm hình") == [("anh", ["gửi a tấm hình"])]
    assert found("gửi anh tấm a") == []


def test_who_writes_marks_means_the_word_without_them():
    assert found("nó gửi anh cái hinh ở đó") == []
    assert found("gui anh cai hinh") == [("anh", ["gui anh cai hinh"])]


@pytest.mark.parametrize("before", ["đừng ", "không nên ", "k ", "chưa "])
def test_a_denied_phrase_does_not_count(before):
    assert found(before + "gửi anh tấm hình") == []


def test_a_phrase_that_begins_with_a_denial_does():
    assert found("anh không cho mẹ biết") == [("kin", ["không cho mẹ biết"])]


def test_an_exception_cancels_its_stage_only_in_the_same_turn():
    text = "gửi anh ảnh bài tập, đừng kể với mẹ"

    assert found(text) == [("kin", ["đừng kể với mẹ"])]


def test_advice_is_no_evidence():
    assert found("đừng kể với mẹ là câu của người lạ") == []


def test_marks_are_written_when_every_fourth_word_has_some():
    assert writes_marks("đừng kể với mẹ")
    assert not writes_marks("dung ke voi mẹ")
    assert not writes_marks("mẹ")


def test_spans_with_at_most_a_short_word_between_them_are_one():
    assert joined("ab cd,ef", [(3, 5), (0, 2), (6, 8), (3, 4)]) == ((0, 5), (6, 8))
    assert joined("kể với mẹ", [(0, 2), (7, 9)]) == ((0, 9),)
    assert joined("kể chuyện gì mẹ", [(0, 2), (13, 15)]) == ((0, 2), (13, 15))
