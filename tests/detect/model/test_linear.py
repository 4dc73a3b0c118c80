"""The model: from its folder, as probabilities, and explained word by word."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lachan.detect.fold import fold
from lachan.detect.letters import MARK_BITS
from lachan.detect.model.linear import BadModel, LinearModel
from lachan.detect.views import fold_batch

WRITING = st.text(st.sampled_from("củ cải đồ ok 1!\n"), max_size=40)


def test_a_model_comes_back_from_its_folder(folder, model):
    loaded = LinearModel.load(folder)

    views = fold_batch(["đồ củ cải", "đi học", ""])
    assert np.array_equal(loaded.scores(views), model.scores(views))
    assert len(loaded.digest) == 64 and loaded.about["date"] == "2026-01-01"


def test_scores_are_probabilities_one_for_each_row_and_label(model):
    scores = model.scores(fold_batch(["đồ củ cải", ""]))

    assert scores.shape == (2, 1) and scores.dtype == np.float32
    assert ((scores >= 0) & (scores <= 1)).all()


def test_no_rows_no_scores(model):
    assert model.scores(fold_batch([])).shape == (0, 1)


def test_a_row_scores_the_same_alone_and_in_a_batch(model):
    texts = [f"đồ củ cải {number}" for number in range(50)]

    alone = [model.scores(fold_batch([text]))[0, 0] for text in texts]

    assert alone == model.scores(fold_batch(texts))[:, 0].tolist()


@settings(max_examples=60, deadline=None)
@given(text=WRITING)
def test_what_the_words_say_adds_up_to_the_score(text, model):
    curve = model.curves[0]
    marked = any(mark & MARK_BITS for mark in fold(text).marks)

    total = sum(weight for *_, weight in model.contributions(text, "che_bai"))

    base = curve.intercept if marked else curve.unmarked
    assert np.isclose(total + base, model.logits(fold_batch([text]))[0, 0])


def test_the_words_that_speak_for_a_label_weigh_most(model):
    text = "hôm nay bạn là củ cải"

    start, end, _ = max(model.contributions(text, "che_bai"), key=lambda part: part[2])

    assert text[start:end] in {"củ", "cải"}


def test_an_unknown_label_is_refused(model):
    with pytest.raises(ValueError):
        model.contributions("x", "khác")


@pytest.mark.parametrize("change", [{"format": 99}, {"bits": 3}, {"curves": [{"label": "x"}]}])
def test_a_model_of_another_version_is_refused(folder, change):
    said = json.loads((folder / "model.json").read_text(encoding="utf-8")) | change
    (folder / "model.json").write_text(json.dumps(said), encoding="utf-8")

    with pytest.raises(BadModel):
        LinearModel.load(folder)


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(BadModel, match="lachan train"):
        LinearModel.load(tmp_path)
