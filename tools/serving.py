"""Starts the program or its web face for a measurement, and sees to it that it ends."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from steps import PYTHON, ROOT


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def web(conninfo: str, var: Path, port: int) -> subprocess.Popen[bytes]:
    """`lachan web` as it is shipped, over a database that is already there."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("LACHAN_")}
    given = {
        "LACHAN_MODE": "test",
        "LACHAN_VAR": str(var),
        "LACHAN_PORT": str(port),
        "DATABASE_URL": conninfo,
    }
    return subprocess.Popen([PYTHON, "-m", "lachan", "web"], cwd=ROOT, env=plain | given)


@contextmanager
def stopped(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Ends the process at the end of the block, whatever happened in it."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until_it_answers(process: subprocess.Popen[bytes], port: int, patience: float = 60) -> None:
    """Returns when the port takes connections. RuntimeError when it never does."""
    end = time.monotonic() + patience
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nobody answers on port {port}")
