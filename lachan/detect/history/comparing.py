"""What two rule sets say of one part, side by side."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from lachan.detect.history.changes import Change
from lachan.detect.history.judged import Judgement, Stored
from lachan.detect.history.sides import Read, Side

if TYPE_CHECKING:
    import numpy as np


class Compared(NamedTuple):
    """Rows of one rule in one part; `unread` counts texts that only one of the two could read."""

    new: "np.ndarray"
    lost: "np.ndarray"
    kept: "np.ndarray"
    unread: int


class PartResult(NamedTuple):
    """One part: the rules that differ, by name; rows met by each rule of the new set.

    `queue_before` and `queue_after` are the rows that any rule met, where both sides could read.
    """

    stored: Stored
    rules: Mapping[str, Compared]
    after: "Mapping[str, np.ndarray]"
    queue_before: "np.ndarray"
    queue_after: "np.ndarray"


def compare(
    stored: Stored, old: Side, new: Side, differ: Iterable[Change], read: Read
) -> PartResult:
    """Compares one part; `differ` are the rules that find other things."""
    after = new.judge(stored, new.marks, read)
    same = {code: after[code] for code, mark in old.marks.items() if new.marks.get(code) == mark}
    before = same | dict(old.judge(stored, old.marks.keys() - same.keys(), read))
    rules = {
        change.name: _compared(
            before.get(change.old_code) or _nothing(stored),
            after.get(change.code) or _nothing(stored),
        )
        for change in differ
    }
    met = {code: judged.rows for code, judged in after.items()}
    both = _all_known([*before.values(), *after.values()], len(stored.keys))
    return PartResult(stored, rules, met, _any(before, both), _any(after, both))


def _compared(old: Judgement, new: Judgement) -> Compared:
    import numpy as np

    both = old.known & new.known
    was, now = old.rows[both[old.rows]], new.rows[both[new.rows]]
    return Compared(
        new=np.setdiff1d(now, was, assume_unique=True),
        lost=np.setdiff1d(was, now, assume_unique=True),
        kept=np.intersect1d(was, now, assume_unique=True),
        unread=int(len(both) - both.sum()),
    )


def _nothing(stored: Stored) -> Judgement:
    """Of a rule that is not: it meets nothing, and that is known."""
    import numpy as np

    return Judgement(np.ones(len(stored.keys), np.bool_), np.zeros(0, np.int64))


def _all_known(judged: Iterable[Judgement], size: int) -> "np.ndarray":
    import numpy as np

    known = np.ones(size, np.bool_)
    for one in judged:
        known &= one.known
    return known


def _any(judged: Mapping[str, Judgement], both: "np.ndarray") -> "np.ndarray":
    import numpy as np

    rows = np.unique(np.concatenate([np.zeros(0, np.int64), *(j.rows for j in judged.values())]))
    read: np.ndarray = rows[both[rows]]
    return read
