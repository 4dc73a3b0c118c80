"""What a folder of an index holds: `MANIFEST.json`, replaced whole, names every file in use."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from lachan.detect.hashes import log, segment
from lachan.detect.hashes.disk import sync, write
from lachan.detect.hashes.log import Damaged
from lachan.detect.hashes.parts import Parts
from lachan.detect.hashes.segment import Segment

_NAME: Final = "MANIFEST.json"
_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the folder holds. `segments`: name, and the file of its disabled rows, if any."""

    segments: tuple[tuple[str, str | None], ...] = ()
    log: str = "log-0"
    last: int = 0  # the highest number in a name so far


def read(folder: Path) -> Manifest:
    """A folder without one is an empty index. Raises Damaged."""
    path = folder / _NAME
    try:
        said = json.loads(path.read_text("utf-8"))
        pairs = tuple((one["name"], one["dead"]) for one in said["segments"])
        version, manifest = said["version"], Manifest(pairs, said["log"], said["last"])
    except FileNotFoundError:
        return Manifest()
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(f"{path} is broken; restore a copy of the folder.") from error
    if version != _VERSION:
        raise Damaged(f"{folder} is of version {version}; this program reads {_VERSION}.")
    return manifest


def load_segments(folder: Path, manifest: Manifest) -> list[Segment]:
    """Raises Damaged when a named file is missing or broken."""
    try:
        return [_segment(folder, name, dead) for name, dead in manifest.segments]
    except (OSError, ValueError) as error:
        raise Damaged(f"A segment of {folder} cannot be read; restore a copy.") from error


def replay(path: Path, parts: Parts, begin: int) -> int:
    """Does again what the log says from a byte on; where the last whole record ends."""
    for record in log.read(path, begin):
        parts.apply(record)
        begin = record.end
    return begin


def _segment(folder: Path, name: str, dead: str | None) -> Segment:
    found = segment.load(folder / name)
    if dead:
        found.dead = np.load(folder / dead)
    return found


def stamp(folder: Path) -> tuple[int, int] | None:
    """Changes whenever the manifest does; None while there is none."""
    try:
        found = (folder / _NAME).stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns


def replace(folder: Path, manifest: Manifest) -> None:
    said: dict[str, Any] = {
        "version": _VERSION,
        "last": manifest.last,
        "log": manifest.log,
        "segments": [{"name": name, "dead": dead} for name, dead in manifest.segments],
    }
    aside = folder / f"{_NAME}.tmp"
    write(aside, json.dumps(said, indent=1).encode())
    aside.rename(folder / _NAME)
    sync(folder)
