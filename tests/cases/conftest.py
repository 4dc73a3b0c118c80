"""What the tests of cases stand on: the deadlines and the calendar of content/."""

import pytest

from tests.builders import standing


@pytest.fixture
def content(db):
    standing.deadlines()
