"""How far an answer is: what a scan that was ended goes on from."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Self

from lachan.detect.scale.answers import Answer, Counts
from lachan.detect.scale.blocks import START, Place

FORM: Final = 1
"""Raised when the same verdicts are written in another way, so that halves are never mixed."""


@dataclass(frozen=True, slots=True)
class Written:
    """So many bytes with this CRC-32. A check: after a loss of power a file may hold zeros."""

    size: int = 0
    crc: int = 0

    def plus(self, more: bytes) -> "Written":
        return Written(self.size + len(more), zlib.crc32(more, self.crc))


NOTHING: Final = Written()
NONE: Final = Counts()


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What `OUT.partial.json` says."""

    of: Mapping[str, Any]
    place: Place = START
    output: Written = NOTHING
    rejected: Written = NOTHING
    counts: Counts = NONE
    whole: bool = False

    def after(self, answer: Answer) -> "Checkpoint":
        return replace(
            self,
            place=answer.ends,
            output=self.output.plus(answer.output),
            rejected=self.rejected.plus(answer.rejected),
            counts=self.counts.plus(answer.counts),
        )

    def dump(self) -> str:
        return json.dumps(
            {
                "of": self.of,
                "place": self.place,
                "output": [self.output.size, self.output.crc],
                "rejected": [self.rejected.size, self.rejected.crc],
                "counts": self.counts,
                "whole": self.whole,
            }
        )

    @classmethod
    def load(cls, text: str) -> Self:
        value = json.loads(text)
        return cls(
            value["of"],
            Place(*value["place"]),
            Written(*value["output"]),
            Written(*value["rejected"]),
            Counts(*value["counts"]),
            value["whole"],
        )
