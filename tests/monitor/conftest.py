"""A real web server on this machine, and people who may import or not."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from lachan.people.rules import Role
from tests import builders
from tests.builders import monitor, people  # noqa: F401


class Pages:
    """What the server answers, by path: (status, headers, body)."""

    def __init__(self):
        self.answers = {}
        self.asked = []
        self.address = ""

    def put(self, path, body=b"", status=200, **headers):
        self.answers[path] = (status, headers, body)
        return f"{self.address}{path}"


@pytest.fixture(scope="session")
def server():
    pages = Pages()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            pages.asked.append((self.path, dict(self.headers)))
            status, headers, body = pages.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            pieces = body if not isinstance(body, bytes) else [body]
            try:
                for piece in pieces:
                    self.wfile.write(piece)
            except OSError:
                pass  # whoever asked has heard enough

        def log_message(self, *args):
            pass

    web = HTTPServer(("127.0.0.1", 0), Handler)
    pages.address = f"http://127.0.0.1:{web.server_port}"
    thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield pages
    web.shutdown()
    web.server_close()


@pytest.fixture
def pages(server):
    server.answers.clear()
    server.asked.clear()
    return server


@pytest.fixture
def loopback(settings):
    """Fetching from this machine is allowed, as for an operator's own mirror."""
    settings.MONITOR_FETCHES_LOOPBACK = True


@pytest.fixture
def var(settings, tmp_path):
    """A folder of its own for files that wait."""
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def officer(db):
    return builders.people.actor(Role.INTAKE_OFFICER)


@pytest.fixture
def teacher(db):
    return builders.people.actor(Role.SCHOOL)
