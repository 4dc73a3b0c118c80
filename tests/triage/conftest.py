"""What the tests of triage stand on: the deadlines of content/, and an intake desk."""

import pytest

from tests.builders import clocks, triage


@pytest.fixture
def desk(db) -> triage.Desk:
    clocks.loaded()
    return triage.desk()
