"""JSONL in, JSONL out: one answer per text, bad lines aside, never half a file."""

import json
from errno import ENOSPC

import pytest

from lachan.detect.problems import BadRules
from lachan.detect.scale.growing import GrowingFile
from lachan.detect.scan_file import CannotScan, scan_file

GOOD = '{"id": 1, "text": "Bạn ấy bắt nạt em."}\n{"id": "b", "text": ""}\n'


@pytest.fixture
def run(write_rules, tmp_path):
    def run(body, **given):
        source = tmp_path / "in.jsonl"
        body = body if isinstance(body, bytes) else body.encode()
        if not source.exists() or source.read_bytes() != body:
            source.write_bytes(body)
        return scan_file(source, tmp_path / "out.jsonl", write_rules(), **given)

    return run


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_there_is_one_answer_for_every_text(run, tmp_path):
    result = run(GOOD)

    first, second = lines(tmp_path / "out.jsonl")
    assert (first["id"], first["labels"], second) == (
        1,
        {},
        {"id": "b", "findings": [], "labels": {}},
    )
    assert first["findings"][0]["spans"] == [[0, 3, "người quen"], [7, 14, "lời lo lắng"]]
    assert (result.rows, result.findings, result.problems, result.rejected) == (2, 1, 0, None)


def test_a_finding_has_the_keys_that_others_read(run, tmp_path):
    run(GOOD)

    finding = lines(tmp_path / "out.jsonl")[0]["findings"][0]
    assert set(finding) == {
        "rule", "version", "harm", "severity", "score", "explanation", "spans", "title_spans",
    }  # fmt: skip


def test_bad_lines_are_kept_aside_with_line_and_reason(run, tmp_path):
    result = run(GOOD.encode() + b"{\n" + b'{"id": "c", "text": "\xff"}\n')

    one, two = lines(result.rejected)
    assert (one["line"], one["reason"], one["raw"]) == (3, "not_json", "{")
    assert (two["line"], two["reason"], two["byte"]) == (4, "not_utf8", len(GOOD.encode()) + 2 + 21)
    assert (result.rows, result.problems) == (2, 2)


def test_progress_is_told_in_bytes(run):
    told = []

    run(GOOD, progress=lambda done, size: told.append((done, size)))

    assert told == [(len(GOOD.encode()), len(GOOD.encode()))]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "Tệp rỗng"),
        (GOOD.encode("utf-16"), "UTF-16"),
        (b"<rss/>", "XML"),
        (b"[1]", "mảng JSON"),
        (b"PK\x03\x04", "nén"),
    ],
)
def test_another_kind_of_file_is_refused_with_what_to_do(run, tmp_path, body, says):
    with pytest.raises(CannotScan, match=says):
        run(body)

    assert not (tmp_path / "out.jsonl").exists()


def test_a_missing_file_is_told(write_rules, tmp_path):
    with pytest.raises(CannotScan, match=r"Không có tệp x\.jsonl"):
        scan_file(tmp_path / "x.jsonl", tmp_path / "out.jsonl", write_rules())


def test_a_folder_that_cannot_be_written_is_told(write_rules, tmp_path):
    (tmp_path / "in.jsonl").write_text(GOOD)

    with pytest.raises(CannotScan, match="Không đọc hoặc ghi được"):
        scan_file(tmp_path / "in.jsonl", tmp_path / "no" / "out.jsonl", write_rules())


def full(body):
    raise OSError(ENOSPC, "No space left on device")


def test_a_full_disk_leaves_no_half_file(run, tmp_path, monkeypatch):
    monkeypatch.setattr(GrowingFile, "write", lambda self, body: full(body))

    with pytest.raises(CannotScan, match="Ổ đĩa đã đầy"):
        run(GOOD)

    assert not (tmp_path / "out.jsonl").exists()


def test_what_was_written_before_the_disk_was_full_is_gone_on_with(run, tmp_path, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(GrowingFile, "settle", lambda self: full(b""))
        with pytest.raises(CannotScan):
            run(GOOD)

    told = []
    run(GOOD, progress=lambda done, size: told.append(done))

    assert (len(lines(tmp_path / "out.jsonl")), told) == (2, [])


def test_rules_that_cannot_be_used_stop_the_scan(run, write_rules, tmp_path):
    (tmp_path / "in.jsonl").write_text(GOOD)
    folder = write_rules(("T07", "T99"))

    with pytest.raises(BadRules):
        scan_file(tmp_path / "in.jsonl", tmp_path / "out.jsonl", folder)
