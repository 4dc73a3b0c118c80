"""The shipped model on the shipped sets, on real comments, and how sets are read."""

import csv
import random

import pytest

from lachan.detect.conversations.chat import Chat, numbered
from lachan.detect.conversations.evaluation import evaluate, read_cases
from lachan.detect.problems import BadRules
from tests.detect.conftest import ROOT
from tests.detect.conversations.conftest import FOLDER

SETS = sorted((FOLDER / "evaluation").glob("*.yaml"))
COMMENTS = ROOT.parent / "shared" / "data" / "safesense_vi" / "train.csv"


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_the_model_keeps_what_it_reached(model, path):
    found = evaluate(model, read_cases(path))

    # No word was added for the chats of this set.
    assert found.scores.recall >= (0.6 if path.stem == "unseen" else 0.9)
    assert found.scores.false_alarms_per_1000 <= 60
    assert found.scores.f_latency >= 0.4
    assert found.areas["strength"] >= 0.95


def test_half_of_every_set_is_harmless():
    cases = [case for path in SETS for case in read_cases(path)]

    assert len(cases) >= 60
    assert 0.4 <= sum(case.harmful for case in cases) / len(cases) <= 0.6
    assert len({case.code for case in cases}) == len(cases)


def test_sets_do_not_share_chats():
    said = [turn.text for path in SETS for case in read_cases(path) for turn in case.chat.turns]
    long = [text for text in said if len(text) > 40]

    assert len(set(long)) == len(long)


def test_what_is_wrong_with_a_set_is_told(tmp_path):
    path = tmp_path / "set.yaml"
    path.write_text("- {ma: X01, loai: la, van_ban: a}\n", encoding="utf-8")

    with pytest.raises(BadRules, match="binh_thuong"):
        read_cases(path)


def test_cases_that_are_read_wrongly_are_named(model, tmp_path):
    path = tmp_path / "set.yaml"
    path.write_text(
        "- {ma: X01, loai: du_do, van_ban: 'A: chào\n\n  B: ừ'}\n"
        "- {ma: X02, loai: binh_thuong, van_ban: 'A: chào\n\n  B: ừ'}\n",
        encoding="utf-8",
    )
    found = evaluate(model, read_cases(path))

    assert found.wrong == ["X01"]
    assert found.areas["strength"] == 0.5


def test_a_set_of_one_sort_has_no_order_to_measure(model):
    harmful = [case for case in read_cases(SETS[0]) if case.harmful]

    assert evaluate(model, harmful).areas["strength"] == 0


@pytest.mark.skipif(not COMMENTS.exists(), reason="the shared comments are not here")
@pytest.mark.parametrize("speakers", [2, 5])
def test_threads_of_real_comments_raise_few_alarms(model, speakers):
    with COMMENTS.open(encoding="utf-8") as lines:
        clean = [row["input_text"] for row in csv.DictReader(lines) if row["label"] == "0"]
    chance = random.Random(speakers)
    threads = [
        Chat(numbered((None, "ABCDE"[chance.randrange(speakers)], text) for text in said))
        for said in (chance.sample(clean, 40) for _ in range(60))
    ]

    assert sum(model.read(thread).alarm for thread in threads) <= 2
