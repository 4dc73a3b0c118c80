"""Pasted text becomes turns in the shapes that people and programs write."""

import pytest

from lachan.detect.conversations.chat import TURN_CAP, Pseudonyms
from lachan.detect.conversations.reading import read_chat

SHAPES = {
    "name and colon": "Lan Mẫu: chào\nTí Mẫu: ừ\nLan Mẫu: đi không",
    "Zalo, WhatsApp web": "[20:15, 01/03/2026] Lan Mẫu: chào\n[20:16, 01/03/2026] Tí Mẫu: ừ\n"
    "[20:17, 01/03/2026] Lan Mẫu: đi không",
    "WhatsApp iOS": "[01/03/2026, 20:15:09] Lan Mẫu: chào\n[01/03/2026, 20:16:00] Tí Mẫu: ừ\n"
    "[01/03/2026, 20:17:00] Lan Mẫu: đi không",
    "WhatsApp Android": "01/03/2026, 20:15 - Lan Mẫu: chào\n01/03/2026, 20:16 - Tí Mẫu: ừ\n"
    "01/03/2026, 20:17 - Lan Mẫu: đi không",
    "Telegram": "Lan Mẫu, [01.03.26 20:15]\nchào\n\nTí Mẫu, [01.03.26 20:16]\nừ\n\n"
    "Lan Mẫu, [01.03.26 20:17]\nđi không",
    "name and clock": "Lan Mẫu 20:15\nchào\n\nTí Mẫu 20:16\nừ\n\nLan Mẫu 20:17\nđi không",
    "clock and name": "20:15 Lan Mẫu: chào\n20:16 Tí Mẫu: ừ\n20:17 Lan Mẫu: đi không",
    "name on its own line": "Lan Mẫu\nchào\n\nTí Mẫu\nừ\n\nLan Mẫu\nđi không",
    "dashes": "- chào\n- ừ\n- đi không",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_who_said_what_is_read_from(shape):
    read = read_chat(SHAPES[shape])

    assert [turn.text for turn in read.turns] == ["chào", "ừ", "đi không"]
    assert [turn.speaker for turn in read.turns] == ["A", "B", "A"]
    assert [turn.number for turn in read.turns] == [1, 2, 3]


@pytest.mark.parametrize("shape", ["Zalo, WhatsApp web", "WhatsApp Android", "Telegram"])
def test_a_stamp_with_a_day_is_a_moment_in_viet_nam(shape):
    assert read_chat(SHAPES[shape]).turns[0].at.isoformat() == "2026-03-01T20:15:00+07:00"


@pytest.mark.parametrize("shape", ["name and clock", "clock and name", "dashes"])
def test_a_clock_without_a_day_is_no_moment(shape):
    assert {turn.at for turn in read_chat(SHAPES[shape]).turns} == {None}


def test_a_turn_goes_on_over_several_lines():
    read = read_chat("[20:15, 01/03/2026] Lan Mẫu: một\nhai: ba\n[20:16, 01/03/2026] Tí Mẫu: ừ")

    assert read.turns[0].text == "một\nhai: ba"


def test_what_stands_before_the_first_name_is_said_by_nobody_known():
    read = read_chat("Con tôi nhận được tin này\nLan Mẫu: chào\nTí Mẫu: ừ")

    assert [turn.speaker for turn in read.turns] == ["?", "A", "B"]


def test_a_clock_between_messages_is_not_said_by_anybody():
    read = read_chat("Lan Mẫu: chào\n20:15\nTí Mẫu: ừ")

    assert [turn.text for turn in read.turns] == ["chào", "ừ"]


def test_marks_of_direction_around_a_stamp_do_no_harm():
    read = read_chat("\u200e[20:15, 01/03/2026] \u202aLan Mẫu\u202c: chào")

    assert [(turn.speaker, turn.text) for turn in read.turns] == [("A", "chào")]


def test_text_without_any_shape_is_lines_of_nobody_known():
    read = read_chat("một câu\n\nmột câu nữa")

    assert [turn.speaker for turn in read.turns] == ["?", "?"]
    assert read.guessed


def test_taking_turns_is_said_to_be_guessed_and_names_are_not():
    assert read_chat(SHAPES["dashes"]).guessed
    assert not read_chat(SHAPES["name and colon"]).guessed


def test_an_address_is_no_name():
    assert {turn.speaker for turn in read_chat("https://a.vn\nhttps://b.vn").turns} == {"?"}


def test_a_very_long_turn_is_cut():
    read = read_chat("Lan Mẫu: " + "a" * (TURN_CAP + 5) + "\nTí Mẫu: ừ")

    assert [len(turn.text) for turn in read.turns] == [TURN_CAP, 5, 1]


def test_names_stay_with_whoever_asked_for_them():
    people = Pseudonyms()

    read = read_chat(SHAPES["name and colon"], people)

    assert people.names == {"A": "Lan Mẫu", "B": "Tí Mẫu"}
    assert "Lan" not in repr(read)
