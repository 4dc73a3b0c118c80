"""Sixteen labels on one core, beside scikit-learn's hashing pipeline on the same posts.

Weights are drawn: their values cost the same whatever they are. Both sides start from text.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import bench_texts
from measured import Figure, Line, at_least, known

LABELS, POSTS, BATCH = 16, 100_000, 25_000
PEER_POSTS = 4_000
RUNS = 5
FASTER, FAST = 10, 250_000


def drawn(labels: int, home: Path) -> None:
    """Writes a model of so many labels into `home`, of the shape of a trained one."""
    import numpy as np

    from lachan.detect.model.linear import Curve
    from lachan.detect.model.store import save
    from lachan.detect.model.train import Settings, Trained

    settings = Settings()
    chance = np.random.default_rng(830)
    weights = chance.integers(-400, 400, (1 << settings.bits, labels)).astype(np.int16)
    curves = tuple(Curve(f"nhan_{n}", 0.001, 1.0, -4.0, -4.0) for n in range(labels))
    save(home, Trained(weights, curves, np.zeros((0, labels))), settings, {}, ())


@lru_cache(maxsize=1)
def _posts() -> Any:
    import pyarrow as pa

    return pa.array(bench_texts.posts(POSTS).texts)


@lru_cache(maxsize=2)
def _model(labels: int) -> Any:
    from lachan.detect.model.linear import LinearModel

    with tempfile.TemporaryDirectory() as home:
        drawn(labels, Path(home) / "drawn")
        return LinearModel.load(Path(home) / "drawn")


def _best(act: Callable[[], object], posts: int) -> float:
    """Posts a second of processor time, at best of RUNS."""
    act()
    best = 0.0
    for _ in range(RUNS):
        began = time.process_time()
        act()
        best = max(best, posts / (time.process_time() - began))
    return best


def ours(labels: int, *, from_text: bool) -> float:
    """Posts a second, with the folding or after it."""
    from lachan.detect.views import fold_batch

    model, posts = _model(labels), _posts()
    parts = [posts.slice(at, BATCH) for at in range(0, POSTS, BATCH)]
    if from_text:
        return _best(lambda: [model.scores(fold_batch(part)) for part in parts], POSTS)
    views = [fold_batch(part) for part in parts]
    return _best(lambda: [model.scores(view) for view in views], POSTS)


def peer() -> float:
    """Posts a second of HashingVectorizer (parts of words of 3 to 5 letters) and a product."""
    import numpy as np
    from sklearn.feature_extraction.text import HashingVectorizer

    hashing = HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), n_features=1 << 18)
    weights = np.random.default_rng(830).normal(size=(1 << 18, LABELS))
    texts: Sequence[str] = _posts().slice(0, PEER_POSTS).to_pylist()
    return _best(lambda: hashing.transform(texts) @ weights, PEER_POSTS)


def beside_scikit_learn() -> Figure:
    mine, theirs = ours(LABELS, from_text=True), peer()
    held = at_least(mine / theirs, FASTER, "times")
    told = f"{held.value} ({mine:,.0f} posts a second from text against {theirs:,.0f})"
    return Figure(told, held.bound, held.holds)


def sixteen() -> Figure:
    rate = ours(LABELS, from_text=False)
    held = at_least(rate, FAST, "posts a second")
    return Figure(f"{rate:,.0f} posts a second", held.bound, held.holds)


def one() -> Figure:
    return known(f"{ours(1, from_text=False):,.0f} posts a second")


LINES: tuple[Line, ...] = (
    Line("detect.model", "16 labels beside scikit-learn's hashing", beside_scikit_learn, False),
    Line("detect.model", "16 labels on folded posts, one core", sixteen, binding=False),
    Line("detect.model", "one label, as the shipped model", one),
)
