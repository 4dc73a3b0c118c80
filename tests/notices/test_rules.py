"""What a notice may say, and when a mail is tried again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.notices.retrying import FIRST_WAIT, LONGEST_WAIT, MOST_ATTEMPTS, after_failure
from lachan.notices.rules import (
    DIGEST,
    DIGEST_ABOVE,
    INVITATION,
    SENTENCES,
    SUBJECT,
    NoticeCode,
    lines_of,
)
from tests.builders import NOON

ATTEMPTS = st.integers(min_value=1, max_value=MOST_ATTEMPTS - 1)


@pytest.mark.parametrize("text", [*SENTENCES.values(), DIGEST, INVITATION, SUBJECT])
def test_no_sentence_has_a_number_a_link_or_a_place_to_fill_in(text: str) -> None:
    assert not any(char.isdigit() for char in text)
    assert not any(sign in text for sign in ("%", "{", "http", "@", "://"))


def test_every_code_has_its_sentence() -> None:
    assert set(SENTENCES) == set(NoticeCode)


@given(ATTEMPTS)
def test_waits_grow_and_stay_within_six_hours(attempts: int) -> None:
    step = after_failure(attempts=attempts, now=NOON, permanent=False)
    later = after_failure(attempts=attempts + 1, now=NOON, permanent=False)
    assert step.at is not None
    assert NOON + FIRST_WAIT <= step.at <= NOON + LONGEST_WAIT
    assert later.at is None or later.at >= step.at


def test_the_second_attempt_comes_a_minute_after_the_first() -> None:
    step = after_failure(attempts=1, now=NOON, permanent=False)
    assert step.at == NOON + timedelta(minutes=1)


@given(ATTEMPTS)
def test_a_refused_mailbox_is_given_up_at_once(attempts: int) -> None:
    assert after_failure(attempts=attempts, now=NOON, permanent=True).give_up


def test_a_silent_server_is_given_up_in_the_end() -> None:
    assert after_failure(attempts=MOST_ATTEMPTS, now=NOON, permanent=False).give_up


@given(st.lists(st.sampled_from(NoticeCode), min_size=1, max_size=12))
def test_many_notices_become_one_line_and_few_are_said_once_each(codes: list[NoticeCode]) -> None:
    lines = lines_of(codes)
    if len(codes) > DIGEST_ABOVE:
        assert lines == [DIGEST]
    else:
        assert sorted(lines) == sorted({SENTENCES[code] for code in codes})
