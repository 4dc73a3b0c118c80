"""The one process that may change a folder: whole files only, each put in place by a rename.

What the manifest does not name was left by something that was killed, and is removed.
"""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import Final

import numpy as np

from lachan.detect.hashes import log, manifest, segment
from lachan.detect.hashes.codec import Words
from lachan.detect.hashes.column import Ids
from lachan.detect.hashes.disk import sync, write
from lachan.detect.hashes.manifest import Manifest
from lachan.detect.hashes.parts import Parts
from lachan.detect.hashes.segment import Segment

_LOCK: Final = "LOCK"


class InUse(RuntimeError):
    """Another process writes into this index. There is one writer; any number may read."""


class Writer:
    """A folder that this process alone may change; it holds the lock until close()."""

    def __init__(self, folder: Path) -> None:
        """Raises InUse for a second writer, Damaged for a folder that cannot be read."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._lock = _locked(folder / _LOCK)
        self._building: set[str] = set()
        # A merge makes its segment while add() goes on.
        self._naming = RLock()
        try:
            self._manifest = manifest.read(folder)
            self._last = self._manifest.last
            self._clean()
            if manifest.stamp(folder) is None:
                write(folder / self._manifest.log, b"")
                manifest.replace(folder, self._manifest)
            self.parts = Parts(tuple(manifest.load_segments(folder, self._manifest)))
            end = manifest.replay(folder / self._manifest.log, self.parts, 0)
            self._log = log.Log(folder / self._manifest.log, end)
        except BaseException:
            os.close(self._lock)
            raise

    def record(self, ids: Ids, hashes: Words | None) -> None:
        """Writes down what is about to be added, or without hashes disabled."""
        self._log.append(ids, hashes)

    def make(self, build: Callable[[str, Path | None], Segment]) -> Segment:
        """A segment that `build(name, empty folder)` makes; unnamed until publish()."""
        with self._naming:
            name = self._name("segment")
            self._building.add(name)
        aside = self.folder / f"{name}.tmp"
        try:
            aside.mkdir()
            build(name, aside)
            for path in aside.iterdir():
                sync(path)
            sync(aside)
            aside.rename(self.folder / name)
            sync(self.folder)
            return segment.load(self.folder / name)
        except BaseException:
            with self._naming:
                self._building.discard(name)
                self._clean()
            raise

    def publish(self, parts: Parts, *, fresh_log: bool) -> None:
        """Makes these segments, as they are now, the index; then removes what is not in use.

        With a fresh log the delta is to be empty; else the log goes on.
        """
        with self._naming:
            pairs = tuple((one.name, self._write_dead(one)) for one in parts.segments)
            name = self._name("log") if fresh_log else self._manifest.log
            opened = log.Log(self.folder / name, 0) if fresh_log else self._log
            try:
                now = Manifest(pairs, name, self._last)
                manifest.replace(self.folder, now)
            except BaseException:
                if fresh_log:
                    opened.close()
                raise
            if fresh_log:
                self._log.close()
            self._manifest, self._log = now, opened
            self._building -= {made for made, _ in pairs}
            self._clean()

    def close(self) -> None:
        self._log.close()
        os.close(self._lock)

    def _name(self, kind: str) -> str:
        with self._naming:
            self._last += 1
            return f"{kind}-{self._last}"

    def _write_dead(self, one: Segment) -> str | None:
        if not len(one.dead):
            return None
        name = self._name("dead") + ".npy"
        with (self.folder / name).open("wb") as file:
            np.save(file, one.dead)
            os.fsync(file.fileno())
        return name

    def _clean(self) -> None:
        named = {self._manifest.log}
        for pair in self._manifest.segments:
            named |= {name for name in pair if name}
        named |= {made for name in self._building for made in (name, f"{name}.tmp")}
        for path in self.folder.iterdir():
            ours = path.name.split("-")[0] in {"segment", "dead", "log"}
            if ours and path.name not in named:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _locked(path: Path) -> int:
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise InUse(f"{path.parent} has a writer already; open it with read_only=True.") from error
    return lock
