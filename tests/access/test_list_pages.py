"""Filtered, sorted, searched, counted or exported: the same rows, and only one's own."""

import csv
import io
import re

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lachan.cases.models import ChildCase
from lachan.cases.rules import CASE_STATES
from lachan.common.taxonomy import Severity
from lachan.journal.models import Entry
from lachan.people.permissions import Permission as P
from lachan.programme.models import Assignment, Report
from lachan.programme.rules import ASSIGNMENT_LABELS, REPORT_LABELS
from lachan.takedown.models import ContentCase
from lachan.takedown.rules import CONTENT_STATES
from lachan.triage.models import QueueEntry
from lachan.triage.rules import QUEUE_STATES
from tests.access import of_children, of_content, of_the_queue
from tests.access.oracle import Facts, opens
from tests.access.routes import ROUTES

pytestmark = pytest.mark.django_db


def of_unit(record):
    return Facts(units=frozenset({record.unit_id}))


# address -> (model, the number in the first cell, facts, states, the permission that lists)
LISTS = {
    "desk_child_cases": (ChildCase, "number", of_children.facts, CASE_STATES, P.READ_CASE_METADATA),
    "desk_content_cases": (
        ContentCase,
        "number",
        of_content.facts,
        CONTENT_STATES,
        P.READ_CONTENT_CASE,
    ),
    "desk_queue": (QueueEntry, "number", of_the_queue.facts, QUEUE_STATES, P.READ_QUEUE),
    "desk_assignments": (Assignment, "duty.text", of_unit, ASSIGNMENT_LABELS, P.READ_PROGRAMME),
    "desk_reports": (Report, "period.title", of_unit, REPORT_LABELS, P.READ_REPORT),
}
SORTS = ["", "muc", "-muc", "mo", "-mo", "nhan", "-nhan", "han", "ky", "so", "không-có"]

quick = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def first_cell(record, path):
    for name in path.split("."):
        record = getattr(record, name)
    return str(record)


def ask(person, name, **query):
    with transaction.atomic():
        answer = person.client.get(reverse(name), query)
        answer.csv = b"".join(answer.streaming_content) if answer.streaming else b""
        transaction.set_rollback(True)
    return answer


def exported(person, name, query):
    text = ask(person, name, **query, xuat="csv").csv.decode("utf-8-sig")
    return [row[0] for row in list(csv.reader(io.StringIO(text)))[1:]]


def shown(person, name, query):
    """The first cells of the page, and the number it says there are."""
    answer = ask(person, name, **query)
    page = answer.context["page"]
    return [row[0].text for row in page.rows], int(page.count)


@quick
@given(data=st.data())
@pytest.mark.parametrize("name", LISTS)
def test_page_count_and_export_hold_the_same_rows(province, samples, name, data):
    states = LISTS[name][3]
    readers = [one for one in province.cast if one.holds(ROUTES[name].gate)]
    person = data.draw(st.sampled_from(readers))
    query = {
        "trang-thai": data.draw(st.sampled_from(["", "lạ", *states])),
        "muc": data.draw(st.sampled_from(["", *Severity])),
        "xep": data.draw(st.sampled_from(SORTS)),
        "tim": data.draw(st.sampled_from(["", "2026", "TE-", "không có số này"])),
    }

    rows, count = shown(person, name, query)
    sent = exported(person, name, query)

    assert rows == sent[:50]
    assert count == len(sent)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_page_holds_what_the_table_opens_and_nothing_else(province, samples, name):
    model, cell, facts, _states, permission = LISTS[name]
    for person in (one for one in province.cast if one.holds(ROUTES[name].gate)):
        query = {"trang-thai": ""} if name != "desk_queue" else {"trang-thai": "promoted"}
        every = model.objects.filter(**({"state": "promoted"} if name == "desk_queue" else {}))
        wanted = sorted(
            first_cell(one, cell).lower()
            for one in every
            if opens(permission, facts(one), person) and not too_close(one, person)
        )

        assert sorted(row.lower() for row in exported(person, name, query)) == wanted, person.label


def too_close(record, person):
    conflicts = getattr(record, "conflicts", None)
    return conflicts is not None and conflicts.filter(user=person.user).exists()


@pytest.mark.parametrize("name", LISTS)
def test_an_export_is_in_the_trail(province, samples, name):
    person = next(one for one in province.cast if one.holds(ROUTES[name].gate))
    before = set(Entry.objects.values_list("pk", flat=True))

    answer = person.client.get(reverse(name), {"xuat": "csv"})
    rows = len(list(answer.streaming_content)) - 1

    (entry,) = Entry.objects.exclude(pk__in=before)
    assert (entry.action, entry.user_id) == ("list.exported", person.user.pk)
    assert entry.facts["rows"] == rows


def test_the_search_finds_numbers_and_no_words_of_a_case(province, samples):
    person = next(one for one in province.cast if one.holds(P.READ_CHILD_CASE))

    found, _count = shown(person, "desk_child_cases", {"tim": "nói xấu"})

    assert found == []


@pytest.mark.parametrize("name", LISTS)
def test_no_child_is_named_in_a_list_or_an_export(province, samples, name):
    for person in (one for one in province.cast if one.holds(ROUTES[name].gate)):
        page = ask(person, name).content.decode()
        file = ask(person, name, xuat="csv").csv.decode()

        assert not re.search("Bé Thử Nghiệm|nói xấu|mang.example", page + file), person.label
