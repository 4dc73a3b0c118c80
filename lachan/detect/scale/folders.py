"""A folder of files to be scanned, and the folder of answers that mirrors it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

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
