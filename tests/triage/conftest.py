"""What the tests of triage stand on: the deadlines of content/, and an intake desk."""

import pytest

from tests.builders import standing, triage


@pytest.fixture
def desk(db) -> triage.Desk:
    standing.deadlines()
    return triage.desk()
