"""No test talks to another machine."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_a_connection_to_another_machine_is_refused():
    line = socket.socket()

    with pytest.warns(UserWarning, match="connect"), pytest.raises(SocketConnectBlockedError):
        line.connect(("192.0.2.1", 80))
    line.close()
