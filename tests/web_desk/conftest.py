"""Noon on a working day, and the content every desk stands on."""

import pytest
from django.utils import timezone

from tests.builders import NOON, clocks


@pytest.fixture(autouse=True)
def it_is_noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def content(db):
    """The deadlines and the calendar of content/."""
    clocks.loaded()
