"""Phrases with choices, groups and gaps, and what is wrong with them."""

import pytest

from lachan.detect.conversations.phrases import BadPhrase, Slot, slots

GROUPS = {"ai_do": ["mẹ", "bố mẹ"]}


def test_a_line_is_cut_into_slots():
    assert slots("(đừng|chớ) kể (với|) … <ai_do>", GROUPS) == (
        Slot(("đừng", "chớ")),
        Slot(("kể",)),
        Slot(("với",), optional=True),
        Slot(("mẹ", "bố mẹ"), apart=True),
    )


def test_plain_words_stay_together_and_spaces_do_not_count():
    assert slots("  giữ   bí mật ", {}) == (Slot(("giữ bí mật",)),)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("(a|b", "không khớp"),
        ("a) b", "không khớp"),
        ("a <b", "không khớp"),
        ("<khong_co> a", "không có nhóm từ"),
        ("… a", "mở đầu"),
        ("a …", "kết thúc"),
        ("(a|) b", "mở đầu"),
        ("", "mở đầu"),
        ("(|)", "mở đầu"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line, says):
    with pytest.raises(BadPhrase, match=says):
        slots(line, GROUPS)
