"""The web server keeps nothing about who came."""

import pytest

from lachan.config import environment
from lachan.serve import web


@pytest.fixture
def server(tmp_path):
    return web.server(environment.read({"LACHAN_MODE": "test", "LACHAN_VAR": str(tmp_path)}))


def test_no_address_of_a_visitor_is_logged(server):
    assert server.log_access is False


def test_it_is_reachable_from_this_machine_only_unless_told(server):
    assert server.bind_addr == "127.0.0.1"
