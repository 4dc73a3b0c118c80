"""`lachan chat` reads a pasted chat and tells the turns an officer should look at."""

import json

from click.testing import CliRunner

from lachan.cli import main

CHAT = """\
Ví Dụ: em học lớp mấy?
Thử: dạ lớp 6
Ví Dụ: đừng kể với mẹ nhé, bí mật của hai mình
Ví Dụ: qua zalo nói chuyện riêng đi
Ví Dụ: mai gặp riêng nhé, anh nạp thẻ cho
"""


def chatted(tmp_path, text: str, *options: str):
    source = tmp_path / "chat.txt"
    source.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["chat", str(source), *options])


def test_it_shows_the_turns(tmp_path):
    said = chatted(tmp_path, CHAT).output

    assert "[3] A:" in said
    assert "Ví Dụ" not in said


def test_it_prints_json(tmp_path):
    said = json.loads(chatted(tmp_path, CHAT, "--json").output)

    assert said["alarm"]


def test_who_is_behind_a_letter_is_written_only_when_asked(tmp_path):
    names = tmp_path / "names.json"

    chatted(tmp_path, CHAT, "--names", str(names))

    assert json.loads(names.read_text("utf-8"))["A"] == "Ví Dụ"


def test_a_file_that_is_no_chat_is_refused_with_a_reason(tmp_path):
    done = chatted(tmp_path, "")

    assert done.exit_code == 1
    assert done.output.strip()
