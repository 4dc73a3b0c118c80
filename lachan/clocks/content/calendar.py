"""Holidays, swapped days, closures and office hours as files give them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Any

from lachan.clocks.rules.calendar import DayKind
from lachan.common.content import Document, Place
from lachan.common.labels import mark as _


@dataclass(frozen=True)
class DayRow:
    """An exceptional day as a file gives it; `unit` is a unit's code, None for everywhere."""

    document: Document
    place: Place
    unit: str | None
    on: date
    kind: DayKind
    name: str
    source: str
    verified: bool


def day_rows(found: Sequence[Document]) -> Iterator[DayRow]:
    """Every day of every year file; a swapped pair gives two. BadContent when one comes twice."""
    seen: set[tuple[str | None, date]] = set()
    for document in found:
        for row in (*_days(document), *_swaps(document)):
            if (row.unit, row.on) in seen:
                raise document.refuse(row.place, _("ngày này đã có ở mục khác"))
            seen.add((row.unit, row.on))
            yield row


def _days(document: Document) -> Iterator[DayRow]:
    for index, given in enumerate(document.values.get("days", [])):
        place: Place = ("days", index)
        on = date.fromisoformat(given["date"])
        for unit in given.get("units", [None]):
            yield _day_row(document, place, given, on, DayKind(given["kind"]), unit)


def _swaps(document: Document) -> Iterator[DayRow]:
    for index, given in enumerate(document.values.get("swaps", [])):
        place: Place = ("swaps", index)
        for key, kind in (("off", DayKind.SWAPPED_OFF), ("worked", DayKind.WORKED_WEEKEND)):
            on = date.fromisoformat(given[key])
            if (on.isoweekday() >= 6) is (kind is DayKind.SWAPPED_OFF):
                raise document.refuse(
                    (*place, key), _("ngày hoán đổi phải đổi ngày thường lấy cuối tuần")
                )
            yield _day_row(document, place, given, on, kind, None)


def _day_row(
    document: Document,
    place: Place,
    given: dict[str, Any],
    on: date,
    kind: DayKind,
    unit: str | None,
) -> DayRow:
    return DayRow(
        document=document,
        place=place,
        unit=unit,
        on=on,
        kind=kind,
        name=given["name"],
        source=given.get("source", document.values["source"]),
        verified=given.get("verified", document.values["verified"]),
    )


@dataclass(frozen=True)
class HoursRow:
    """Office hours as the file gives them; `unit` is a unit's code, None for everywhere."""

    document: Document
    place: Place
    unit: str | None
    since: date
    weekdays: list[int]
    sessions: list[list[str]]
    source: str
    verified: bool


def hours_rows(found: Sequence[Document]) -> Iterator[HoursRow]:
    """The working weeks. BadContent for sessions that overlap or run backwards."""
    for document in found:
        for index, given in enumerate(document.values.get("office_hours", [])):
            place: Place = ("office_hours", index)
            ends = [time.fromisoformat(end) for session in given["sessions"] for end in session]
            if any(later <= sooner for sooner, later in pairwise(ends)):
                raise document.refuse(
                    (*place, "sessions"), _("các buổi phải theo thứ tự, không chồng nhau")
                )
            yield HoursRow(
                document=document,
                place=place,
                unit=given.get("unit"),
                since=date.fromisoformat(given["since"]),
                weekdays=sorted(given["weekdays"]),
                sessions=given["sessions"],
                source=given["source"],
                verified=given["verified"],
            )
