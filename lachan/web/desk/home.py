"""Việc của tôi hôm nay: what is due, by clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lachan.clocks import queries
from lachan.clocks.models import Clock
from lachan.clocks.rules.remaining import Remaining
from lachan.common.refs import Ref
from lachan.common.time import local_date, start_of
from lachan.people.permissions import Permission
from lachan.web.desk.links import addresses
from lachan.web.desk.needs import DeskRequest, needs

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the day: whose clock, by when, how much is used up."""

    clock: Clock
    href: str | None
    left: str
    used: int
    late: bool


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    lines: list[Due]


@needs(Permission.USE_DESK)
def home(request: DeskRequest) -> HttpResponse:
    """Late first, then today, then later. Never more lines than a person can take in."""
    mine = queries.open_for(request.actor, request.now)
    found = list(mine[: SHOWN + 1])
    lines = due_lines(found[:SHOWN], request)
    context = {
        "groups": _grouped(lines, request.now),
        "more": len(found) > SHOWN,
        "late": sum(line.late for line in lines),
        "today": sum(not line.late and _is_today(line, request.now) for line in lines),
        "later": sum(not line.late and not _is_today(line, request.now) for line in lines),
        "calls": queries.calls_to_make(request.actor)[:SHOWN],
        "extensions": queries.waiting_extensions_for(request.actor)[:SHOWN],
    }
    return render(request, "desk/home.html", context)


def due_lines(clocks: Iterable[Clock], request: DeskRequest) -> list[Due]:
    """Clocks with what is left of them, in the given order."""
    listed = list(clocks)
    left: dict[int, Remaining] = queries.remaining(listed, request.now)
    pages = addresses([_subject(clock) for clock in listed], request.actor)
    return [
        Due(
            clock=clock,
            href=pages.get(_subject(clock)),
            left=queries.speak(left[clock.pk]),
            used=min(left[clock.pk].percent, 100),
            late=left[clock.pk].overdue,
        )
        for clock in listed
    ]


def _subject(clock: Clock) -> Ref:
    return Ref(clock.subject_kind, clock.subject_id)


def _is_today(line: Due, now: datetime) -> bool:
    return line.clock.due_at < start_of(local_date(now) + timedelta(days=1))


def _grouped(lines: list[Due], now: datetime) -> list[Group]:
    late = [line for line in lines if line.late]
    today = [line for line in lines if not line.late and _is_today(line, now)]
    later = [line for line in lines if not line.late and not _is_today(line, now)]
    titles = (gettext("Đã quá hạn"), gettext("Phải xong hôm nay"), gettext("Sắp tới"))
    groups = zip(titles, (late, today, later), strict=True)
    return [Group(title, group) for title, group in groups if group]
