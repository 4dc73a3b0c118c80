"""Telegram's export is read message by message; bad messages are kept aside with their place."""

import io
import json

import pytest

from lachan.detect.conversations import reading
from lachan.detect.conversations.bounded import Bounded, TooLongAStretch
from lachan.detect.conversations.chat import TURN_CAP, CannotReadChat, Reason
from lachan.detect.conversations.reading import read_chat, read_chats
from lachan.detect.conversations.telegram import MESSAGE_CAP
from tests.detect.conversations.conftest import export, message, read_export


def refusals(*messages):
    [chat] = read_export(export(*messages))
    return [(one.place, one.field, one.reason) for one in chat.refused]


def test_a_text_may_be_a_list_of_entities():
    [chat] = read_export(export(message(["xem ", {"type": "link", "text": "a.vn"}, " nhé"])))

    assert [turn.text for turn in chat.turns] == ["xem a.vn nhé"]


def test_service_messages_are_skipped():
    [chat] = read_export(export(message("một"), {"type": "service", "id": 2}, message("hai")))

    assert [(turn.number, turn.text) for turn in chat.turns] == [(1, "một"), (2, "hai")]


def test_time_is_of_the_seconds_else_of_the_date():
    [chat] = read_export(export(message(), message(date_unixtime=None)))

    assert [f"{turn.at:%H:%M}" for turn in chat.turns] == ["20:15", "20:15"]


def test_an_account_is_known_by_its_number_not_its_name():
    same = message(**{"from": "Tên khác"})
    deleted = message(**{"from": None})

    [chat] = read_export(export(message(), same, deleted, message(from_id="user2")))

    assert [turn.speaker for turn in chat.turns] == ["A", "A", "A", "B"]


@pytest.mark.parametrize(
    ("bad", "field", "reason"),
    [
        ("chữ", "", Reason.NOT_AN_OBJECT),
        ([1, [2]], "", Reason.NOT_AN_OBJECT),
        (message(5), "text", Reason.NOT_TEXT),
        (message([{"type": "bold"}]), "text", Reason.NOT_TEXT),
        (message("a\x00b"), "text", Reason.BROKEN_TEXT),
        (message("a" * (TURN_CAP + 1)), "text", Reason.TOO_LONG),
        (message(date_unixtime="hôm qua"), "date_unixtime", Reason.NOT_A_TIME),
        (message(date_unixtime=None, date=7), "date", Reason.NOT_A_TIME),
        (message(from_id=[1]), "from_id", Reason.NOT_TEXT),
        (message(**{"from": None, "from_id": None}), "from", Reason.NO_SPEAKER),
        (message(links=[1] * MESSAGE_CAP), "", Reason.TOO_LONG),
    ],
)
def test_a_bad_message_is_refused_by_place_and_field(bad, field, reason):
    assert refusals(message(), bad, message()) == [("messages[1]", field, reason)]


def test_the_others_are_read_all_the_same():
    [chat] = read_export(export(message("một"), 5, message("hai")))

    assert [turn.text for turn in chat.turns] == ["một", "hai"]
    assert chat.refused[0].raw == 5


WHOLE = {
    "about": "x",
    "chats": {"list": [export(message()), export(), export(message(), message(3))]},
    "left_chats": {"list": [export(message("tạm biệt"))]},
}


def test_a_whole_account_gives_every_chat_with_its_place():
    chats = read_export(WHOLE)

    assert [chat.key for chat in chats] == ["chats.list[0]", "chats.list[2]", "left_chats.list[0]"]
    assert chats[1].refused[0].place == "chats.list[2].messages[1]"


def test_one_account_has_one_letter_in_all_chats():
    assert {turn.speaker for chat in read_export(WHOLE) for turn in chat.turns} == {"A"}


def test_a_long_chat_comes_in_parts_that_are_numbered_on():
    parts = read_export(export(*[message("mười chữ.")] * 5), cap=10)

    assert [[turn.number for turn in part.turns] for part in parts] == [[1, 2], [3, 4], [5]]


def test_a_file_that_breaks_off_gives_what_stands_before():
    body = json.dumps(export(message("một"), message("hai"))).encode()

    [chat] = read_export(body[:-40])

    assert [turn.text for turn in chat.turns] == ["một"]
    assert chat.refused[-1].reason is Reason.NOT_JSON
    assert chat.refused[-1].place == "messages[1]"


@pytest.mark.parametrize("body", [b"{", b'{"a": 1}', b"[]", b'{"messages": 5}', b"\xff{"])
def test_json_that_is_no_export_is_refused_with_a_remedy(body):
    with pytest.raises(CannotReadChat, match="Telegram"):
        read_export(body)


def test_a_value_without_end_is_stopped_before_memory_is_spent():
    stream = Bounded(io.BytesIO(b'{"a": "' + b"x" * 500_000), cap=100_000)

    with pytest.raises(TooLongAStretch):
        while stream.read(65536):
            pass


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_a_mark_behind_a_backslash_ends_no_value(size):
    stream = Bounded(io.BytesIO(b'"' + b'\\"' * 60 + b'\\\\"'), cap=100)

    with pytest.raises(TooLongAStretch):
        while stream.read(size):
            pass


def test_values_that_end_may_go_on_as_long_as_they_like():
    body = b'"x", ' * 1000
    stream = Bounded(io.BytesIO(body), cap=10)

    assert b"".join(iter(lambda: stream.read(7), b"")) == body


def test_an_export_is_known_by_what_it_holds(tmp_path):
    path = tmp_path / "result.json"
    path.write_text(json.dumps(export(message("một"))), encoding="utf-8-sig")

    assert read_chat(path).turns[0].text == "một"
    assert read_chat(path.read_text("utf-8-sig")).turns[0].text == "một"


def test_braces_that_are_no_export_are_words():
    assert read_chat('{"a": "b"}').turns[0].text == '{"a": "b"}'


def test_a_text_file_too_large_to_hold_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "CHAT_CAP", 10)
    path = tmp_path / "chat.txt"
    path.write_text("Lan Mẫu: chào")

    with pytest.raises(CannotReadChat, match="quá lớn"):
        read_chat(path)


def test_several_chats_are_not_one(tmp_path):
    path = tmp_path / "result.json"
    path.write_text(json.dumps(WHOLE))

    with pytest.raises(CannotReadChat, match="nhiều cuộc trò chuyện"):
        read_chat(path)
    assert len(list(read_chats(path))) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_is_read_in_the_codes_that_editors_save(tmp_path, encoding):
    path = tmp_path / "chat.txt"
    path.write_text("Lan Mẫu: chào\nTí Mẫu: ừ", encoding=encoding)

    assert [turn.text for turn in read_chat(path).turns] == ["chào", "ừ"]


def test_a_file_of_another_code_or_of_nothing_is_refused(tmp_path):
    path = tmp_path / "chat.txt"
    for body, why in ((b"ch\xe0o", "UTF-8"), (b" \n", "không có tin nhắn")):
        path.write_bytes(body)
        with pytest.raises(CannotReadChat, match=why):
            read_chat(path)
