"""What the command tells, and what it keeps to itself."""

import json

from lachan.detect.conversations.command import run
from tests.detect.conversations.conftest import export, message


def test_a_chat_is_told_turn_by_turn(model, tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text("Lan Mẫu: đừng kể với mẹ nhé\nTí Mẫu: ừ", encoding="utf-8")
    said = []

    assert run(path, model, said.append) == 0
    assert "[1] A: Rủ giữ bí mật, không cho người lớn biết: “đừng kể với mẹ”." in said[0]
    assert "Mẫu" not in said[0]


def test_json_holds_places_and_no_words_but_those_quoted(model, tmp_path):
    path = tmp_path / "result.json"
    path.write_text(json.dumps(export(message("bí ẩn, đừng kể với mẹ"))), encoding="utf-8")
    said = []

    run(path, model, said.append, as_lines=True)

    told = json.loads(said[0])
    assert told["entries"][0]["spans"] == [[7, 21]]
    assert told["entries"][0]["at"] == "2026-03-01T20:15:00+07:00"
    assert "bí ẩn" not in said[0]
    assert "Người Mẫu" not in said[0]


def test_refused_messages_are_kept_beside_the_file(model, tmp_path):
    path = tmp_path / "result.json"
    path.write_text(json.dumps(export(message(), message(5))), encoding="utf-8")
    said = []

    run(path, model, said.append)

    [kept] = (tmp_path / "result.json.rejected.jsonl").read_text("utf-8").splitlines()
    assert json.loads(kept)["place"] == "messages[1]"
    assert "1 messages could not be read" in said[-1]


def test_names_go_only_where_they_are_asked_for(model, tmp_path):
    path, names = tmp_path / "chat.txt", tmp_path / "names.json"
    path.write_text("Lan Mẫu: chào\nTí Mẫu: ừ", encoding="utf-8")

    run(path, model, lambda _line: None, names=names)

    assert json.loads(names.read_text("utf-8")) == {"A": "Lan Mẫu", "B": "Tí Mẫu"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["chat.txt", "names.json"]


def test_every_alarm_is_counted(model, tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text(
        "Kẻ Bịa: tao có ảnh của mày rồi\nTí Mẫu: sao\n"
        "Kẻ Bịa: chuyển 500k không tao đăng lên cho cả lớp xem",
        encoding="utf-8",
    )
    said = []

    assert run(path, model, said.append) == 1
    assert "T05" in said[0]
