"""Where a history keeps what: one Parquet file for each day and kind of source.

HOME/texts/DAY/KIND.parquet             what was read
HOME/verdicts/DIGEST/DAY/KIND.parquet   what a rule set said of it
HOME/rulesets/DIGEST/                   the rule set itself
HOME/decisions.parquet                  what officers said of findings
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

_PLAIN: Final = re.compile(r"[a-z0-9_]{1,60}")
_UNKNOWN: Final = "-"
_HASHED: Final = "-"
TEXTS: Final = "texts"


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One day of one kind of source. `stem` stands for the kind in names of files."""

    day: date
    stem: str

    @classmethod
    def of(cls, day: date, kind: str) -> "Part":
        if _PLAIN.fullmatch(kind):
            return cls(day, kind)
        digest = hashlib.sha256(kind.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return cls(day, _HASHED + digest if kind else _UNKNOWN)

    def texts(self, home: Path) -> Path:
        return self._file(home / TEXTS)

    def verdicts(self, home: Path, digest: str) -> Path:
        return self._file(home / "verdicts" / digest)

    def _file(self, folder: Path) -> Path:
        return folder / self.day.isoformat() / f"{self.stem}.parquet"


def parts(home: Path, since: date | None = None, until: date | None = None) -> Iterator[Part]:
    """Every part with texts, in order; both days are included."""
    for folder in sorted((home / TEXTS).glob("????-??-??")):
        day = date.fromisoformat(folder.name)
        if (since is None or day >= since) and (until is None or day <= until):
            yield from (Part(day, path.stem) for path in sorted(folder.glob("*.parquet")))


def judges(home: Path, part: Part) -> list[str]:
    """Digests of the rule sets that said something of a part."""
    folders = sorted((home / "verdicts").glob("*"))
    return [folder.name for folder in folders if part.verdicts(home, folder.name).exists()]
