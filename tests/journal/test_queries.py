"""Finding rows in the trail."""

from datetime import timedelta

import pytest

from lachan.common.refs import Ref
from lachan.journal.queries import entries_for, page
from lachan.journal.rules import Author
from tests.builders import NOON
from tests.builders import journal as builders

CASE = Ref("cases.childcase", "5")


@pytest.fixture
def entries(db):
    return [
        builders.entry(action="tip.received"),
        builders.entry(action="case.opened", subject=CASE, at=NOON + timedelta(hours=1)),
        builders.entry(action="case.read", subject=CASE, by=Author(9, 4, "commune_worker")),
    ]


def test_a_records_trail_is_told_from_its_beginning(entries):
    assert list(entries_for(CASE)) == entries[1:]


def test_a_page_begins_with_the_newest(entries):
    assert page() == entries[::-1]


def test_the_next_page_goes_on_below_the_last_row(entries):
    first = page(size=2)

    assert page(before_id=first[-1].pk, size=2) == entries[:1]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"subject_kind": "cases.childcase"}, [2, 1]),
        ({"action": "case.opened"}, [1]),
        ({"unit_id": 4}, [2]),
        ({"since": NOON + timedelta(hours=1)}, [1]),
        ({"until": NOON + timedelta(hours=1)}, [2, 0]),
        ({"unit_id": 4, "action": "tip.received"}, []),
    ],
)
def test_a_page_holds_what_was_asked_for(entries, wanted, found):
    assert page(**wanted) == [entries[index] for index in found]
