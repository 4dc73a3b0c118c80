"""A folder of files to be scanned, and the folder of answers that mirrors it."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from lachan.detect.scale.answers import Counts
from lachan.detect.scale.errors import CannotScan
from lachan.detect.scale.jobs import Form, Job
from lachan.detect.scale.sources import SUFFIXES, bare_suffix

_OURS: Final = (".partial.jsonl", ".rejected.jsonl")


def find_jobs(source: Path, target: Path, form: Form) -> tuple[list[Job], list[Path]]:
    """A job for each file of a known name, in order of name, and the files that are left alone.

    An answer has its input's name and `.jsonl` or `.parquet` behind it, unless it ends so already.
    Hidden files and linked folders are not looked at. Raises CannotScan.
    """
    root = source.resolve()
    if target.resolve().is_relative_to(root) or root.is_relative_to(target.resolve()):
        raise CannotScan("Thư mục kết quả và thư mục nguồn không được nằm trong nhau.")
    if target.is_file():
        raise CannotScan("Kết quả của một thư mục phải là một thư mục, không phải tệp đã có.")
    jobs: list[Job] = []
    left: list[Path] = []
    for path in _files(source):
        if bare_suffix(path) in SUFFIXES and not path.name.endswith(_OURS):
            place = target / path.relative_to(source)
            ending = f".{form.value}"
            name = place.name if place.suffix == ending else place.name + ending
            jobs.append(Job(path, place.with_name(name), form))
        else:
            left.append(path)
    if not jobs:
        kinds = ", ".join(sorted(SUFFIXES))
        raise CannotScan(f"Thư mục không có tệp nào quét được ({kinds}, có thể nén .gz, .zst).")
    return jobs, left


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))


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
