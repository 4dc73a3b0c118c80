"""A reporter's browser, without a browser."""

import pytest
from django.utils import timezone

from tests.builders import NOON


class Reporter:
    """Answers the wizard page by page. `client` checks forged forms as the real server does."""

    def __init__(self, client):
        self.client = client

    def open(self, address="/ke/"):
        return self.client.get(address)

    def send(self, address="/ke/", follow=True, **fields):
        token = self.client.get("/").context["csrf_token"]
        data = fields | {"csrfmiddlewaretoken": str(token)}
        return self.client.post(address, data, follow=follow)

    def step(self, step, action="next", **fields):
        return self.send(step=step, action=action, **fields)

    def tell_one_tile(self, harm="T07"):
        """The smallest report: one tile, sent. The answer is the page with the code."""
        return self.step("what", "send", harm=harm)

    def code(self):
        return "".join(self.open().context["groups"])


@pytest.fixture
def reporter(client, db):
    client.handler.enforce_csrf_checks = True
    return Reporter(client)


@pytest.fixture(autouse=True)
def it_is_noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
