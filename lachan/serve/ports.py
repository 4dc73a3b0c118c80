"""Whether the address we are to serve on is free, and who has it if not."""

import socket

import psutil


class PortTaken(SystemExit):
    """The port is in use; the message says by whom and what to set."""


def refuse_taken_port(host: str, port: int) -> None:
    """Raises PortTaken if somebody listens there. Leaves nothing bound."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            raise PortTaken(
                f"Cannot listen on {host}:{port}: {problem.strerror or problem}"
                f"{_by_whom(port)}. Stop that program, or choose another port: "
                f"LACHAN_PORT={port + 1} make run"
            ) from None


def _by_whom(port: int) -> str:
    """The system tells an ordinary user only about that user's own processes."""
    try:
        for found in psutil.net_connections("tcp"):
            here = found.laddr and found.laddr[1] == port and found.status == psutil.CONN_LISTEN
            if here and found.pid:
                return f", by {psutil.Process(found.pid).name()} (process {found.pid})"
    except psutil.Error:
        pass
    return ""


def answers(host: str, port: int) -> bool:
    """Whether somebody accepts connections there now."""
    try:
        with socket.create_connection((host, port), timeout=0.5):
            return True
    except OSError:
        return False
