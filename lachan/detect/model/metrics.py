"""Figures of one label: what was said of each text beside the probability it got."""

from typing import Any, Final

import numpy as np

_RESAMPLES: Final = 2000
_BINS: Final = 15
Block = dict[str, Any]


def block(truth: np.ndarray, scores: np.ndarray, threshold: float, name: str) -> Block:
    """All figures of one label. `truth` bool[rows], `scores` probabilities[rows].

    What cannot be worked out (no text of one kind) is None. The interval of macro-F1 is 95 %, by
    bootstrap over texts. `ece` is the expected calibration error in 15 bins of equal width.
    """
    called = scores >= threshold
    table = _table(truth, called)
    made: Block = {
        "rows": len(truth),
        "macro_f1": macro_f1(table),
        "macro_f1_interval": interval(table),
        "auc": _ranked(truth, scores, "roc_auc_score"),
        "auprc": _ranked(truth, scores, "average_precision_score"),
        "ece": calibration_error(truth, scores),
        "classes": {
            "clean": _class(table[0, 0], table[0].sum(), table[:, 0].sum()),
            name: _class(table[1, 1], table[1].sum(), table[:, 1].sum()),
        },
        "confusion": {"classes": ["clean", name], "rows_are_truth": table.tolist()},
        "false_alarms_per_1000": _ratio(1000 * table[0, 1], table[0].sum()),
    }
    return made | _operating_points(truth, scores)


def _table(truth: np.ndarray, called: np.ndarray) -> np.ndarray:
    """Rows are the truth, columns what was called: clean first."""
    counts = np.bincount(2 * truth.astype(int) + called, minlength=4)
    return counts.reshape(2, 2)


def macro_f1(table: np.ndarray) -> float | None:
    """Mean F1 of both classes; None where a class is neither there nor called."""
    return _rounded(float(_macro_f1(table[None])[0]))


def _macro_f1(tables: np.ndarray) -> np.ndarray:
    hits = np.diagonal(tables, axis1=1, axis2=2)
    both = tables.sum(axis=1) + tables.sum(axis=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: np.ndarray = (2 * hits / both).mean(axis=1)
    return found


def interval(table: np.ndarray) -> list[float | None]:
    """95 % interval of macro-F1. Texts are drawn again: only the four counts matter."""
    total = int(table.sum())
    chance = np.random.default_rng(0)
    drawn = chance.multinomial(total, table.ravel() / max(1, total), size=_RESAMPLES)
    values = _macro_f1(drawn.reshape(-1, 2, 2))
    values = values[~np.isnan(values)]
    if not len(values) or not total:
        return [None, None]
    return [_rounded(float(value)) for value in np.quantile(values, [0.025, 0.975])]


def calibration_error(truth: np.ndarray, scores: np.ndarray) -> float | None:
    """How far probabilities lie from what came true, averaged over texts."""
    if not len(truth):
        return None
    bins = np.minimum((scores * _BINS).astype(int), _BINS - 1)
    said = np.bincount(bins, scores, _BINS)
    came = np.bincount(bins, truth, _BINS)
    return _rounded(float(np.abs(said - came).sum() / len(truth)))


def paired_difference(truth: np.ndarray, first: np.ndarray, second: np.ndarray) -> list[float]:
    """95 % interval of macro-F1 of the first minus that of the second, both bool[rows].

    A change of the model counts only when 0 lies outside.
    """
    cells = 4 * truth.astype(int) + 2 * first + second
    counts = np.bincount(cells, minlength=8)
    drawn = np.random.default_rng(0).multinomial(len(truth), counts / len(truth), _RESAMPLES)
    apart = drawn.reshape(-1, 2, 2, 2)
    gap = _macro_f1(apart.sum(axis=3)) - _macro_f1(apart.sum(axis=2))
    gap = gap[~np.isnan(gap)]
    return [round(float(value), 4) for value in np.quantile(gap, [0.025, 0.975])]


def _operating_points(truth: np.ndarray, scores: np.ndarray) -> Block:
    if not truth.any():
        return {"precision_at_recall_0.8": None, "recall_at_precision_0.9": None}
    from sklearn.metrics import precision_recall_curve

    precision, recall, _ = precision_recall_curve(truth, scores)
    exact = precision[recall >= 0.8].max(initial=0)
    reached = recall[precision >= 0.9].max(initial=0)
    return {
        "precision_at_recall_0.8": _rounded(float(exact)),
        "recall_at_precision_0.9": _rounded(float(reached)),
    }


def _ranked(truth: np.ndarray, scores: np.ndarray, name: str) -> float | None:
    if truth.all() or not truth.any():
        return None
    from sklearn import metrics

    return _rounded(float(getattr(metrics, name)(truth, scores)))


def _class(hits: int, there: int, called: int) -> dict[str, float | int | None]:
    return {
        "rows": int(there),
        "precision": _ratio(hits, called),
        "recall": _ratio(hits, there),
        "f1": _ratio(2 * hits, there + called),
    }


def _ratio(part: int, whole: int) -> float | None:
    return _rounded(float(part) / float(whole)) if whole else None


def _rounded(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 4)
