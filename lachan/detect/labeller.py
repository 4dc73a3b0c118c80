"""The trained models of an installation as one: scores of every label, and where they come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np

    from lachan.detect.model.linear import LinearModel
    from lachan.detect.views import Views

# A passage is shown when it carries at least this part of what speaks for the label.
_SHARE: Final = 0.1
_MOST_PASSAGES: Final = 5
_JOIN_WITHIN: Final = 2


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities of a batch, float32[rows, labels]."""

    names: tuple[str, ...]
    table: "np.ndarray"

    def of(self, label: str) -> "np.ndarray":
        return self.table[:, self.names.index(label)]

    def rows(self) -> Sequence[Sequence[float]]:
        """The scores of each row."""
        return self.table.tolist() if self.names else [()] * len(self.table)


class Labeller:
    """Models side by side. `names` are their labels in order."""

    def __init__(self, models: "Sequence[LinearModel]") -> None:
        self._models = tuple(models)
        self.names = tuple(name for model in self._models for name in model.labels)

    @classmethod
    def load(cls, folder: Path) -> "Labeller":
        """Every model of a folder, by name; none when there is no such folder."""
        homes = sorted(path.parent for path in folder.glob("*/model.json"))
        if not homes:
            return cls(())
        from lachan.detect.model.linear import LinearModel

        return cls([LinearModel.load(home) for home in homes])

    def scores(self, views: "Views") -> Scores:
        import numpy as np

        tables = [model.scores(views) for model in self._models]
        empty = np.zeros((len(views), 0), np.float32)
        return Scores(self.names, np.concatenate([empty, *tables], axis=1))

    def passages(self, text: str, label: str) -> list[tuple[int, int]]:
        """The stretches of a text, in characters, that speak most for a label; at least one."""
        model = next(model for model in self._models if label in model.labels)
        parts = [part for part in model.contributions(text, label) if part[2] > 0]
        whole = sum(weight for *_, weight in parts)
        kept = sorted(parts, key=lambda part: -part[2])[:_MOST_PASSAGES]
        spans = sorted((start, end) for start, end, weight in kept if weight >= _SHARE * whole)
        return _joined(spans) or [(0, len(text))]


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1] + _JOIN_WITHIN:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
