"""One world for all of these tests; whatever a test does to it is rolled back."""

import pytest
from django.db import transaction
from django.utils import timezone

from tests.access import of_children, of_content, of_staff, of_the_programme, of_the_queue, world
from tests.access.oracle import Gone, Sample


@pytest.fixture(scope="package")
def _one_transaction(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def province(_one_transaction):
    """The units and everybody who knocks; it is five days after everything was made."""
    patch = pytest.MonkeyPatch()
    patch.setattr(timezone, "now", lambda: world.LOOKED_AT)
    yield world.build()
    patch.undo()


@pytest.fixture(scope="package")
def samples(province):
    """By the name of the address: one object for each state it can be in."""
    made = {}
    for part in (of_children, of_the_queue, of_content, of_the_programme, of_staff):
        made |= part.made(province)
    return made | _by_the_wrong_door(made)


def _by_the_wrong_door(made):
    """A letter is not read as a report is, nor a report as a letter."""
    letter, report = made["desk_letter"][0], made["desk_paper"][0]
    return {
        "desk_letter": [letter, Sample("a report", report.args, (Gone(),))],
        "desk_paper": [report, Sample("a letter", letter.args, (Gone(),))],
    }
