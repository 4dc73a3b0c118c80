"""How long a desk list takes at the size of a province, how many queries, and what makes it so."""

import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import bench_fill
from bench_fill import province
from bench_house import house

REQUESTS = 30
BOUND_MS = 300


@dataclass(frozen=True)
class Page:
    """A list as one role sees it. `query` narrows, orders or turns it as the screen offers."""

    room: str
    role: str
    view: str
    query: str = ""

    @property
    def name(self) -> str:
        return f"{self.room}{' ' + self.query if self.query else ''}"

    @property
    def path(self) -> str:
        from django.urls import reverse

        return reverse(self.view) + self.query


@dataclass(frozen=True)
class Growth:
    """Queries and rows of one page with one row in the house, and with fifty."""

    page: Page
    one: tuple[int, int]
    fifty: tuple[int, int]

    @property
    def grows(self) -> bool:
        return self.fifty[0] > self.one[0]


@dataclass(frozen=True)
class Timing:
    """Of one page: milliseconds in the middle and at the slow end, queries, rows shown."""

    page: Page
    median: float
    p95: float
    queries: int
    rows: int


LISTS = (
    Page("home", "commune_worker", "desk_home"),
    Page("child cases", "commune_worker", "desk_child_cases"),
    Page("notices", "commune_worker", "desk_notices"),
    Page("units", "commune_worker", "desk_units"),
    Page("home", "quiet_worker", "desk_home"),
    Page("child cases", "quiet_worker", "desk_child_cases"),
    Page("home", "commune_chair", "desk_home"),
    Page("child cases", "commune_chair", "desk_child_cases"),
    Page("assignments", "commune_chair", "desk_assignments"),
    Page("reports", "commune_chair", "desk_reports"),
    Page("home", "intake_officer", "desk_home"),
    Page("queue", "intake_officer", "desk_queue"),
    Page("items", "intake_officer", "desk_items"),
    Page("a call written down", "intake_officer", "desk_intake"),
    Page("home", "triage_supervisor", "desk_home"),
    Page("queue", "triage_supervisor", "desk_queue"),
    Page("child cases", "triage_supervisor", "desk_child_cases"),
    Page("content cases", "triage_supervisor", "desk_content_cases"),
    Page("home", "content_officer", "desk_home"),
    Page("content cases", "content_officer", "desk_content_cases"),
    Page("items", "content_officer", "desk_items"),
    Page("sources", "content_officer", "desk_sources"),
    Page("content cases", "police", "desk_content_cases"),
    Page("home", "coordinator", "desk_home"),
    Page("child cases", "coordinator", "desk_child_cases"),
    Page("assignments", "coordinator", "desk_assignments"),
    Page("reports", "coordinator", "desk_reports"),
    Page("assignments", "leader", "desk_assignments"),
    Page("reports", "leader", "desk_reports"),
    Page("assignments", "unit_reporter", "desk_assignments"),
    Page("entries", "unit_reporter", "desk_entries"),
    Page("journal", "auditor", "desk_journal"),
    Page("staff", "system_admin", "desk_staff"),
)

# The same screen, restricted to a commune and unrestricted.
BOTH = (
    Page("child cases", "commune_worker", "desk_child_cases"),
    Page("child cases", "coordinator", "desk_child_cases"),
)

