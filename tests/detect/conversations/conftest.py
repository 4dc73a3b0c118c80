"""What the tests of conversations share."""

import io
import json

import pytest

from lachan.detect.conversations.chat import Chat, Pseudonyms, numbered
from lachan.detect.conversations.model import ConversationModel
from lachan.detect.conversations.telegram import read_telegram
from tests.detect.conftest import CONTENT

FOLDER = CONTENT / "conversations"


@pytest.fixture(scope="session")
def model():
    """The model that ships."""
    return ConversationModel.load(FOLDER)


def chat(*said, at=None):
    """A chat of “A: words” lines."""
    pairs = [line.split(": ", 1) for line in said]
    return Chat(numbered((at, who, text) for who, text in pairs))


def message(text="chào", **fields):
    """A message as Telegram writes it."""
    return {
        "id": 1,
        "type": "message",
        "date": "2026-03-01T20:15:00",
        "date_unixtime": "1772370900",
        "from": "Người Mẫu",
        "from_id": "user1",
        "text": text,
    } | fields


def export(*messages):
    """One chat as Telegram exports it."""
    return {"name": "x", "type": "personal_chat", "id": 1, "messages": list(messages)}


def read_export(value, **options):
    """Every chat of an export given as a value or as bytes."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(read_telegram(io.BytesIO(body), Pseudonyms(), **options))
