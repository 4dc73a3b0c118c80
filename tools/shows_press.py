"""Measures the press rule: on our own articles, and on real news where every finding is false."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import measured
import yaml

from lachan.detect.engine import RuleSet

ROOT: Final = Path(__file__).resolve().parents[1]
ARTICLES: Final = ROOT / "tests" / "detect" / "press" / "articles"
RULE: Final = "RO_RI_DANH_TINH_TRE_EM_BAO_CHI"


@dataclass(frozen=True, slots=True)
class Article:
    id: str
    leaks: bool
    title: str
    text: str


def articles(half: str) -> Iterator[Article]:
    """The articles of a half, `development` or `sealed`."""
    for kind in ("leaks", "near_misses"):
        for row in yaml.safe_load((ARTICLES / f"{half}_{kind}.yaml").read_text(encoding="utf-8")):
            yield Article(row["id"], kind == "leaks", row["title"], row["text"])


@cache
def rules() -> RuleSet:
    return RuleSet.load(ROOT / "content" / "rules")


def found(article: Article) -> bool:
    verdict = rules().verdict(article.id, article.text, article.title, "bao_chi")
    return any(hit.rule == RULE for hit in verdict.findings)


def precision_and_recall(these: Iterable[Article]) -> tuple[float, float]:
    said = [(article.leaks, found(article)) for article in these]
    right = sum(leaks and hit for leaks, hit in said)
    return right / max(1, sum(hit for _, hit in said)), right / sum(leaks for leaks, _ in said)


LINES: tuple[measured.Line, ...] = ()

if __name__ == "__main__":
    sys.exit(measured.run(LINES, sys.argv[1] if len(sys.argv) > 1 else ""))
