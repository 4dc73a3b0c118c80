"""Pages made from the code say what the code says."""

import sys
from pathlib import Path

import pytest

from lachan.people import permission_table

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def state_diagrams(monkeypatch):
    """The generator, which stands among scripts and not in a package."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    import state_diagrams

    yield state_diagrams
    sys.modules.pop("state_diagrams", None)


def test_state_diagrams_are_fresh(state_diagrams):
    page = (ROOT / "docs" / "states.md").read_text(encoding="utf-8")

    assert page == state_diagrams.render(), "run make docs"


def test_every_state_table_is_drawn(state_diagrams):
    """A table somebody adds must be drawn too: each is named …MOVES in some rules."""
    tables = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "lachan").rglob("*.py")
        if "MOVES: Mapping" in path.read_text(encoding="utf-8")
    }

    assert tables == {diagram.place for diagram in state_diagrams.DIAGRAMS}


def test_the_permission_table_is_fresh():
    page = (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8")

    assert page == permission_table.render(), "run make docs"
