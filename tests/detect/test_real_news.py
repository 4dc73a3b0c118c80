"""The shipped rules on real press items: few findings, each worth an officer's look."""

import json

import pytest

from lachan.detect.scan_file import scan_file
from tests.detect.conftest import CONTENT, ROOT

NEWS = ROOT.parent / "shared" / "data" / "news_2026" / "items.jsonl"
pytestmark = pytest.mark.skipif(not NEWS.exists(), reason="shared news items are not here")


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    target = tmp_path_factory.mktemp("scan") / "out.jsonl"
    result = scan_file(NEWS, target, CONTENT / "rules")
    return result, [json.loads(line) for line in target.read_text().splitlines()]


def test_every_item_gets_an_answer(answers):
    result, rows = answers

    assert (len(rows), result.rows, result.problems) == (2371, 2371, 0)


def test_an_officer_gets_a_handful_not_a_flood(answers):
    result, _ = answers

    assert 5 <= result.findings <= 60


def test_items_about_harm_are_among_them(answers):
    _, rows = answers
    found = {row["id"] for row in rows if row["findings"]}

    assert {"n44", "n987", "n1588", "n1663", "n1895"} <= found


def test_ordinary_school_news_is_not(answers):
    _, rows = answers
    found = {row["id"] for row in rows if row["findings"]}

    assert not found & {"n18", "n30", "n317", "n589", "n1643", "n2101"}
