"""What holds of every chat whatever."""

import dataclasses
import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lachan.common.text_vi import fold
from lachan.detect.conversations.chat import CannotReadChat, Chat, numbered
from lachan.detect.conversations.evaluation import read_cases
from lachan.detect.conversations.reading import read_chat
from tests.detect.conversations.conftest import FOLDER, export, message, read_export

CASES = read_cases(FOLDER / "evaluation" / "dev.yaml")
HARMFUL = [case for case in CASES if case.harmful]
SAID = sorted({turn.text for case in CASES for turn in case.chat.turns})
INNOCENT = ["trời mưa to ghê", "ok", "7h nhé", "hôm nay ăn bún", "", "🙂"]
MODEST = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ANY_TEXT = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*SAID, "\n", "[20:15, 01/03/2026] ", "A: ", "- ", "\n\n"])).map(
        "".join
    ),
)
CHATS = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from(SAID) | st.text(max_size=30)), max_size=12
).map(lambda said: Chat(numbered((None, who, text) for who, text in said)))


@MODEST
@given(ANY_TEXT)
def test_any_text_is_read_and_every_turn_stands_in_it(model, text):
    read = read_chat(text)

    assert all(turn.text in text for turn in read.turns)
    model.read(read)


@MODEST
@given(CHATS)
def test_spans_stand_inside_their_turn_apart_and_in_order(model, read):
    for entry in model.read(read).entries:
        flat = [place for span in entry.spans for place in span]

        assert flat == sorted(set(flat))
        assert not flat or (flat[0] >= 0 and flat[-1] <= len(read.turns[entry.turn - 1].text))


@MODEST
@given(CHATS)
def test_who_is_behind_the_letters_makes_no_difference(model, read):
    other = dict(zip("ABC", "XYZ", strict=True))
    renamed = Chat(tuple(dataclasses.replace(t, speaker=other[t.speaker]) for t in read.turns))
    expected = model.read(read)

    entries = tuple(
        dataclasses.replace(entry, speaker=other[entry.speaker]) for entry in expected.entries
    )
    assert model.read(renamed) == dataclasses.replace(expected, entries=entries)


@MODEST
@given(st.sampled_from(HARMFUL), st.data())
def test_innocent_turns_take_no_evidence_away(model, case, data):
    turns = case.chat.turns
    at = data.draw(st.integers(0, len(turns)))
    added = data.draw(st.lists(st.sampled_from(INNOCENT), max_size=30))
    said = [(t.at, t.speaker, t.text) for t in turns]
    longer = said[:at] + [(None, "B", text) for text in added] + said[at:]

    before = [(e.stage, e.spans) for e in model.read(case.chat).entries]
    after = [(e.stage, e.spans) for e in model.read(Chat(numbered(longer))).entries]

    assert after == before


@MODEST
@given(st.sampled_from(HARMFUL), st.lists(st.sampled_from([*INNOCENT, *SAID]), max_size=20))
def test_what_is_said_afterwards_takes_no_alarm_back(model, case, later):
    said = [(t.at, t.speaker, t.text) for t in case.chat.turns]
    longer = Chat(numbered([*said, *((None, "B", text) for text in later)]))

    assert model.read(longer).first_alarm_turn == model.read(case.chat).first_alarm_turn


DISGUISES = {
    "no marks": fold,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "capitals": str.upper,
    "zero width": lambda text: " ".join(word[:1] + "\u200b" + word[1:] for word in text.split()),
    "short spellings": lambda text: text.replace("không", "ko").replace("với", "vs"),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_alarms_stand_whatever_is_done_to_the_letters(model, disguise):
    kept = 0
    for case in HARMFUL:
        said = [(t.at, t.speaker, DISGUISES[disguise](t.text)) for t in case.chat.turns]
        kept += model.read(Chat(numbered(said))).alarm

    assert kept >= 0.95 * len(HARMFUL)


@MODEST
@given(
    st.binary(max_size=300) | st.text(max_size=100).map(lambda s: f'{{"messages": [{s}'.encode())
)
def test_no_bytes_break_the_reading_of_an_export(body):
    try:
        read_export(body)
    except CannotReadChat as refusal:
        assert "Telegram" in str(refusal)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@MODEST
@given(st.sampled_from(sorted(message())), VALUES, VALUES)
def test_a_message_with_anything_in_it_is_read_or_refused(field, value, other):
    body = json.dumps(export(message(**{field: value}), other, message("còn đây"))).encode()

    [chat] = read_export(body)

    assert chat.turns[-1].text == "còn đây"
    assert all(one.place.startswith("messages[") for one in chat.refused)
