"""Measures the press rule: on our own articles, and on real news where every finding is false.

python tools/shows_press.py                  the promises
python tools/shows_press.py --mistakes SET   which articles of a set it gets wrong; not of the two
                                             that are not tuned on (`sealed`, `unseen`)
"""

import json
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)] if str(ROOT) not in sys.path else []

import measured  # noqa: E402  (run as a script, the root is not on the path before)

from lachan.detect.engine import RuleSet  # noqa: E402
from tests.detect.press.articles import Article, read  # noqa: E402

NEWS: Final = ROOT.parent / "shared" / "data" / "news_2026" / "items.jsonl"
RULE: Final = "RO_RI_DANH_TINH_TRE_EM_BAO_CHI"
SETS: Final = ("development", "further", "stranger", "sealed")
NOT_LOOKED_INTO: Final = ("sealed", "unseen")


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


def precision(name: str) -> measured.Figure:
    return measured.at_least(precision_and_recall(read(name))[0], 0.90, f"on {count(name)}")


def recall(name: str) -> measured.Figure:
    return measured.at_least(precision_and_recall(read(name))[1], 0.85, f"on {count(name)}")


def count(name: str) -> str:
    these = list(read(name))
    return f"{len(these)} articles, {sum(a.leaks for a in these)} of them leaks"


def unseen() -> measured.Figure:
    """No promise: what is to be expected of articles of another writer."""
    precise, found = precision_and_recall(read("unseen"))
    said = f"precision {precise:.2f}, recall {found:.2f} on {count('unseen')}"
    return measured.known(f"{said}; never tuned on")


def false_alarms() -> measured.Figure:
    """Each finding on the real items was read: none of them lets a reader find a child."""
    if not NEWS.exists():
        return measured.known("not measured: the shared news items are not here")
    rows = [json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines()]
    hits = sum(found(Article(row["id"], False, row["title"], row["text"])) for row in rows)
    return measured.at_most(1000 * hits / len(rows), 1, f"per 1,000 of {len(rows)} real items")


def _line(name: str, what: str, measure: Callable[[str], measured.Figure]) -> measured.Line:
    return measured.Line("B.5", f"press rule, {what} on the {name} set", lambda: measure(name))


LINES: tuple[measured.Line, ...] = (
    *(_line(name, "precision", precision) for name in SETS),
    *(_line(name, "recall", recall) for name in SETS),
    measured.Line("B.5", "press rule, on articles of another writer", unseen),
    measured.Line("B.5", "press rule, false alarms on real news", false_alarms),
)


def mistakes(name: str) -> None:
    if name in NOT_LOOKED_INTO:
        sys.exit(f"The {name} set is not looked into: it would be tuned on.")
    for article in read(name):
        if found(article) != article.leaks:
            print(f"{article.id} {'missed' if article.leaks else 'false alarm'}: {article.title}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--mistakes"]:
        mistakes(sys.argv[2])
    else:
        sys.exit(measured.run(LINES, sys.argv[1] if len(sys.argv) > 1 else ""))
