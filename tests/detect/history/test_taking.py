"""A history can be filled from a file, without a database."""

import json

import pytest

from lachan.detect.history import taking
from lachan.detect.history.replay import replay
from lachan.detect.history.taking import add_file
from lachan.detect.problems import BadRules
from tests.detect.history.conftest import AT

TEXT = "Cả nhóm bắt nạt bạn nhỏ 9 tuổi."


@pytest.fixture
def lines(tmp_path):
    def write(*rows):
        path = tmp_path / "in.jsonl"
        path.write_text("".join(f"{row}\n" for row in rows))
        return path

    return write


def row(**fields):
    return json.dumps(fields, ensure_ascii=False)


def test_texts_are_added_with_what_the_rules_say(lines, rules, tmp_path):
    source = lines(row(id=1, text=TEXT, published_at="2026-08-01"), row(id="b", text="bạn ơi"))
    taken = add_file(source, rules, tmp_path / "home", AT)

    assert (taken.texts, taken.with_findings, taken.refused) == (2, 1, 0)
    assert replay(tmp_path / "home", taken.digest).same == 2


def test_lines_that_cannot_be_read_are_told_and_left_out(lines, rules, tmp_path):
    taken = add_file(lines("{", row(id="a"), row(id="b", text=TEXT)), rules, tmp_path / "home", AT)

    assert (taken.texts, taken.refused) == (1, 2)
    assert taken.told == ("dòng 1: không phải JSON", "dòng 2 text: thiếu hoặc để trống")


def test_large_files_are_taken_piece_by_piece(lines, rules, tmp_path, monkeypatch):
    monkeypatch.setattr(taking, "_MOST", 2)
    told = []
    source = lines(*(row(id=n, text=TEXT) for n in range(5)))
    taken = add_file(source, rules, tmp_path / "home", AT, lambda *done: told.append(done))

    assert taken.texts == 5 and len(told) == 3
    assert told[-1] == (source.stat().st_size, source.stat().st_size)


def test_the_same_file_again_adds_nothing(lines, rules, tmp_path):
    source = lines(row(id=1, text=TEXT))
    for _ in range(2):
        taken = add_file(source, rules, tmp_path / "home", AT)

    assert replay(tmp_path / "home", taken.digest).texts == 1


def test_bad_rules_add_nothing(lines, changed, tmp_path):
    folder = changed(("tu_dien: lo_lang", "tu_dien: khong_co"))

    with pytest.raises(BadRules):
        add_file(lines(row(id=1, text=TEXT)), folder, tmp_path / "home", AT)
    assert not (tmp_path / "home" / "texts").exists()
