"""Training: two linear machines over the hashed features, averaged, made probabilities on texts
that were held out, and rounded to two bytes for each weight.

Of the two, the sparse one (L1) leans on few features and is calm on texts of another kind; the
dense one (L2) orders texts of the same kind better. Same data, same model: nothing is left to
chance.
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from scipy import sparse

from lachan.detect.letters import MARK_BITS
from lachan.detect.model.examples import Row
from lachan.detect.model.folds import fold_of, without_marks
from lachan.detect.model.linear import Curve
from lachan.detect.model.sums import buckets
from lachan.detect.views import Views, fold_batch

Say = Callable[[str], None]
# Keeps the rows of the matrix at the size of 1 for a text of this many features (25 words), so
# that the strength of the regularisation does not depend on `power`.
_USUAL: Final = 100
# Steps of liblinear: the dense machine has settled by then, the sparse one nearly.
_STEPS: Final = 60
# Texts without marks are harder, so they weigh more; the press is never written without.
BARE_WEIGHT: Final = 2.0
BARE_CLEAN_WEIGHT: Final = 1.0
# The largest weight, as an int16 with room for the sums of a long text.
_LARGEST: Final = 16_000


@dataclass(frozen=True, slots=True)
class Settings:
    """`bits`: the table has 2**bits rows. `power`: how far the number of features divides their
    sum; at 0.5 a long text reaches a high score by its length alone, at 1 a short insult in a long
    text is lost. `strength` is C of liblinear.
    """

    bits: int = 19
    power: float = 0.78
    strength: float = 1.0
    folds: int = 3


@dataclass(frozen=True, slots=True)
class Trained:
    """int16[2**bits, labels], a curve for each label; and for the rows that came as they are, the
    probabilities they got from models that had not seen them, float64[rows, labels].
    """

    weights: np.ndarray
    curves: tuple[Curve, ...]
    held_out: np.ndarray


@dataclass(slots=True)
class _Data:
    """Rows twice, as typed and without marks: features, labels, weights, folds."""

    features: Any
    truth: np.ndarray
    weights: np.ndarray
    folds: np.ndarray
    told: np.ndarray
    unmarked: np.ndarray = field(repr=False)


class TooLittle(ValueError):
    """There is nothing to learn from: too few texts, or all of them say the same of a label."""


def train(rows: Sequence[Row], labels: tuple[str, ...], settings: Settings, say: Say) -> Trained:
    """Learns every label from the rows. Raises TooLittle."""
    data = _data(rows, labels, settings)
    _check(data, labels)
    margins = np.zeros(data.truth.shape)
    for fold in range(settings.folds):
        say(f"part {fold + 1} of {settings.folds} held out")
        out = data.folds == fold
        made, bias = _fit(data, ~out, settings)
        margins[out] = data.features[out] @ made + bias
    say("all of it")
    everything, bias = _fit(data, np.ones(len(out), bool), settings)
    scales = np.maximum(np.abs(everything).max(axis=0), 1e-9) / _LARGEST
    weights = np.rint(everything / scales).astype(np.int16)
    shapes = [_curve(data, margins[:, column], column) for column in range(len(labels))]
    half = len(rows)
    shown = np.array(
        [_logit(margins[:half, n], data.unmarked[:half], shape) for n, shape in enumerate(shapes)]
    )
    factor = _USUAL ** (settings.power - 0.5)
    curves = tuple(
        Curve(
            label,
            scale=float(scales[n]) * factor,
            slope=shapes[n][0],
            intercept=shapes[n][1] + shapes[n][0] * float(bias[n]),
            unmarked=shapes[n][2] + shapes[n][0] * float(bias[n]),
        )
        for n, label in enumerate(labels)
    )
    return Trained(weights, curves, 1 / (1 + np.exp(-shown[:, data.told[:half]].T)))


def _data(rows: Sequence[Row], labels: tuple[str, ...], settings: Settings) -> _Data:
    texts = [row.text for row in rows]
    typed, bare = fold_batch(texts), fold_batch([without_marks(text) for text in texts])
    truth = np.array([[label in row.gold for label in labels] for row in rows])
    weights = np.array([row.weight for row in rows])
    folds = np.array([fold_of(row.group, settings.folds) for row in rows])
    told = np.array([row.told for row in rows])
    other = np.array([row.other for row in rows])
    bare_weights = np.where(other, BARE_CLEAN_WEIGHT, BARE_WEIGHT * weights)
    return _Data(
        sparse.vstack([_matrix(typed, settings), _matrix(bare, settings)]).tocsr(),
        np.concatenate([truth, truth]),
        np.concatenate([weights, bare_weights]),
        np.concatenate([folds, folds]),
        # What is always written with marks says nothing about texts without.
        np.concatenate([told, told & ~other]),
        np.concatenate([~_with_marks(typed), ~_with_marks(bare)]),
    )


def _matrix(views: Views, settings: Settings) -> Any:
    found, starts = buckets(views, settings.bits)
    counts = np.diff(starts)
    sizes = (_USUAL / np.maximum(counts, 1)) ** settings.power / _USUAL**0.5
    made = sparse.csr_matrix(
        (np.repeat(sizes, counts), found.astype(np.int32), starts),
        shape=(len(views), 1 << settings.bits),
    )
    made.sum_duplicates()
    return made


def _with_marks(views: Views) -> np.ndarray:
    """Which rows have a letter with a mark, bool[rows]."""
    marked = (views.marks & MARK_BITS) > 0
    sums = np.concatenate([[0], np.cumsum(marked)])
    found: np.ndarray = sums[views.folded_ends] > sums[views.folded_starts]
    return found


def _check(data: _Data, labels: tuple[str, ...]) -> None:
    for column, label in enumerate(labels):
        for fold in np.unique(data.folds):
            kept = data.truth[data.folds != fold, column]
            if kept.all() or not kept.any():
                raise TooLittle(f"Too few texts with and without the label {label}.")


def _fit(data: _Data, use: np.ndarray, settings: Settings) -> tuple[np.ndarray, np.ndarray]:
    """Weights float64[features, labels] and bias float64[labels], learnt from the rows in use."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.svm import LinearSVC

    features, weights = data.features[use], data.weights[use]
    sparse_one = LinearSVC(
        C=settings.strength, penalty="l1", dual=False, max_iter=_STEPS, random_state=0
    )
    dense_one = LinearSVC(C=settings.strength, max_iter=_STEPS, random_state=0)
    made, bias = [], []
    for column in range(data.truth.shape[1]):
        truth = data.truth[use, column]
        with warnings.catch_warnings():
            # The last digits are lost in the rounding anyway.
            warnings.simplefilter("ignore", ConvergenceWarning)
            pair = [one.fit(features, truth, weights) for one in (sparse_one, dense_one)]
        made.append(sum(one.coef_[0] for one in pair) / 2)
        bias.append(sum(float(one.intercept_[0]) for one in pair) / 2)
    return np.array(made).T, np.array(bias)


_Shape = tuple[float, float, float]


def _curve(data: _Data, margins: np.ndarray, column: int) -> _Shape:
    """Slope, and intercept with marks and without, from held-out margins (Platt)."""
    from sklearn.linear_model import LogisticRegression

    told = data.told
    seen = np.column_stack([margins, data.unmarked])[told]
    fitted = LogisticRegression(C=1e6).fit(seen, data.truth[told, column])
    slope, without = (float(value) for value in fitted.coef_[0])
    intercept = float(fitted.intercept_[0])
    return slope, intercept, intercept + without


def _logit(margins: np.ndarray, unmarked: np.ndarray, shape: _Shape) -> np.ndarray:
    found: np.ndarray = shape[0] * margins + np.where(unmarked, shape[2], shape[1])
    return found
