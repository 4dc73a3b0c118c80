"""How the loops of the model are compiled. Importing it loads numba."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from numba import njit

_Loop = TypeVar("_Loop", bound=Callable[..., Any])

# Numba counts references to arrays, each an atomic step, at every call of a small function; that
# made the loops six times slower. They make no arrays, so the counting is left out (`_nrt`).
_OPTIONS: Final[dict[str, Any]] = {"cache": True, "nogil": True, "_nrt": False}


def compiled(loop: _Loop) -> _Loop:
    """The loop as machine code, kept beside its file. It must not make an array."""
    made: _Loop = njit(**_OPTIONS)(loop)
    return made
