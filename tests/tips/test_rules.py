import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.common.taxonomy import HARMS
from lachan.tips import rules
from lachan.tips.rules import AgeBand, Answer, TipAnswers, TipState, severity

answers = st.builds(
    TipAnswers,
    danger=st.sampled_from(Answer),
    age_band=st.sampled_from(AgeBand),
    ongoing=st.sampled_from(Answer),
    harm=st.sampled_from(sorted(HARMS)),
)


@pytest.mark.parametrize("state", TipState)
def test_every_state_tells_the_reporter_something(state):
    told = rules.TOLD[state]

    assert told.status and told.meaning and told.next


@pytest.mark.parametrize("state", TipState)
def test_what_the_reporter_is_told_is_short(state):
    told = rules.TOLD[state]

    for text in (told.meaning, told.next):
        assert all(len(sentence.split()) <= 15 for sentence in text.split("."))


@pytest.mark.parametrize("state", TipState)
def test_every_state_has_a_way_on(state):
    assert rules.MOVES[state]


def test_no_action_follows_only_a_proposal():
    before = [state for state, after in rules.MOVES.items() if TipState.NO_ACTION in after]

    assert before == [TipState.NO_ACTION_PROPOSED]


@given(answers)
def test_danger_right_now_is_always_gravest(given_answers):
    harm = HARMS[given_answers.harm]
    grave = severity(harm.severity, harm.worst, given_answers)

    assert (grave == "S1") or given_answers.danger is not Answer.YES


@given(answers)
def test_answers_never_make_a_tip_less_urgent(given_answers):
    harm = HARMS[given_answers.harm]

    assert severity(harm.severity, harm.worst, given_answers) <= harm.severity


def test_a_young_child_is_seen_sooner():
    young = TipAnswers(age_band=AgeBand.UNDER_10)

    assert severity("S3", "S2", young) == "S2"


def test_triggers_do_not_pass_the_worst_of_the_harm():
    both = TipAnswers(age_band=AgeBand.UNDER_10, ongoing=Answer.YES)

    assert severity("S3", "S2", both) == "S2"


@pytest.mark.parametrize(
    ("given_answers", "enough"),
    [
        (TipAnswers(), False),
        (TipAnswers(narrative="  "), False),
        (TipAnswers(harm="T07"), True),
        (TipAnswers(narrative="em sợ"), True),
        (TipAnswers(locator="@taikhoan"), True),
    ],
)
def test_one_tile_or_one_word_is_enough(given_answers, enough):
    assert given_answers.says_something is enough
