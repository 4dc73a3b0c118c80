"""A line is a text with its facts, or is refused by field and reason."""

import pytest

from lachan.detect.lines import Line
from lachan.detect.rows import REASON_LABELS, BadRow, Reason, parse


def line(text):
    return Line(1, 0, len(text), text=text)


def test_a_row_keeps_what_it_was_given():
    row = parse(line('{"id": 7, "text": "x", "title": null, "url": "u", "source": "s"}'))

    assert (row.id, row.text, row.title, row.url, row.source) == (7, "x", "", "u", "s")


@pytest.mark.parametrize(
    ("text", "field", "reason"),
    [
        ("{", "", Reason.NOT_JSON),
        ("[" * 100_000, "", Reason.NOT_JSON),
        ("[1]", "", Reason.NOT_AN_OBJECT),
        ('{"text": "x"}', "id", Reason.MISSING),
        ('{"id": " ", "text": "x"}', "id", Reason.MISSING),
        ('{"id": true, "text": "x"}', "id", Reason.NOT_TEXT),
        ('{"id": "1"}', "text", Reason.MISSING),
        ('{"id": "1", "text": 5}', "text", Reason.NOT_TEXT),
        ('{"id": "1", "text": "x", "title": ["a"]}', "title", Reason.NOT_TEXT),
        ('{"id": "1", "text": "a\\u0000b"}', "text", Reason.BROKEN_TEXT),
        ('{"id": "1", "text": "\\ud800"}', "text", Reason.BROKEN_TEXT),
    ],
)
def test_a_bad_row_is_refused_by_field_and_reason(text, field, reason):
    with pytest.raises(BadRow) as refusal:
        parse(line(text))

    assert (refusal.value.field, refusal.value.reason) == (field, reason)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (Line(1, 0, 9, too_long=9), Reason.TOO_LONG),
        (Line(1, 0, 9, bad_byte=3), Reason.NOT_UTF8),
    ],
)
def test_a_line_that_is_no_text_is_refused(bad, reason):
    with pytest.raises(BadRow) as refusal:
        parse(bad)

    assert refusal.value.reason is reason


def test_every_reason_has_words():
    assert set(REASON_LABELS) == set(Reason)
