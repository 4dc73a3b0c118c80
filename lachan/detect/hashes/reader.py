"""Follows a folder that another process may be writing into."""

from pathlib import Path

from lachan.detect.hashes import manifest
from lachan.detect.hashes.log import Damaged
from lachan.detect.hashes.parts import Parts


class Reader:
    """A folder, and how far it has been read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp: tuple[int, int] | None = None
        self._log, self._read_to = folder, 0

    def follow(self, parts: Parts) -> Parts:
        """The parts as they are now; the same ones, brought up to date, when only the log grew.

        Raises Damaged for a folder that cannot be read.
        """
        while (stamp := manifest.stamp(self._folder)) is not None:
            try:
                if stamp != self._stamp:
                    now = manifest.read(self._folder)
                    parts = Parts(tuple(manifest.load_segments(self._folder, now)))
                    self._log, self._read_to = self._folder / now.log, 0
                if self._log.stat().st_size > self._read_to:
                    self._read_to = manifest.replay(self._log, parts, self._read_to)
                self._stamp = stamp
            except (FileNotFoundError, Damaged):
                # The writer may have moved on and removed what the manifest named.
                self._stamp = None
                if manifest.stamp(self._folder) == stamp:
                    raise
            else:
                return parts
        return parts
