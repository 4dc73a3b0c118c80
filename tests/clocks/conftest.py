"""What several clock tests stand on."""

import pytest

from lachan.people.models import Unit
from lachan.people.rules import Actor, Role
from tests.builders import clocks, people


@pytest.fixture
def content(db):
    """The rules and the calendar of content/ are loaded."""
    clocks.loaded()


@pytest.fixture
def commune(content) -> Unit:
    return people.unit()


@pytest.fixture
def chair(commune) -> Actor:
    return people.actor(Role.COMMUNE_CHAIR, commune)


@pytest.fixture
def worker(commune) -> Actor:
    return people.actor(Role.COMMUNE_WORKER, commune)
