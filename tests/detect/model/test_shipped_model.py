"""The model that ships: whole, with its notices, and as good as promised on what it has not seen.

The gates are of the evaluation data; `tools/shows_model.py` prints the figures themselves.
"""

import csv
import json

import pytest

from lachan.detect.model.evaluate import evaluate
from lachan.detect.model.labelled import Columns, read_clean, read_labelled
from lachan.detect.model.linear import LinearModel
from lachan.detect.views import fold_batch
from tests.detect.conftest import CONTENT, ROOT

SHARED = ROOT.parent / "shared" / "data"
VIHOS = SHARED / "vihos"
NEWS = SHARED / "news_2026" / "items.jsonl"
HOME = CONTENT / "models" / "doc_hai"
with_data = pytest.mark.skipif(not SHARED.exists(), reason="the shared data are not here")


@pytest.fixture(scope="module")
def shipped():
    return LinearModel.load(HOME)


@pytest.fixture(scope="module")
def figures(shipped):
    columns = Columns(("content",), ("index_spans",))
    return evaluate(shipped, list(read_labelled(VIHOS / "dev.csv", columns)), disguises=True)


def test_it_knows_one_label(shipped):
    assert shipped.labels == ("doc_hai",)


def test_the_notices_of_its_data_go_with_it():
    notices = (HOME / "NOTICES.txt").read_text(encoding="utf-8")

    assert "Copyright (c) 2023 Phu Hoang Gia" in notices
    assert "Copyright (c) 2025 Trần Thanh Thiện" in notices
    assert notices.count("Permission is hereby granted") == 2 and "Apache License" in notices


def test_it_says_when_and_from_what_it_was_made(shipped):
    assert shipped.about["date"] and shipped.about["data"]["labelled"] > 19_000
    assert shipped.about["held_out"]["doc_hai"]["auc"] > 0.9


def test_it_is_small_enough_to_travel():
    assert sum(path.stat().st_size for path in HOME.iterdir()) < 3_000_000


def test_everyday_words_are_clean(shipped):
    texts = ["hôm nay trời đẹp, cả nhà mình đi công viên", "mai lớp có tiết thể dục", ""]

    assert (shipped.scores(fold_batch(texts)) < 0.3).all()


@with_data
def test_it_tells_abuse_on_comments_it_has_not_seen(figures):
    assert figures["macro_f1"] >= 0.87 and figures["auc"] >= 0.89


@with_data
@pytest.mark.parametrize(
    ("disguise", "points"), [("without_marks", 2), ("decomposed", 0.2), ("zero_width", 0.2)]
)
def test_disguises_cost_little(figures, disguise, points):
    assert figures["disguised"][disguise]["points_lost"] <= points


@with_data
def test_real_press_is_clean(shipped):
    assert evaluate(shipped, list(read_clean(NEWS)))["false_alarms_per_1000"] <= 5


@with_data
def test_no_text_it_learnt_from_can_be_read_in_it():
    with (VIHOS / "train.csv").open(encoding="utf-8", newline="") as stream:
        texts = [row["content"] for row in csv.DictReader(stream) if len(row["content"]) > 40]
    said = json.loads((HOME / "model.json").read_text(encoding="utf-8"))

    whole = json.dumps(said, ensure_ascii=False).encode() + (HOME / "weights.npy").read_bytes()
    assert not any(text[:40].encode() in whole for text in texts[:500])
