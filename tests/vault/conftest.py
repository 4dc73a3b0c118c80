import pytest

from tests.builders import vault as builders


@pytest.fixture
def tables(db):
    """The tables of the sealed test records, gone with the test's transaction."""
    builders.make_tables()
