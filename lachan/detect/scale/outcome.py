"""How a scan is asked for, and how it went."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from lachan.detect.scale.answers import Counts
from lachan.detect.scale.jobs import Form


class Engine(StrEnum):
    """Where blocks are scanned."""

    LOCAL = "local"
    RAY = "ray"


@dataclass(frozen=True, slots=True)
class Options:
    """How to scan. `workers` None: as many as there are processors, or one for little input."""

    engine: Engine = Engine.LOCAL
    workers: int | None = None
    fresh: bool = False
    form: Form | None = None


USUAL: Final = Options()


@dataclass(frozen=True, slots=True)
class ScanResult:
    """How a scan went. `rejected` is the file of refused records, None when all were read."""

    rows: int
    with_findings: int
    findings: int
    problems: int
    rejected: Path | None
    ruleset: str


@dataclass(frozen=True, slots=True)
class FolderResult:
    """How a scan of a folder went, in all.

    `kept` files had been scanned with these rules before; `refused` says why a file could not be
    scanned; `left_alone` are files of other kinds.
    """

    counts: Counts
    files: int
    kept: int
    ruleset: str
    refused: Mapping[Path, str] = field(default_factory=dict)
    rejected: tuple[Path, ...] = ()
    left_alone: tuple[Path, ...] = ()
