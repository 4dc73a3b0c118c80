import pytest

from tests.builders import vault as builders


@pytest.fixture
def tables(db):
    """The tables of the sealed test records, gone with the test's transaction."""
    builders.make_tables()


@pytest.fixture
def kept_tables(transactional_db):
    """The same tables with real commits, dropped at the end."""
    builders.make_tables()
    yield
    builders.drop_tables()


@pytest.fixture
def new_master_keys(settings):
    """A second version of both master keys, as an operator adds before rotating."""
    settings.VAULT_KEYS = {**settings.VAULT_KEYS, 2: bytes(range(32))}
    settings.IDENTITY_KEYS = {**settings.IDENTITY_KEYS, 2: bytes(range(32, 64))}
