"""`lachan scan` as an operator types it."""

import json
import sys

import pytest
from click.testing import CliRunner

from lachan.cli import main
from tests.detect.scale.conftest import HARM, dump


@pytest.fixture
def run(write_rules, tmp_path):
    rules = write_rules()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_bytes(dump({"id": 1, "text": HARM}, {"id": 2}))

    def run(source, target, *words):
        named = [str(tmp_path / source), "--out", str(tmp_path / target), "--rules", str(rules)]
        return CliRunner().invoke(main, ["scan", *named, *words])

    return run


def test_a_file_is_scanned_and_what_came_out_is_told(run, tmp_path):
    done = run("in/a.jsonl", "out.jsonl")

    assert (done.exit_code, done.stderr) == (0, "")
    assert "1 texts read, 1 met a rule" in done.stdout
    assert "1 lines could not be read; they are in" in done.stdout
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [answer["id"] for answer in answers] == [1, 2]


def test_a_folder_is_scanned_and_the_next_time_kept(run, tmp_path):
    assert run("in", "out").exit_code == 0
    again = run("in", "out")

    assert "1 files were done before with these rules" in again.stdout
    assert "done before" not in run("in", "out", "--fresh").stdout


def test_the_name_of_the_answer_makes_it_a_table(run, tmp_path):
    assert run("in/a.jsonl", "out.parquet", "--workers", "1").exit_code == 0
    assert (tmp_path / "out.parquet").read_bytes().startswith(b"PAR1")
    assert run("in", "tables", "--format", "parquet").exit_code == 0
    assert (tmp_path / "tables" / "a.jsonl.parquet").exists()


def test_a_file_of_a_folder_that_cannot_be_scanned_makes_it_fail_at_the_end(run, tmp_path):
    (tmp_path / "in" / "b.jsonl").write_bytes(b"")
    (tmp_path / "in" / "c.txt").write_bytes(b"x")
    done = run("in", "out")

    assert done.exit_code == 1 and (tmp_path / "out" / "a.jsonl").exists()
    assert "NOT SCANNED" in done.stdout and "1 files of other kinds" in done.stdout


@pytest.mark.parametrize("target", ["out.csv", "in", "in/a.jsonl"])
def test_an_answer_that_cannot_be_is_refused(run, target):
    done = run("in/a.jsonl", target)

    assert done.exit_code == 1 and "kết quả" in str(done.exception).lower()


def test_a_stop_by_hand_says_how_to_go_on(run, monkeypatch):
    def stopped(*given):
        raise KeyboardInterrupt

    monkeypatch.setattr("lachan.detect.scan_file.scan_file", stopped)
    done = run("in/a.jsonl", "out.jsonl")

    assert done.exit_code == 1 and "Chạy lại cùng lệnh" in str(done.exception)


def test_a_terminal_gets_a_bar(capfd, monkeypatch):
    from lachan.serve.scan import _bar

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with _bar() as progress:
        progress(1 << 21, 1 << 22)
        progress(1 << 22, 1 << 22)

    assert "100%" in capfd.readouterr().err
