"""Who is warned when: rungs on the line of counted time, and the next one to ring."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lachan.common.labels import mark as _


class Audience(StrEnum):
    OWNER = "owner"
    DEPUTY = "deputy"
    HEAD = "head"
    COORDINATOR = "coordinator"


LABELS: Mapping[Audience, str] = {
    Audience.OWNER: _("Người phụ trách"),
    Audience.DEPUTY: _("Người thay thế trong đơn vị"),
    Audience.HEAD: _("Thủ trưởng đơn vị"),
    Audience.COORDINATOR: _("Điều phối viên cấp tỉnh"),
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One warning: after a share of the deadline, or after minutes of it, whichever is given."""

    percent: int | None
    minutes: int | None
    tell: tuple[Audience, ...]
    phone_call: bool = False

    @property
    def code(self) -> str:
        return f"{self.percent}%" if self.percent is not None else f"{self.minutes}min"

    def amount(self, whole: timedelta) -> timedelta:
        """Counted time that passes before it rings."""
        if self.percent is not None:
            return whole * self.percent / 100
        return timedelta(minutes=self.minutes or 0)


@dataclass(frozen=True, slots=True)
class Ring:
    """A rung with the moment it rings. `step` is its unique name within its clock."""

    rung: Rung
    step: str
    moment: datetime


def rings(ladder: Sequence[Rung], moments: Sequence[datetime], extensions: int) -> list[Ring]:
    """The ladder laid on the clock, in order of time.

    After an extension the rungs are climbed anew and carry its number in their names.
    """
    suffix = f"/{extensions}" if extensions else ""
    laid = [
        Ring(rung, rung.code + suffix, moment) for rung, moment in zip(ladder, moments, strict=True)
    ]
    return sorted(laid, key=lambda ring: ring.moment)


def next_ring(laid: Sequence[Ring], rung_already: Collection[str], since: datetime) -> Ring | None:
    """The first that has not rung and lies after `since` (the start, or the last extension)."""
    waiting = (ring for ring in laid if ring.step not in rung_already and ring.moment > since)
    return next(waiting, None)
