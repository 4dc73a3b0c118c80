"""How quickly it opens and closes, and what it costs while nothing happens."""

import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from measured import Figure, Line, at_most
from steps import PYTHON, ROOT


@cache
def _times() -> dict[str, float]:
    """Seconds of a first start, a second one over its data, and a stop; MB when idle."""
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder)
        found = {}
        for name in ("first", "second"):
            began = time.monotonic()
            with _serving(var) as process:
                found[name] = time.monotonic() - began
                time.sleep(5)
                found["idle"] = _memory(process.pid)
                asked = time.monotonic()
                process.send_signal(signal.SIGINT)
                process.wait(60)
                found["stop"] = time.monotonic() - asked
        return found


@contextmanager
def _serving(var: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [PYTHON, "-m", "lachan", "serve"], cwd=ROOT, text=True, stdout=subprocess.PIPE,
        env=os.environ | {"LACHAN_MODE": "demo", "LACHAN_VAR": str(var), "LACHAN_PORT": _port()},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.startswith("Ctrl-C"):
                break
        yield process
    finally:
        process.terminate()
        process.wait(60)


def _port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def _memory(parent: int) -> float:
    from lachan.serve.status import memory, total

    return total(memory(parent))


def _bounded(name: str, bound: float, unit: str) -> Figure:
    return at_most(_times()[name], bound, unit)


LINES = (
    Line("A", "first start with demo data", lambda: _bounded("first", 300, "s")),
    Line("A", "warm start", lambda: _bounded("second", 10, "s")),
    Line("A", "stop, PostgreSQL too", lambda: _bounded("stop", 10, "s")),
    Line("A", "idle memory of all processes", lambda: _bounded("idle", 700, "MB")),
)
