"""The catalogue, the province of tests/access and browsers that ask for English."""

import sys

import pytest
from django.conf import settings
from django.test import Client

from tests.access.conftest import _one_transaction, province, samples  # noqa: F401

sys.path.insert(0, str(settings.ROOT / "tools"))


@pytest.fixture(scope="session")
def messages():
    """tools/messages.py, which is a program beside the package."""
    import messages as tool

    return tool


@pytest.fixture(scope="session")
def translated(messages):
    """Every Vietnamese string that has English."""
    return {
        form for message in messages.english() if message.id for form in messages.forms(message.id)
    }


def speak_english(client: Client) -> Client:
    client.cookies.load({settings.LANGUAGE_COOKIE_NAME: "en"})
    return client


@pytest.fixture
def reader(client):
    """A reporter's browser that asks for English."""
    return speak_english(client)
