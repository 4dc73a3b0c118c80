"""Compiles a kernel with numba and keeps the machine code until any kernel changes.

numba by itself knows only the file that a function stands in: a kernel would keep on running with
constants and functions of another file as they were when it was compiled. Here the folder of the
cache is named by the content of every kernel and of whatever kernels import.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import numba

_PACKAGE: Final = Path(__file__).resolve().parent
_IMPORT: Final = re.compile(r"^from (lachan\.detect[\w.]*) import", re.MULTILINE)


def loop(**options: Any) -> Callable[[Callable[..., Any]], Any]:
    """A function that makes no array, only works on those it is given.

    Numba counts references to arrays, an atomic step at each call of a small function, which makes
    such loops several times slower; here it is left out (`_nrt`).
    """
    return njit(_nrt=False, nogil=True, **options)


def njit(**options: Any) -> Callable[[Callable[..., Any]], Any]:
    """Like `numba.njit`, cached where the program's folder can be written, else compiled anew."""
    return numba.njit(cache=_CACHED, **options)  # type: ignore[no-any-return]


def sources() -> list[Path]:
    """Every kernel and what it imports of the engine, in order."""
    found: set[Path] = set()
    waiting = list(_PACKAGE.rglob("*kernel.py"))
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imported(path)
    return sorted(found)


def _imported(path: Path) -> Iterator[Path]:
    for name in _IMPORT.findall(path.read_text("utf-8")):
        place = _PACKAGE.joinpath(*name.split(".")[2:])
        yield from (
            file for file in (place.with_suffix(".py"), place / "__init__.py") if file.exists()
        )


def _cache() -> bool:
    """Points numba to the folder of this version and removes those of others."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources())).hexdigest()
    home = _PACKAGE / "__pycache__"
    mine = home / f"compiled-{digest[:16]}"
    if not mine.exists():
        if not os.access(home if home.exists() else _PACKAGE, os.W_OK):
            return False
        for old in home.glob("compiled-*"):
            shutil.rmtree(old, ignore_errors=True)
        mine.mkdir(parents=True, exist_ok=True)
    numba.config.CACHE_DIR = str(mine)  # type: ignore[attr-defined]
    return True


_CACHED: Final = _cache()
