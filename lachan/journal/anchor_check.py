"""Holds the chain against the anchor files, and the anchor files against the trail."""

from collections import defaultdict
from datetime import datetime, timedelta

from lachan.journal import anchors
from lachan.journal.anchors import Anchor, BadAnchor
from lachan.journal.problems import Problems
from lachan.journal.rules import GENESIS

# A new system has its first anchor within a day; two leave room for a night's downtime.
_UNANCHORED_FOR = timedelta(days=2)


class AnchorCheck:
    """Reads the files first: the chain only grows, so what it holds later must contain them."""

    def __init__(self, problems: Problems) -> None:
        self.good = 0
        self._problems = problems
        self._by_position: defaultdict[int, list[Anchor]] = defaultdict(list)
        self._named: list[str] = []
        self._first: datetime | None = None
        self._last: datetime | None = None
        for path in anchors.files():
            try:
                anchor = anchors.read(path)
            except BadAnchor as problem:
                problems.add(f"anchor file {problem}")
            else:
                self._by_position[anchor.position].append(anchor)
        self.compare(0, GENESIS)

    def compare(self, position: int, hashed: bytes) -> None:
        """The chain's hash at a position against every anchor that fixed it."""
        for anchor in self._by_position.pop(position, ()):
            if anchor.hash == hashed:
                self.good += 1
            else:
                self._problems.add(
                    f"the chain at {position} is not the one anchored on {anchor.day.isoformat()}"
                )

    def saw(self, sealed_at: datetime) -> None:
        """Tells the age of the chain."""
        self._first = self._first or sealed_at
        self._last = sealed_at

    def named(self, day: str) -> None:
        """The trail says that an anchor was written for this day."""
        self._named.append(day)

    def finish(self, *, head: int) -> None:
        for position in sorted(self._by_position):
            for anchor in self._by_position[position]:
                self._problems.add(
                    f"the chain ends at {head}, but was at {position} when anchored on "
                    f"{anchor.day.isoformat()}: its end was cut off"
                )
        self._find_lost_files()
        self._find_missing_anchor()

    def _find_lost_files(self) -> None:
        folder = anchors.folder()
        lost = [day for day in self._named if not (folder / f"{day}.json").exists()]
        if lost and not folder.exists():
            self._problems.add(
                f"the anchor folder {folder} is gone, with {len(lost)} anchors that the "
                "trail names; put back the copies kept elsewhere and check again"
            )
            return
        for day in lost:
            self._problems.add(f"anchor file {day}.json is lost")

    def _find_missing_anchor(self) -> None:
        if self.good or self._named or self._first is None or self._last is None:
            return
        if self._last - self._first > _UNANCHORED_FOR:
            self._problems.add(
                "the chain has no anchor: nothing outside the database vouches for it"
            )
