"""A trained model: probabilities for whole batches, and which words of a text made them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lachan.detect.fold import fold
from lachan.detect.model.features import Span, features

if TYPE_CHECKING:
    import numpy as np

    from lachan.detect.views import Views

FORMAT: Final = 1
MODEL: Final = "model.json"
WEIGHTS: Final = "weights.npy"
Passage = tuple[int, int, float]


class BadModel(ValueError):
    """The folder holds no model that this version can read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Curve:
    """How the weights of one label become a probability.

    logit = slope * (scale * sum of weights / features ** power) + intercept, where a text without
    any mark has an intercept of its own: without marks less is known.
    """

    label: str
    scale: float
    slope: float
    intercept: float
    unmarked: float


class LinearModel:
    """Weights int16[2**bits, labels], one curve for each label. `digest` is 64 hex digits.

    `about` is what else `model.json` says: data, notices, date, figures.
    """

    def __init__(
        self,
        weights: "np.ndarray",
        curves: tuple[Curve, ...],
        power: float,
        *,
        about: Mapping[str, Any] | None = None,
        digest: str = "",
    ) -> None:
        self.labels = tuple(curve.label for curve in curves)
        self.bits = len(weights).bit_length() - 1
        self.weights, self.curves, self.power = weights, curves, power
        self.about, self.digest = about or {}, digest

    @classmethod
    def load(cls, folder: Path) -> "LinearModel":
        """The model of a folder; its weights stay on disk until they are read. Raises BadModel."""
        import numpy as np

        try:
            text = (folder / MODEL).read_bytes()
            weights = np.load(folder / WEIGHTS, mmap_mode="r", allow_pickle=False)
            said = json.loads(text)
            curves = tuple(Curve(**curve) for curve in said["curves"])
            power = float(said["power"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadModel(f"{folder} holds no model: {error}. Train one: lachan train.") from None
        if said.get("format") != FORMAT or weights.shape != (1 << said["bits"], len(curves)):
            raise BadModel(f"{folder} was made by another version. Train it again: lachan train.")
        digest = hashlib.sha256(text)
        digest.update(weights)
        return cls(weights, curves, power, about=said, digest=digest.hexdigest())

    def scores(self, views: "Views") -> "np.ndarray":
        """Probabilities of every label for every row, float32[rows, labels]."""
        import numpy as np

        logits = np.clip(self.logits(views), -50, 50)
        found: np.ndarray = (1 / (1 + np.exp(-logits))).astype(np.float32)
        return found

    def logits(self, views: "Views") -> "np.ndarray":
        """Log-odds of every label for every row, float64[rows, labels]."""
        import numpy as np

        from lachan.detect.model.sums import weighed

        totals, counts, marked = weighed(views, self.weights)
        means = totals / np.maximum(counts, 1)[:, None] ** self.power
        factors = np.array([curve.slope * curve.scale for curve in self.curves])
        with_marks = np.array([curve.intercept for curve in self.curves])
        without = np.array([curve.unmarked for curve in self.curves])
        found: np.ndarray = means * factors + np.where(marked[:, None], with_marks, without)
        return found

    def contributions(self, text: str, label: str) -> list[Passage]:
        """(start, end, weight) of every word or run of signs, in characters and in order.

        Weights are log-odds: with the curve's intercept they add up to the logit of the score. What
        a pair of words says is shared by the two. A word that recurs counts where it stands first.
        Raises ValueError for a label that the model has not.
        """
        column = self.labels.index(label)
        page, curve = fold(text), self.curves[column]
        found = features(page, self.bits)
        factor = curve.slope * curve.scale / max(1, len(found)) ** self.power
        weights: dict[Span, float] = {}
        for one in found:
            weight = factor * int(self.weights[one.bucket, column])
            for span in one.spans:
                weights[span] = weights.get(span, 0.0) + weight / len(one.spans)
        return [(*page.span(*span), weight) for span, weight in sorted(weights.items())]
