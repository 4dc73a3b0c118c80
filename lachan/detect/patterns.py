"""One Vectorscan database over many fixed-length patterns, and its hits in one buffer."""

import re
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


class Patterns:
    """Patterns of a fixed length each: where a hit begins follows from where it ends.

    That spares the engine to carry the begin of every possible hit along, which is dear.
    """

    def __init__(self, expressions: list[str]) -> None:
        self._database = _compile(expressions)
        # The database keeps one scratch space, which two threads must not share.
        self._lock = threading.Lock()

    def hits(self, text: "np.ndarray") -> tuple["np.ndarray", "np.ndarray"]:
        """Pattern numbers and ends, int64 each, of every hit in a buffer of bytes."""
        import numpy as np

        found: list[int] = []
        if self._database is not None and text.size:
            note = found.append

            def on_hit(number: int, _start: int, end: int, _flags: int, _context: Any) -> None:
                note(number << 40 | end)

            with self._lock:
                self._database.scan(text.data, match_event_handler=on_hit)
        packed = np.array(found, np.int64)
        return packed >> 40, packed & ((1 << 40) - 1)


def literal(text: str, joiner: str) -> str:
    """The pattern of a folded text, with any of the joiner's characters for each space."""
    return joiner.join(map(re.escape, text.split(" ")))


def _compile(expressions: list[str]) -> Any:
    if not expressions:
        return None
    # Loaded late: heavy, and of no use to whoever only reads rules.
    import hyperscan

    database = hyperscan.Database()
    database.compile(
        expressions=[expression.encode("ascii") for expression in expressions],
        ids=list(range(len(expressions))),
        elements=len(expressions),
        flags=[0] * len(expressions),
    )
    return database
