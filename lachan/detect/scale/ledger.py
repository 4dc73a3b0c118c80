"""Which files of a folder are scanned, kept in the folder of answers."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lachan.detect.scale.answers import Counts
from lachan.detect.scale.jobs import Job


class Ledger:
    """Which files of a folder are done, with which rules: kept in the folder of answers.

    With it a scan goes on after the last file that it finished, and a folder to which files were
    added is scanned again at the cost of those alone.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / ".scan.jsonl"
        self._folder = folder
        self._done = dict(self._read())

    def done(self, job: Job, digest: str) -> Counts | None:
        """What came out when this very input was scanned with these rules; None if it was not."""
        entry = self._done.get(self._name(job), {})
        try:
            is_same = entry.get("of") == job.identity(digest)
            if is_same and entry["answer"] == job.target.stat().st_size:
                return Counts(*entry["counts"])
        except (OSError, KeyError, TypeError):
            pass
        return None

    def enter(self, job: Job, digest: str, counts: Counts) -> None:
        entry = {
            "file": self._name(job),
            "of": job.identity(digest),
            "answer": job.target.stat().st_size,
            "counts": counts,
        }
        with self._path.open("a", encoding="utf-8") as stream:
            # On a line of its own, also where the last entry was cut off by an end of the process.
            stream.write("\n" + json.dumps(entry, ensure_ascii=False))

    def _name(self, job: Job) -> str:
        return job.target.relative_to(self._folder).as_posix()

    def _read(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        if not self._path.exists():
            return
        for line in self._path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                entry = json.loads(line)
                yield entry["file"], entry
            except (ValueError, KeyError, TypeError):
                continue
