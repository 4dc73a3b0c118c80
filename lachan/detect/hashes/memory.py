"""Where an index without a folder keeps its parts: nowhere but in memory."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from lachan.detect.hashes.codec import Words
from lachan.detect.hashes.column import Ids
from lachan.detect.hashes.parts import Parts
from lachan.detect.hashes.segment import Segment


class Memory:
    """Answers as a writer.Writer does, and writes nothing."""

    folder: Path | None = None

    def __init__(self) -> None:
        self.parts = Parts()
        self._numbers = count(1)

    def record(self, ids: Ids, hashes: Words | None) -> None:
        """There is no log."""

    def make(self, build: Callable[[str, Path | None], Segment]) -> Segment:
        return build(f"segment-{next(self._numbers)}", None)

    def publish(self, parts: Parts, *, fresh_log: bool) -> None:
        """There is no manifest."""

    def close(self) -> None:
        """There is nothing to give back."""
