"""The whole engine over 100,000 posts on one core: folding, 2,000 terms, 16 labels, 200 rules.

Posts, terms and rules are invented (`bench_texts.py`); the share of posts that a rule is met by is
0.1, 1 and 10 %. The label weights are drawn: their values cost the same whatever they are. The
peer does a part of it, post by post: one alternation of the terms in Python's `re`, over folded
text.
"""

import json
import re
import resource
import tempfile
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import bench_texts
from measured import Figure, Line, at_least, known

POSTS, TERMS, RULES, LABELS = 100_000, 2_000, 200, 16
BATCH = 25_000
DENSITIES = (0.001, 0.01, 0.1)
DENSEST = max(DENSITIES)
BOUND = 120_000
PEER_POSTS = 2_000
RUNS = 3


@lru_cache(maxsize=1)
def ruleset() -> tuple[Any, list[tuple[str, str]]]:
    """The compiled rules, and pairs of terms that meet one."""
    from lachan.detect.engine import RuleSet

    words = bench_texts.terms(TERMS)
    size = TERMS // RULES
    lists = [words[at : at + size] for at in range(0, TERMS, size)]
    with tempfile.TemporaryDirectory() as home:
        content = Path(home)
        for name in ("rules", "lexicons", "models"):
            (content / name).mkdir()
        for number, part in enumerate(lists):
            _write(content / "lexicons" / f"l{number:03}.yaml", _lexicon(number, part))
            _write(content / "rules" / f"r{number:03}.yaml", _rule(number, lists))
        draw_model(content / "models" / "drawn")
        return RuleSet.load(content / "rules"), [
            (part[0], lists[(number + 1) % RULES][0]) for number, part in enumerate(lists)
        ]


def _write(path: Path, value: object) -> None:
    # JSON is YAML.
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def _lexicon(number: int, words: list[str]) -> dict[str, Any]:
    return {"ma": f"l{number}", "ten": f"danh sách {number}", "phien_ban": 1, "cum_tu": words}


def _rule(number: int, lists: list[list[str]]) -> dict[str, Any]:
    other = (number + 1) % RULES
    both = f"{lists[number][0]} và {lists[other][0]}"
    return {
        "ma": f"R{number}", "ten": f"Quy tắc {number}", "phien_ban": 1, "tac_hai": "T00",
        "khi": {"tat_ca": [
            {"co_cum_tu": {"tu_dien": f"l{number}"}},
            {"mot_trong": [{"co_cum_tu": {"tu_dien": f"l{other}"}}, {"co_tuoi_duoi": 6}]},
        ]},
        "cung_doan": {"trong_ky_tu": 600},
        "giai_thich": "Ví dụ để đo.",
        "kiem_thu": {"phai_bat": [{"van_ban": both}], "khong_bat": [{"van_ban": "không có gì"}]},
    }  # fmt: skip


def draw_model(home: Path) -> None:
    """A model of 16 labels with drawn weights, of the shape of a trained one."""
    import bench_model

    bench_model.drawn(LABELS, home)


def batches(density: float) -> tuple[list[Any], int]:
    """Arrow batches of the posts, and how many of them carry a pair."""
    import pyarrow as pa

    made = bench_texts.posts(POSTS, ruleset()[1], density)
    ids = pa.array([str(number) for number in range(POSTS)])
    whole = pa.RecordBatch.from_arrays([ids, pa.array(made.texts)], names=["id", "text"])
    return [whole.slice(at, BATCH) for at in range(0, POSTS, BATCH)], made.planted


def speed(density: float) -> tuple[float, int, int]:
    """Posts a second of processor time, at best of RUNS; posts with findings, and planted ones."""
    rules, parts = ruleset()[0], batches(density)
    rules.scan(parts[0][0].slice(0, 100))
    best, found = 0.0, 0
    for _ in range(RUNS):
        began = time.process_time()
        found = sum(bool(verdict.findings) for part in parts[0] for verdict in rules.scan(part))
        best = max(best, POSTS / (time.process_time() - began))
    return best, found, parts[1]


def peer() -> float:
    """Posts a second of one `re` alternation of the terms over folded posts."""
    from lachan.detect.fold import fold

    words = sorted((fold(word).text for word in bench_texts.terms(TERMS)), key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")
    posts = bench_texts.posts(PEER_POSTS).texts
    began = time.process_time()
    for post in posts:
        pattern.findall(fold(post).text)
    return PEER_POSTS / (time.process_time() - began)


def chain(density: float) -> Figure:
    rate, found, planted = speed(density)
    # The promise is made for the usual case, few hits; the densest is shown beside it.
    held = at_least(rate, BOUND if density < DENSEST else 0, "posts a second")
    told = f"{rate:,.0f} posts a second, {rate / peer():,.0f} times the peer"
    if found != planted:
        return Figure(f"{told}; {found} posts found of {planted} planted", held.bound, holds=False)
    return Figure(f"{told}; all {planted} planted posts found", held.bound, held.holds)


def memory() -> Figure:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return known(f"{peak:,.0f} MB at most in this process so far")


def shares() -> Figure:
    """Where the time goes, step by step, on posts without a hit."""
    from lachan.detect.views import fold_batch

    rules, (part, *_) = ruleset()[0], batches(0.0)[0]
    views = fold_batch(part.column("text"))
    steps = {
        "folding": lambda: fold_batch(part.column("text")),
        "terms": lambda: rules._index.find_batch(views),
        "labels": lambda: rules.labeller.scores(views),
        "all": lambda: rules.scan(part),
    }
    return known(", ".join(f"{name} {_microseconds(step):.2f}" for name, step in steps.items()))


def _microseconds(step: Any) -> float:
    """Microseconds of processor time a post, at best of five."""
    step()
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        step()
        best = min(best, time.process_time() - began)
    return best / BATCH * 1e6


def _of(density: float) -> Line:
    promise = f"whole chain on one core, a rule met by {density:.1%} of the posts"
    return Line("detect.chain", promise, lambda: chain(density), binding=False)


LINES: tuple[Line, ...] = (
    *(_of(density) for density in DENSITIES),
    Line("detect.chain", "microseconds a post, by step", shares),
    Line("detect.chain", "peak memory", memory),
)
