"""A page with thirty rows asks the database as often as one with three."""

import re
from collections import Counter
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lachan.clocks.models import LadderStep
from lachan.common.refs import Ref
from lachan.common.taxonomy import Severity
from lachan.people.models import UnitKind
from lachan.people.rules import Function, Role
from lachan.programme import operations as programme_operations
from lachan.programme.models import Assignment, Duty
from lachan.takedown import operations as takedown
from lachan.triage import operations as triage
from tests.builders import NOON, cases, clocks, desk, monitor, people, programme, tips

pytestmark = pytest.mark.django_db

FEW, MANY = 3, 30


class Place:
    """A unit with everything, and the people who read its lists."""

    def __init__(self):
        self.unit = people.unit(name="Sở Thử", kind=UnitKind.DEPARTMENT)
        self.commune = cases.commune()
        programme.holding(Function.INTAKE_DESK, self.unit)
        self.officer = people.actor(Role.CONTENT_OFFICER, self.unit)
        self.clients = {}

    def reader(self, role, unit=None):
        return self.clients.setdefault(role, desk.at_work(role, unit or self.unit))


def child_cases(place, count):
    for _ in range(count):
        cases.case(place=place.commune)


def content_cases(place, count):
    for _ in range(count):
        takedown.open_content_case(
            unit=place.unit,
            harm="T07",
            severity=Severity.S3,
            platform="Mạng Thử",
            locator="https://mang.example/trang",
            received_at=NOON,
            by=place.officer,
            now=NOON,
        )


def queue(place, count):
    for _ in range(count // 3):
        tips.tip()
    monitor_items(place, count - count // 3)
    triage.take_in(now=NOON)


def monitor_items(place, count):
    source = monitor.source(unit=place.unit)
    texts = [f"{monitor.HARMFUL} Tin {source.pk}-{number}." for number in range(count)]
    lines = monitor.jsonl(monitor.rows(*texts, title="Tiêu đề"))
    monitor.operations.import_file(source=source, file=lines, by=monitor.SETUP, now=NOON)
    monitor.operations.scan_new(now=NOON)


def sources(place, count):
    for _ in range(count):
        monitor.item(source=monitor.source(unit=place.unit))


def units(place, count):
    for _ in range(count):
        people.unit()


def staff(place, count):
    for _ in range(count):
        people.user(Role.SCHOOL, place.unit)


def calls(place, count):
    for _ in range(count):
        LadderStep.objects.create(
            clock=clocks.clock(unit=place.unit, about=Ref("cases.childcase", str(uuid4()))),
            step="due",
            moment=NOON,
            rung_at=NOON,
            caught_up=False,
            audiences=[],
            phone_call=True,
        )


# the list -> (its address, who reads it, what fills it)
LISTS = {
    "child cases": ("ca/", Role.COORDINATOR, child_cases),
    "child cases of a commune": ("ca/", Role.COMMUNE_WORKER, child_cases),
    "content cases": ("vu/", Role.CONTENT_OFFICER, content_cases),
    "queue": ("phan-loai/", Role.INTAKE_OFFICER, queue),
    "items": ("tin/", Role.INTAKE_OFFICER, monitor_items),
    "sources": ("nguon/", Role.INTAKE_OFFICER, sources),
    "units": ("don-vi/", Role.SCHOOL, units),
    "staff": ("don-vi/can-bo/", Role.SYSTEM_ADMIN, staff),
    "journal": ("nhat-ky/", Role.AUDITOR, staff),
    "home": ("", Role.COORDINATOR, child_cases),
    "home with calls": ("", Role.COORDINATOR, calls),
}


@pytest.fixture
def place(content):
    return Place()


def queries_of(client, address, **query):
    client.get(f"/lam-viec/{address}", query)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(f"/lam-viec/{address}", query)
        if answer.streaming:
            list(answer.streaming_content)
    assert answer.status_code == 200
    return [query["sql"] for query in seen.captured_queries]


def shapes_of(queries):
    """How often each kind of question was asked, without its values."""
    return Counter(re.sub(r"'[^']*'|\d+|\([^()]*\)", "?", one) for one in queries)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_thirty_rows_as_for_three(place, name):
    address, role, fill = LISTS[name]
    home = place.commune.unit if role is Role.COMMUNE_WORKER else place.unit
    client = place.reader(role, home)
    fill(place, FEW)
    few = queries_of(client, address)

    fill(place, MANY - FEW)
    many = queries_of(client, address)

    assert shapes_of(many) == shapes_of(few)


def test_a_list_longer_than_a_page_asks_once_more_to_count_it(place):
    client = place.reader(Role.SCHOOL)
    units(place, MANY)
    page = queries_of(client, "don-vi/")

    units(place, MANY)

    assert len(queries_of(client, "don-vi/")) == len(page) + 1


@pytest.mark.parametrize("name", ["child cases", "content cases", "queue", "items", "units"])
def test_an_export_asks_as_often_for_thirty_rows_as_for_three(place, name):
    address, role, fill = LISTS[name]
    client = place.reader(role)
    fill(place, FEW)
    few = queries_of(client, address, xuat="csv")

    fill(place, MANY - FEW)

    assert len(queries_of(client, address, xuat="csv")) == len(few)


def test_notices_ask_as_often_for_thirty_rows_as_for_three(place):
    """Each is about a case of its own, which is asked for once for all of them."""
    reader = people.user(Role.COMMUNE_WORKER, place.commune.unit)
    client = desk.signed_in(reader)
    child_cases(place, FEW)
    few = queries_of(client, "nhac-viec/")

    child_cases(place, MANY - FEW)

    assert len(queries_of(client, "nhac-viec/")) == len(few)


def test_reports_ask_as_often_for_eight_rows_as_for_two(content):
    house = programme.house()
    client = desk.at_work(Role.COORDINATOR, house.lead)
    counts = []
    for years in ((2026,), (2025, 2024, 2023)):
        for year in years:
            for month in (1, 7):
                programme_operations.prepare_report(
                    programme=house.programme,
                    period=programme.period(programme.JUNE.replace(year=year, month=month)),
                    unit=house.lead,
                    by=house.coordinator,
                    now=NOON,
                )
        counts.append(len(queries_of(client, "bao-cao/")))

    assert counts[0] == counts[1]


def test_assignments_ask_as_often_for_thirty_as_for_three(content):
    house = programme.house()
    client = desk.at_work(Role.COORDINATOR, house.lead)
    given = [(duty, unit) for duty in Duty.objects.all() for unit in house.communes][:MANY]
    for duty, unit in given[:FEW]:
        programme_operations.assign(
            duty=duty, unit=unit, part="lead", by=house.coordinator, now=NOON
        )
    few = queries_of(client, "nhiem-vu/")

    for duty, unit in given[FEW:]:
        programme_operations.assign(
            duty=duty, unit=unit, part="lead", by=house.coordinator, now=NOON
        )

    assert Assignment.objects.count() > MANY - FEW
    assert len(queries_of(client, "nhiem-vu/")) == len(few)
