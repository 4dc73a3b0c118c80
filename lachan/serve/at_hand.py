"""The database for the length of one command, whether or not `lachan serve` is running."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from lachan.config import environment
from lachan.config.boot import wake_django
from lachan.serve import database
from lachan.serve.only_one import InUse, only_one
from lachan.serve.own_postgres import wait_until_ready
from lachan.serve.parent import own_postgres
from lachan.serve.parts import Running


@contextmanager
def database_at_hand() -> Iterator[None]:
    """Wakes Django over a database that answers; starts our own server only if nobody else has."""
    given = environment.read()
    if not given.owns_postgres:
        database.wait_until_it_answers(given.conninfo, _tell, patience=10)
        wake_django()
        yield
        return
    with ExitStack() as held:
        try:
            held.enter_context(only_one(given.var, " ".join(["lachan", *sys.argv[1:]])))
        except InUse:
            database.wait_until_it_answers(given.conninfo, _tell, patience=30)
            wake_django()
        else:
            held.enter_context(_running(given))
        yield


@contextmanager
def _running(given: environment.Environment) -> Iterator[None]:
    server = own_postgres(given)
    running = Running(server.part())
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    running.start()
    try:
        assert running.process is not None
        wait_until_ready(server, running.process)
        database.create_if_missing(given.conninfo)
        wake_django()
        yield
    finally:
        running.ask_to_stop()
        running.wait_or_kill(time.monotonic() + running.part.stop_within)
        signal.signal(signal.SIGTERM, before)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
