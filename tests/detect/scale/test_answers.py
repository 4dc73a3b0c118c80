"""One answer for each record that could be told apart, whatever is wrong with it."""

import json

import pytest

from lachan.detect.engine import RuleSet
from lachan.detect.scale.answers import answer
from lachan.detect.scale.blocks import START, Place
from lachan.detect.scale.json_lines import JsonBlock
from tests.detect.scale.conftest import HARM, dump


def test_a_record_with_a_fault_has_an_answer_that_says_so(scan):
    result, (one, two) = scan("in.jsonl", dump({"id": 7}, {"id": 8, "text": HARM}))

    assert one == {
        "id": 7, "findings": [], "labels": {},
        "problem": {"line": 1, "byte": 0, "field": "text", "reason": "missing"},
    }  # fmt: skip
    assert (two["id"], "problem" in two) == (8, False)
    assert (result.rows, result.problems) == (1, 1)


@pytest.mark.parametrize("given", [{}, {"id": True, "text": "x"}, {"id": ["a"], "text": "x"}])
def test_an_object_without_an_id_has_an_answer_all_the_same(scan, given):
    _, (one,) = scan("in.jsonl", dump(given))

    assert one["id"] is None and one["problem"]["field"] in {"id", "text"}


def test_what_is_no_object_has_none(scan):
    result, found = scan("in.jsonl", b'{"id": 1, "text": ""}\n[1]\n')

    assert ([one["id"] for one in found], result.problems) == ([1], 1)


@pytest.mark.parametrize("broken", ["\\u0000", "\\ud800"])
def test_a_broken_character_hides_nothing_and_moves_nothing(scan, broken):
    body = f'{{"id": 1, "text": "{broken}{HARM}"}}\n'.encode()
    result, (one,) = scan("in.jsonl", body)

    assert [1, 4, "người quen"] in one["findings"][0]["spans"]
    assert one["problem"]["reason"] == "broken_text"
    assert (result.rows, result.problems) == (1, 1)


def test_a_broken_id_is_mended_in_the_answer(scan):
    _, (one,) = scan("in.jsonl", b'{"id": "a\\ud800", "text": 5}\n')

    assert one["id"] == "a\ufffd"


def test_labels_are_written_when_the_rules_give_them(write_rules):
    ruleset = RuleSet.load(write_rules())
    scanned = ruleset.scan
    ruleset.scan = lambda batch: [
        one._replace(names=("doc_hai",), values=(0.25,)) for one in scanned(batch)
    ]
    block = JsonBlock(dump({"id": 1, "text": HARM}), START, Place(9, 1))

    assert json.loads(answer(ruleset, block).output)["labels"] == {"doc_hai": 0.25}
