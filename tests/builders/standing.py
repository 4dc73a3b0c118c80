"""The deadlines of content/, loaded once in a run and then put in place quickly."""

from collections.abc import Sequence

from django.db import models

from lachan.clocks.models import CalendarDay, CalendarYear, ClockRule, OfficeHours
from tests.builders import clocks

KINDS: tuple[type[models.Model], ...] = (ClockRule, OfficeHours, CalendarDay, CalendarYear)
_kept: dict[type[models.Model], Sequence[models.Model]] = {}


def deadlines() -> None:
    """As `clocks.loaded()`, without reading and checking the files for every test."""
    if not _kept:
        clocks.loaded()
        for kind in KINDS:
            _kept[kind] = list(kind._default_manager.all())
        return
    for kind, rows in _kept.items():
        kind._default_manager.bulk_create(rows)
