"""The detection engine: Arrow in, evidence out. No Django, no database, no clock."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lachan.detect.hashes.index import HashIndex

__all__ = ["HashIndex"]


def __getattr__(name: str) -> Any:
    # Loaded when it is asked for: whoever scans texts does not pay for NumPy and numba.
    if name == "HashIndex":
        from lachan.detect.hashes.index import HashIndex

        return HashIndex
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
