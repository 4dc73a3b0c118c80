"""Gives every test run a PostgreSQL of its own, before Django reads its settings."""

import atexit
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from lachan.config.environment import socket_folder
from lachan.serve.only_one import InUse, only_one
from lachan.serve.own_postgres import OwnPostgres, wait_until_ready
from lachan.serve.parts import Running

# What a test wrote need not outlive a power cut.
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
}


def start() -> str:
    """The address of a server that ends with this process. Runs side by side get one each."""
    var = Path(os.environ.get("LACHAN_VAR", "var")).absolute()
    held = ExitStack()
    for number in range(1, 20):
        folder = var / f"test-{number}"
        try:
            held.enter_context(only_one(folder, "pytest"))
        except InUse:
            continue
        data = folder / "postgres"
        server = OwnPostgres(data, socket_folder(data), folder / "postgres.log", more=CARELESS)
        running = Running(server.part())
        running.start()
        atexit.register(stop, running, held)
        wait_until_ready(server, running.process)
        return f"postgresql://postgres@/postgres?host={server.sockets}"
    sys.exit(f"Nineteen test runs are under way in {var}.")


def stop(running: Running, held: ExitStack) -> None:
    running.ask_to_stop()
    running.wait_or_kill(time.monotonic() + 10)
    held.close()


if "DATABASE_URL" not in os.environ:
    # Workers of the same run inherit the address, so the server is started once.
    os.environ["DATABASE_URL"] = start()
os.environ.setdefault("LACHAN_MODE", "test")
