import pytest


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Anchor files of a test go nowhere else."""
    settings.VAR = tmp_path
    return tmp_path / "journal"
