"""What the tests of takedowns stand on: the deadlines and the calendar of content/."""

import pytest

from tests.builders import clocks


@pytest.fixture
def content(db):
    clocks.loaded()
