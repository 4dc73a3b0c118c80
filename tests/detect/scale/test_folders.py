"""A folder of mixed files is mirrored, and what was done before is not done again."""

import gzip

import pytest

from lachan.detect.scale.errors import CannotScan
from lachan.detect.scan_file import Form, Options, scan_folder
from tests.detect.scale.conftest import HARM, answers, dump

ONE = dump({"id": 1, "text": HARM}, {"id": 2})


@pytest.fixture
def source(tmp_path):
    source = tmp_path / "in"
    (source / "sub" / "deep").mkdir(parents=True)
    (source / "a.jsonl").write_bytes(ONE)
    (source / "sub" / "a.csv").write_text(f"id,text\nb,{HARM}\n")
    (source / "sub" / "deep" / "c.ndjson.gz").write_bytes(gzip.compress(ONE))
    (source / "notes.docx").write_bytes(b"PK")
    (source / ".hidden.jsonl").write_bytes(ONE)
    return source


@pytest.fixture
def scan(source, tmp_path, write_rules):
    rules = write_rules()
    return lambda **given: scan_folder(source, tmp_path / "out", rules, options=Options(**given))


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_every_file_has_its_answer_in_the_same_place(scan, tmp_path):
    result = scan()

    assert names(tmp_path / "out") == [
        ".scan.jsonl", "a.jsonl", "a.jsonl.rejected.jsonl", "sub/a.csv.jsonl",
        "sub/deep/c.ndjson.gz.jsonl", "sub/deep/c.ndjson.gz.jsonl.rejected.jsonl",
    ]  # fmt: skip
    assert (result.files, result.counts, [path.name for path in result.left_alone]) == (
        3, (3, 3, 3, 2), ["notes.docx"],
    )  # fmt: skip
    assert answers(tmp_path / "out" / "sub" / "a.csv.jsonl")[0]["id"] == "b"


def test_what_was_done_is_not_done_again(scan, source, tmp_path):
    first = scan()
    (source / "d.jsonl").write_bytes(ONE)
    again = scan()

    assert (again.files, again.kept, again.counts.rows) == (4, 3, first.counts.rows + 1)
    assert scan(fresh=True).kept == 0


@pytest.mark.parametrize("change", ["source", "answer", "ledger"])
def test_what_has_changed_is_done_again(scan, source, tmp_path, change):
    scan()
    if change == "source":
        (source / "a.jsonl").write_bytes(ONE + ONE)
    elif change == "answer":
        (tmp_path / "out" / "a.jsonl").unlink()
    else:
        ledger = tmp_path / "out" / ".scan.jsonl"
        ledger.write_text(ledger.read_text().replace('"file": "a.jsonl"', '"fi'))

    assert scan().kept == 2
    assert (tmp_path / "out" / "a.jsonl").exists()


def test_a_file_that_cannot_be_scanned_is_told_and_the_others_go_on(scan, source, tmp_path):
    (source / "b.jsonl").write_bytes(b"")
    result = scan()

    assert [(path.name, "rỗng" in why) for path, why in result.refused.items()] == [
        ("b.jsonl", True)
    ]
    assert (result.files, (tmp_path / "out" / "b.jsonl").exists()) == (3, False)


def test_answers_may_be_tables(scan, tmp_path):
    from pyarrow import parquet

    scan(form=Form.PARQUET)
    one, two = parquet.read_table(tmp_path / "out" / "a.jsonl.parquet").to_pylist()

    assert one["findings"][0]["spans"][0] == {"start": 0, "end": 3, "condition": "người quen"}
    assert (two["id"], two["problem"]["reason"]) == ("2", "missing")


@pytest.mark.parametrize("target", ["in", "in/out", "."])
def test_answers_and_inputs_must_not_lie_in_each_other(source, tmp_path, write_rules, target):
    with pytest.raises(CannotScan, match="nằm trong nhau"):
        scan_folder(source, tmp_path / target, write_rules())


def test_a_folder_with_nothing_to_scan_is_told(tmp_path, write_rules):
    (tmp_path / "in").mkdir()

    with pytest.raises(CannotScan, match="không có tệp nào"):
        scan_folder(tmp_path / "in", tmp_path / "out", write_rules())


def test_answers_of_a_folder_are_no_file(source, tmp_path, write_rules):
    (tmp_path / "out").write_text("")

    with pytest.raises(CannotScan, match="phải là một thư mục"):
        scan_folder(source, tmp_path / "out", write_rules())


def test_a_place_that_cannot_be_written_is_told_of_its_file(scan, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "sub").write_text("in the way")
    result = scan()

    assert [path.name for path in result.refused] == ["a.csv", "c.ndjson.gz"]
    assert "Không đọc hoặc ghi được" in next(iter(result.refused.values()))


def test_many_processes_scan_many_files_to_the_same_answers(scan, source, tmp_path):
    for number in range(20):
        (source / f"n{number}.jsonl").write_bytes(ONE * (number + 1))
    scan(workers=1)
    one = {name: (tmp_path / "out" / name).read_bytes() for name in names(tmp_path / "out")}
    scan(workers=2, fresh=True)

    del one[".scan.jsonl"]
    assert all((tmp_path / "out" / name).read_bytes() == body for name, body in one.items())
