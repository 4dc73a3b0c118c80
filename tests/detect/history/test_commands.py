"""`lachan backtest` and `lachan history` as an operator types them."""

import json

import pytest
from click.testing import CliRunner

from lachan.cli import main

TEXT = "Cả nhóm bắt nạt bạn nhỏ 9 tuổi."
SWAPPED = ("[bạn, lớp em]", "[bạn, học trò]")


@pytest.fixture
def lachan(tmp_path):
    def run(*words):
        home = ["--history", str(tmp_path / "home")]
        return CliRunner().invoke(main, [*map(str, words), *home])

    return run


@pytest.fixture
def filled(lachan, rules, tmp_path):
    source = tmp_path / "in.jsonl"
    rows = [{"id": "a", "text": TEXT}, {"id": "b", "text": "sợ hãi học trò"}, {"id": "c"}]
    source.write_text(
        "".join(json.dumps(row | {"published_at": "2026-08-01"}) + "\n" for row in rows)
    )
    return lachan("history", "add", source, "--rules", rules)


def test_adding_says_how_much_and_what_was_left_out(filled):
    assert filled.exit_code == 0
    assert "2 texts read, 1 met a rule of" in filled.output
    assert "left out: dòng 3 text: thiếu hoặc để trống" in filled.output


def test_a_backtest_prints_the_report(filled, lachan, changed):
    done = lachan("backtest", "--rules", changed(SWAPPED), "--since", "2026-08-01")

    assert done.exit_code == 0 and "  new 1, lost 0, kept 1\n" in done.output


def test_a_backtest_prints_json(filled, lachan, changed):
    done = lachan("backtest", "--rules", changed(SWAPPED), "--json", "--minutes", "60")
    report = json.loads(done.output)

    assert (report["rules"][0]["new"], report["minutes_per_finding"]) == (1, 60)
    assert report["after"]["hours_per_week"] == report["after"]["per_week"] == 14


def test_bad_rules_end_it_by_file_and_line(filled, lachan, changed):
    done = lachan("backtest", "--rules", changed(("tu_dien: lo_lang", "tu_dien: khong_co")))

    assert done.exit_code == 1 and "a.yaml, dòng 7" in str(done.exception)


def test_without_a_history_it_says_so(lachan, rules):
    done = lachan("backtest", "--rules", rules)

    assert done.exit_code == 1 and "không có văn bản nào" in str(done.exception)


def test_a_stop_by_hand_changes_nothing(filled, lachan, changed, monkeypatch):
    def stopped(*given, **more):
        raise KeyboardInterrupt

    monkeypatch.setattr("lachan.serve.history.backtest", stopped)
    done = lachan("backtest", "--rules", changed(SWAPPED))

    assert done.exit_code == 1 and "Đã dừng" in str(done.exception)


def test_decisions_are_taken_from_a_file(filled, lachan, tmp_path):
    (tmp_path / "d.csv").write_text("id,rule,outcome\na,THU_NGHIEM,real\n")

    assert (
        "1 decisions read, 1 in the history"
        in lachan("history", "decide", tmp_path / "d.csv").output
    )


def test_a_replay_says_that_every_byte_is_the_same(filled, lachan):
    done = lachan("history", "replay")

    assert done.exit_code == 0 and "2 of 2 verdicts are the same to the byte" in done.output


def test_a_replay_that_differs_fails_by_name(filled, lachan, monkeypatch):
    monkeypatch.setattr("lachan.detect.history.replay.verdict_bytes", lambda verdict: b"")
    done = lachan("history", "replay")

    assert done.exit_code == 1 and "OTHER a\nOTHER b\n" in done.output


def test_dropped_texts_are_told(filled, lachan):
    done = lachan("history", "drop-texts", "--before", "2026-09-01")

    assert "texts before 2026-09-01 are gone; 1 files changed" in done.output
    assert "0 of 0 verdicts" in lachan("history", "replay").output


def test_many_lines_left_out_are_counted(lachan, rules, tmp_path):
    (tmp_path / "in.jsonl").write_text("{\n" * 101)
    done = lachan("history", "add", tmp_path / "in.jsonl", "--rules", rules)

    assert done.output.endswith("left out: 101 lines in all\n")


def test_the_history_is_in_the_folder_of_the_installation(tmp_path, rules, monkeypatch):
    monkeypatch.setenv("LACHAN_VAR", str(tmp_path / "var"))
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}))
    CliRunner().invoke(main, ["history", "add", str(tmp_path / "in.jsonl"), "--rules", str(rules)])

    assert (tmp_path / "var" / "history" / "texts").is_dir()


def test_a_disk_that_cannot_be_written_is_told(lachan, rules, tmp_path, monkeypatch):
    def full(*given):
        raise OSError(28, "No space left on device")

    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}))
    monkeypatch.setattr("lachan.detect.history.store.merge_texts", full)
    done = lachan("history", "add", tmp_path / "in.jsonl", "--rules", rules)

    assert done.exit_code == 1 and "Không đọc hoặc ghi được" in str(done.exception)
