"""How good a model is on texts that are labelled: figures, slices, disguises, speed."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import numpy as np

from lachan.detect.letters import MARK_BITS
from lachan.detect.model.disguises import DISGUISES
from lachan.detect.model.labelled import Example
from lachan.detect.model.linear import LinearModel
from lachan.detect.model.metrics import Block, block
from lachan.detect.views import Views, fold_batch

THRESHOLD: Final = 0.5
_BATCH: Final = 20_000
_MOST_SOURCES: Final = 20
_LENGTHS: Final = ((0, 30), (30, 100), (100, 300), (300, 1 << 31))
_MEANT: Final = ("macro_f1", "auc", "auprc", "ece")
# Truth and scores of one comparison, by name.
_Pairs = dict[str, tuple[np.ndarray, np.ndarray]]


def evaluate(
    model: LinearModel,
    examples: Sequence[Example],
    *,
    disguises: bool = False,
    threshold: float = THRESHOLD,
) -> Block:
    """The figures of a model. Where the data names the model's own labels, each is measured;
    else clean is measured against all that is not, with the highest score of a text.
    """
    texts = [example.text for example in examples]
    scores, marked, seconds = _scored(model, texts)
    pairs = _pairs(model, examples, scores)
    report = _blocks(pairs, threshold)
    report["texts_per_second"] = round(len(texts) / max(seconds, 1e-9))
    report["slices"] = {
        kind: {name: _brief(pairs, chosen, threshold) for name, chosen in parts if chosen.any()}
        for kind, parts in _slices(examples, marked)
    }
    if disguises:
        report["disguised"] = _disguised(model, examples, report["macro_f1"], threshold)
    return report


def _scored(model: LinearModel, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, float]:
    """Scores, whether a text has any mark, and seconds without what is done only once."""
    model.scores(fold_batch(texts[:1]))
    scores = [np.zeros((0, len(model.labels)), np.float32)]
    marked, seconds = [np.zeros(0, bool)], 0.0
    for start in range(0, len(texts), _BATCH):
        began = time.perf_counter()
        views = fold_batch(texts[start : start + _BATCH])
        scores.append(model.scores(views))
        seconds += time.perf_counter() - began
        marked.append(_with_marks(views))
    return np.concatenate(scores), np.concatenate(marked), seconds


def _with_marks(views: Views) -> np.ndarray:
    sums = np.concatenate([[0], np.cumsum((views.marks & MARK_BITS) > 0)])
    found: np.ndarray = sums[views.folded_ends] > sums[views.folded_starts]
    return found


def _pairs(model: LinearModel, examples: Sequence[Example], scores: np.ndarray) -> _Pairs:
    named = frozenset().union(*(example.gold for example in examples))
    if len(model.labels) > 1 and named and named <= set(model.labels):
        return {
            label: (np.array([label in example.gold for example in examples]), scores[:, column])
            for column, label in enumerate(model.labels)
        }
    name = model.labels[0] if len(model.labels) == 1 else "any"
    return {name: (np.array([bool(example.gold) for example in examples]), scores.max(axis=1))}


def _blocks(pairs: _Pairs, threshold: float) -> Block:
    """The figures of the one comparison, or of each label and their means."""
    blocks = {name: block(*pair, threshold, name) for name, pair in pairs.items()}
    if len(blocks) == 1:
        return next(iter(blocks.values()))
    means: Block = {"rows": next(iter(blocks.values()))["rows"]}
    for figure in _MEANT:
        known = [made[figure] for made in blocks.values() if made[figure] is not None]
        means[figure] = round(float(np.mean(known)), 4) if known else None
    return means | {"labels": blocks}


def _brief(pairs: _Pairs, chosen: np.ndarray, threshold: float) -> Block:
    cut = {name: (truth[chosen], scores[chosen]) for name, (truth, scores) in pairs.items()}
    made = _blocks(cut, threshold)
    return {name: made[name] for name in ("rows", "macro_f1", "auc", "ece")}


def _slices(
    examples: Sequence[Example], marked: np.ndarray
) -> Iterable[tuple[str, list[tuple[str, np.ndarray]]]]:
    yield "marks", [("with", marked), ("without", ~marked)]
    sizes = np.array([len(example.text) for example in examples])
    yield (
        "length",
        [(_span(low, high), (sizes >= low) & (sizes < high)) for low, high in _LENGTHS],
    )
    sources = np.array([example.source for example in examples])
    names, counts = np.unique(sources, return_counts=True)
    largest = names[np.argsort(-counts, kind="stable")][:_MOST_SOURCES]
    yield "source", [(str(name), sources == name) for name in largest]


def _span(low: int, high: int) -> str:
    return f"{low} to {high - 1}" if high < _LENGTHS[-1][1] else f"{low} or more"


def _disguised(
    model: LinearModel, examples: Sequence[Example], plain: float | None, threshold: float
) -> Block:
    def figures(disguise: Callable[[str], str]) -> dict[str, Any]:
        texts = [disguise(example.text) for example in examples]
        made = _blocks(_pairs(model, examples, _scored(model, texts)[0]), threshold)
        both = plain is not None and made["macro_f1"] is not None
        loss = round(100 * (plain - made["macro_f1"]), 2) if both and plain is not None else None
        return {"macro_f1": made["macro_f1"], "auc": made["auc"], "points_lost": loss}

    return {name: figures(disguise) for name, disguise in DISGUISES.items()}
