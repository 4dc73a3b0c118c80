"""An array that is added to at its end."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


class GrowingArray:
    """Its room doubles when it is full, so that adding stays cheap."""

    def __init__(self, kind: Any, start: "np.ndarray | None" = None) -> None:
        import numpy as np

        self._room = np.empty(1024, kind)
        self._used = 0
        if start is not None:
            self.add(start)

    @property
    def body(self) -> "np.ndarray":
        """What was added so far; the same memory until more is added."""
        return self._room[: self._used]

    def add(self, more: "np.ndarray") -> None:
        import numpy as np

        used = self._used + len(more)
        if used > len(self._room):
            room = np.empty(max(used, 2 * len(self._room)), self._room.dtype)
            room[: self._used] = self.body
            self._room = room
        self._room[self._used : used] = more
        self._used = used
