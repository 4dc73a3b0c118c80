"""Files and folders that appear whole or not at all, and one writer at a time."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from lachan.detect.history.refusals import CannotLookBack

_SUFFIX: Final = ".new"
_TAKEN: Final = "Một lệnh khác đang ghi vào lịch sử này. Chờ nó xong rồi chạy lại."


@contextmanager
def file_aside(path: Path) -> Iterator[Path]:
    """Gives a path beside; what is written there is put on disk and takes the place of `path`.

    If the block raises, nothing changes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + _SUFFIX)
    try:
        yield beside
        _settle(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def folder_aside(parent: Path) -> Iterator[Path]:
    """Gives an empty folder beside those of `parent`, for `put`; what is not put is taken away."""
    parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(suffix=_SUFFIX, dir=parent))
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def put(beside: Path, target: Path) -> None:
    """Gives a folder its name, unless another had the name first."""
    for file in filter(Path.is_file, beside.rglob("*")):
        _settle(file)
    beside.chmod(0o755)
    try:
        beside.rename(target)
    except OSError:
        if not target.is_dir():
            raise


@contextmanager
def writing(home: Path) -> Iterator[None]:
    """For whoever changes a history. Raises CannotLookBack while another does."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".lock").open("ab") as stream:
        _lock(stream.fileno())
        yield


def sweep(folder: Path) -> None:
    """Takes away what a writer that was killed left half done: it may hold texts."""
    for left in folder.rglob(f"*{_SUFFIX}"):
        left.unlink(missing_ok=True)


def _lock(descriptor: int) -> None:
    """Until it is closed. Where the system has no such locks: nothing."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CannotLookBack(_TAKEN) from None


def _settle(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
