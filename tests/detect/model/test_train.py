"""Training: it learns, it is the same every time, and it never leaves half a model."""

import numpy as np
import pytest

from lachan.detect.model.examples import Row, clean_rows, labelled_rows
from lachan.detect.model.folds import fold_of, key
from lachan.detect.model.gold import CLEAN, NOT_CLEAN
from lachan.detect.model.labelled import Example
from lachan.detect.model.linear import LinearModel
from lachan.detect.model.store import save
from lachan.detect.model.train import TooLittle, train
from lachan.detect.views import fold_batch
from tests.detect.model.conftest import SMALL, rows


def test_it_learns_what_sets_the_texts_apart(model):
    high, low = model.scores(fold_batch(["đọc sách củ cải hôm nay 7", "đọc sách hôm nay 7"]))[:, 0]

    assert high > 0.8 and low < 0.2


def test_it_learns_texts_without_marks(model):
    high, low = model.scores(fold_batch(["doc sach cu cai hom nay 7", "doc sach hom nay 7"]))[:, 0]

    assert high > 0.8 and low < 0.2


def test_it_is_the_same_every_time(trained):
    again = train(rows(), ("che_bai",), SMALL, lambda line: None)

    assert np.array_equal(again.weights, trained.weights)
    assert again.curves == trained.curves


def test_two_labels_are_learnt_side_by_side():
    both = [
        Row(f"{word} {at}", frozenset({name}), 1.0, str(at), told=True)
        for at in range(60)
        for word, name in (("củ cải", "che_bai"), ("trúng quà", "lua_dao"))
    ]

    made = train(both, ("che_bai", "lua_dao"), SMALL, lambda line: None)

    scores = LinearModel(made.weights, made.curves, SMALL.power).scores(fold_batch(["trúng quà"]))
    assert scores[0, 1] > 0.8 > 0.2 > scores[0, 0]


def test_nothing_is_learnt_from_one_kind_of_texts():
    same = [row for row in rows() if not row.gold]

    with pytest.raises(TooLittle):
        train(same, ("che_bai",), SMALL, lambda line: None)


def test_texts_that_differ_in_marks_case_or_punctuation_are_held_out_together():
    assert key("Đẹp quá!!!") == key("dep  qua") == key("de\u0323p quá")
    assert fold_of(key("Đẹp quá!"), 4) == fold_of(key("dep qua"), 4)


def test_a_text_with_spans_also_teaches_what_is_left_without_them():
    made = list(labelled_rows([Example("đồ củ cải", NOT_CLEAN, "", rest="đồ")]))

    assert [(row.text, row.gold) for row in made] == [("đồ củ cải", NOT_CLEAN), ("đồ", CLEAN)]
    assert len({row.group for row in made}) == 1


def test_a_text_with_a_context_is_also_read_alone():
    made = list(labelled_rows([Example("Tin sáng </s> hay quá", NOT_CLEAN, "")], "</s>"))

    assert [row.text for row in made] == ["Tin sáng </s> hay quá", "hay quá"]


def test_clean_lines_are_also_read_in_runs():
    made = clean_rows([Example(text, CLEAN, "") for text in ("a", "b", "c")])

    assert [row.text for row in made] == ["a", "b", "c", "a b", "b c", "a b c"]


def test_a_folder_with_other_files_is_left_alone(tmp_path, trained):
    (tmp_path / "letter.txt").write_text("x")

    with pytest.raises(FileExistsError):
        save(tmp_path, trained, SMALL, {}, ())

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
