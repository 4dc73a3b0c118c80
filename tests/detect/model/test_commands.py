"""`lachan train` and `lachan evaluate`, as an operator calls them."""

import json

import pytest
from click.testing import CliRunner

from lachan.cli import main
from lachan.detect.model.linear import LinearModel

SOME = ["--text-column", "text", "--label-column", "label"]


def call(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def report(data, folder):
    answer = call("evaluate", data, "--model", folder, *SOME, "--disguises", "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_a_model_is_trained_and_says_where_it_comes_from(data, tmp_path):
    licence = tmp_path / "LICENSE"
    licence.write_text("Copyright of an invented person", encoding="utf-8")
    out = tmp_path / "out"
    given = ("--label", "che_bai", "--notice", licence, "--date", "2026-01-02")

    answer = call("train", data, *SOME, "--out", out, *given)

    assert answer.exit_code == 0, answer.output
    about = LinearModel.load(out).about
    assert about["date"] == "2026-01-02" and about["data"]["labelled"] == 120
    assert "invented person" in (out / "NOTICES.txt").read_text(encoding="utf-8")


def test_no_text_of_the_data_is_in_the_model(data, tmp_path):
    call("train", data, *SOME, "--out", tmp_path / "out")

    whole = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())

    assert "hôm nay".encode() not in whole and b"hom nay" not in whole


def test_a_row_that_is_left_out_is_told_by_line_and_field(data, folder):
    data.write_text(data.read_text(encoding="utf-8") + '\n{"text": 5}', encoding="utf-8")

    answer = call("evaluate", data, "--model", folder, *SOME, "--json")

    assert "data.jsonl, line 121, text: not text" in answer.stderr
    assert json.loads(answer.stdout)["refused"][0]["line"] == 121


def test_nothing_is_written_when_there_is_nothing_to_learn(data, tmp_path):
    data.write_text('{"text": "a", "label": 0}', encoding="utf-8")

    answer = call("train", data, *SOME, "--out", tmp_path / "out")

    assert answer.exit_code == 1 and "no label to learn" in answer.output
    assert not (tmp_path / "out").exists()


def test_the_report_has_what_is_asked_of_a_model(report):
    asked = "macro_f1 auc auprc ece classes confusion slices texts_per_second disguised"
    assert set(asked.split()) <= set(report)
    assert report["macro_f1"] > 0.95 and report["auc"] > 0.95


def test_slices_tell_marks_lengths_and_sources(report):
    assert list(report["slices"]) == ["marks", "length", "source"]
    assert sum(part["rows"] for part in report["slices"]["length"].values()) == 120


def test_disguises_that_folding_undoes_cost_nothing(report):
    for name in ("decomposed", "zero_width", "upper_case", "lookalikes"):
        assert report["disguised"][name]["points_lost"] == 0


def test_three_classes_are_clean_and_not(folder, tmp_path):
    path = tmp_path / "three.csv"
    path.write_text("text,label\ncủ cải,2\ncủ cải,1\nđi học,0\n", encoding="utf-8")

    answer = call("evaluate", path, "--model", folder, *SOME, "--json")

    assert json.loads(answer.stdout)["classes"]["che_bai"]["rows"] == 2


def test_texts_that_are_all_clean_give_false_alarms(folder, tmp_path):
    (tmp_path / "press.txt").write_text("đi học hôm nay\nvề nhà hôm nay\n", encoding="utf-8")
    press = tmp_path / "press.txt"

    answer = call("evaluate", "--negatives", press, "--model", folder, "--json")

    assert json.loads(answer.stdout)["false_alarms_per_1000"] == 0


def test_a_folder_without_a_model_is_refused_in_words(data, tmp_path):
    answer = call("evaluate", data, "--model", tmp_path, *SOME)

    assert answer.exit_code == 1 and "holds no model" in answer.output
