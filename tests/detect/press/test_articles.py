"""The press rule on our own articles, and on real news where every finding would be false."""

import json

import pytest

from tests.detect.conftest import ROOT
from tests.detect.press.articles import ARTICLES, read

NEWS = ROOT.parent / "shared" / "data" / "news_2026" / "items.jsonl"
RULE = "RO_RI_DANH_TINH_TRE_EM_BAO_CHI"


@pytest.fixture(scope="session")
def finds(shipped):
    """Whether the rule is met by an article."""

    def ask(text: str, title: str = "") -> bool:
        verdict = shipped.verdict("a", text, title, "bao_chi")
        return any(hit.rule == RULE for hit in verdict.findings)

    return ask


@pytest.fixture(scope="session", params=["development", "further", "stranger", "sealed"])
def answers(request, finds):
    return [(a.leaks, finds(a.text, a.title)) for a in read(request.param)]


def test_at_least_nine_in_ten_findings_are_leaks(answers):
    found = [leaks for leaks, hit in answers if hit]

    assert sum(found) >= 0.90 * len(found)


def test_at_least_seventeen_in_twenty_leaks_are_found(answers):
    leaks = [hit for leaks, hit in answers if leaks]

    assert sum(leaks) >= 0.85 * len(leaks)


def test_there_are_enough_articles_half_of_them_near_misses():
    every = [a for name in ("development", "further", "stranger", "sealed") for a in read(name)]

    assert len(every) >= 240
    assert 0.4 < sum(a.leaks for a in every) / len(every) < 0.6
    assert len({a.text for a in every}) == len(every)


def test_no_name_of_a_half_is_read_as_words_of_the_rule(finds):
    """Invented names read like words (“Ví Dụ”, “Giả Sử”): others must do as well."""
    others = {"Ví Dụ": "Thanh Hà", "Giả Sử": "Minh Khuê", "Thử Nghiệm": "Bảo Châu"}
    lost = 0
    for article in (a for a in read("development") if a.leaks):
        text, title = article.text, article.title
        for invented, plain in others.items():
            text, title = text.replace(invented, plain), title.replace(invented, plain)
        lost += not finds(text, title)

    assert lost <= 2


@pytest.mark.skipif(not NEWS.exists(), reason="shared news items are not here")
def test_at_most_one_real_item_in_a_thousand_is_found(finds):
    rows = [json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines()]

    assert sum(finds(row["text"], row["title"]) for row in rows) <= len(rows) / 1000


def test_the_articles_are_where_the_tools_look_for_them():
    assert len(list(ARTICLES.glob("*_leaks.yaml"))) == 5