# What a person can make of a list: narrow it, order it, look something up, turn to the last page.
USES = (
    Page("child cases", "commune_worker", "desk_child_cases", "?trang-thai=planning"),
    Page("child cases", "commune_worker", "desk_child_cases", "?muc=S1"),
    Page("child cases", "commune_worker", "desk_child_cases", "?xep=muc"),
    Page("child cases", "commune_worker", "desk_child_cases", "?xep=mo&trang=100"),
    Page("child cases", "commune_worker", "desk_child_cases", "?tim=TE-2026-004711"),
    Page("child cases", "coordinator", "desk_child_cases", "?trang-thai=planning"),
    Page("child cases", "coordinator", "desk_child_cases", "?muc=S1"),
    Page("child cases", "coordinator", "desk_child_cases", "?xep=muc"),
    Page("child cases", "coordinator", "desk_child_cases", "?trang=1000"),
    Page("child cases", "coordinator", "desk_child_cases", "?tim=TE-2026-004711"),
    Page("child cases", "coordinator", "desk_child_cases", "?tim=khong-co"),
    Page("content cases", "content_officer", "desk_content_cases", "?trang-thai=waiting"),
    Page("content cases", "content_officer", "desk_content_cases", "?xep=muc"),
    Page("content cases", "content_officer", "desk_content_cases", "?tim=khong-co"),
    Page("content cases", "content_officer", "desk_content_cases", "?trang=1000"),
    Page("queue", "intake_officer", "desk_queue", "?trang-thai=accepted"),
    Page("queue", "intake_officer", "desk_queue", "?xep=-nhan"),
    Page("queue", "intake_officer", "desk_queue", "?muc=S4"),
    Page("queue", "intake_officer", "desk_queue", "?tu=phat-hien"),
    Page("queue", "intake_officer", "desk_queue", "?trang-thai=accepted&trang=2000"),
    Page("items", "intake_officer", "desk_items", "?tim=hoc+sinh"),
    Page("items", "intake_officer", "desk_items", "?tim=khong+co+chu+nay"),
    Page("items", "intake_officer", "desk_items", "?phat-hien=co"),
    Page("items", "intake_officer", "desk_items", "?phat-hien=khong"),
    Page("items", "intake_officer", "desk_items", "?trang=1000"),
    Page("journal", "auditor", "desk_journal", "?viec=clock.met"),
    Page("journal", "auditor", "desk_journal", "?viec=khong.co"),
    Page("journal", "auditor", "desk_journal", "?truoc=500000"),
    Page("assignments", "coordinator", "desk_assignments", "?trang=50"),
    Page("reports", "coordinator", "desk_reports", "?trang=40"),
    Page("units", "commune_worker", "desk_units", "?loai=commune"),
)

# Lists that hold something before anything is filled in are narrowed to what was; a few rows all
# lie in the busy commune.
COUNTED = tuple(
    Page(page.room, page.role, page.view, "?viec=case.opened")
    if page.view == "desk_journal"
    else page
    for page in LISTS
    if page.view not in {"desk_units", "desk_staff", "desk_entries"} and page.role != "quiet_worker"
)


@cache
def growths() -> list[Growth]:
    """Each list in a house with one of everything, then with fifty; taken back afterwards."""
    for page in COUNTED:
        client_of(page.role)  # signed in before, so that the sign-in is not taken back
    one, fifty = (_counts(number) for number in (1, 50))
    return [Growth(page, one[page], fifty[page]) for page in COUNTED]


def _counts(number: int) -> dict[Page, tuple[int, int]]:
    from django.db import transaction

    with transaction.atomic():
        bench_fill.fill(house(), bench_fill.few(number))
        found = {page: count(page) for page in COUNTED}
        transaction.set_rollback(True)
    return found


@cache
def client_of(role: str) -> Any:
    """The browser of somebody signed in with both factors."""
    user = house().people[role]
    from allauth.mfa.models import Authenticator
    from django.test import Client

    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
    )
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    return client


@cache
def timings(pages: tuple[Page, ...], requests: int = REQUESTS) -> list[Timing]:
    """Each page asked for one after another, through everything but the socket. Tells each."""
    province()
    print(HEAD)
    found = []
    for page in pages:
        found.append(_timing(page, requests))
        print(line(found[-1]), flush=True)
    return found


def slowest(found: Iterable[Timing]) -> Timing:
    return max(found, key=lambda timing: timing.median)


def _timing(page: Page, requests: int) -> Timing:
    queries, rows = count(page)
    client, path = client_of(page.role), page.path
    took = []
    for _ in range(requests):
        began = time.perf_counter()
        client.get(path)
        took.append((time.perf_counter() - began) * 1000)
    return Timing(page, statistics.median(took), _p95(took), queries, rows)


def _p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[-1] if len(took) > 1 else took[0]


def count(page: Page) -> tuple[int, int]:
    """How many queries the page asks of the database, and how many rows it then shows."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(page.role)
    client.get(page.path)  # what is asked once a process is not counted
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(page.path)
    assert answer.status_code == 200, f"{page.path} answers {page.role} with {answer.status_code}"
    text = answer.content.decode()
    return len(asked), max(0, text.count("<tr") - text.count("<thead"))


def line(timing: Timing) -> str:
    page = timing.page
    flag = "  over the bound" if timing.median > BOUND_MS else ""
    return (
        f"{page.name:34} {page.role:18} {timing.median:7.0f} ms {timing.p95:7.0f} ms"
        f" {timing.queries:4} queries {timing.rows:3} rows{flag}"
    )


HEAD = f"{'list':34} {'as seen by':18} {'median':>10} {'p95':>10} {'asked':>12} {'shown':>8}"
