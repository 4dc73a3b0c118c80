"""One parent per state folder: a second would run two servers over one set of data."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class InUse(SystemExit):
    """Somebody else holds the folder; the message says who."""


@contextmanager
def only_one(var: Path, purpose: str) -> Iterator[None]:
    """Holds the folder for the length of the block. Raises InUse at once if it is held.

    The hold belongs to the process, so a crash lets go of it.
    """
    var.mkdir(parents=True, exist_ok=True)
    path = _lock_path(var)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(
                f"{var} is already in use by {_words(path)}. Stop that one first, or give this "
                "one a folder and a port of its own: LACHAN_VAR=… LACHAN_PORT=…"
            ) from None
        file.truncate(0)
        file.write(f"{os.getpid()} {purpose}")
        file.flush()
        yield
        file.truncate(0)


def holder(var: Path) -> int | None:
    """The process that holds the folder now, if any."""
    path = _lock_path(var)
    if not path.exists():
        return None
    with path.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            word = file.read().split(" ")[0]
            return int(word) if word.isdigit() else None
    return None


def _lock_path(var: Path) -> Path:
    return var / "serve.lock"


def _words(path: Path) -> str:
    number, _, purpose = path.read_text().partition(" ")
    return f"`{purpose}` (process {number})" if purpose else "another process"
