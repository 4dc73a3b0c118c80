"""A story's clock, its people, and its voice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lachan.common.time import local
from lachan.people.rules import Actor, Role


@dataclass(slots=True)
class Story:
    """Where a told story stands: its moment, who acts, and where its lines go."""

    now: datetime
    say: Callable[[str], None]
    people: Mapping[Role, Actor] = field(default_factory=dict)
    told: int = 0

    def move(self, *, hours: float = 0.25) -> datetime:
        """Time goes by."""
        self.now += timedelta(hours=hours)
        return self.now

    def tell(self, line: str) -> None:
        """One numbered line, with the story's own time; then a quarter of an hour passes."""
        self.told += 1
        self.say(f"{self.told:>2}. [{local(self.now):%d/%m %H:%M}] {line}")
        self.move()
