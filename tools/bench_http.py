"""The same lists over a socket: the real server, four people at once."""

import http.client
import random
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench_fill import province
from bench_pages import LISTS, Page, client_of
from serving import free_port, stopped, until_it_answers, web

CLIENTS = 4
ROUNDS = 8  # of every list by each client: 32 answers a list


@dataclass(frozen=True)
class Load:
    """Milliseconds by list, and how many answers came in how many seconds."""

    took: dict[Page, list[float]]
    answers: int
    seconds: float

    def median(self, page: Page) -> float:
        return statistics.median(self.took[page])


def load() -> Load:
    """Every list as often by each of the clients, in an order of their own."""
    house, port = province(), free_port()
    for page in LISTS:
        client_of(page.role)
    with stopped(web(house.conninfo, house.var, port)) as server:
        until_it_answers(server, port)
        took: dict[Page, list[float]] = {page: [] for page in LISTS}
        people = [threading.Thread(target=_person, args=(port, n, took)) for n in range(CLIENTS)]
        _ask_all(port, LISTS)  # each worker thread has seen each page once
        began = time.monotonic()
        for person in people:
            person.start()
        for person in people:
            person.join()
        seconds = time.monotonic() - began
    missing = [page.name for page in LISTS if len(took[page]) < CLIENTS * ROUNDS]
    assert not missing, f"not every answer came: {missing}"
    return Load(took, sum(map(len, took.values())), seconds)


def _person(port: int, seed: int, took: dict[Page, list[float]]) -> None:
    pages = list(LISTS) * ROUNDS
    random.Random(seed).shuffle(pages)  # noqa: S311 (an order, not a secret)
    with _line(port) as connection:
        for page in pages:
            began = time.perf_counter()
            _ask(connection, page)
            took[page].append((time.perf_counter() - began) * 1000)


def _ask_all(port: int, pages: tuple[Page, ...]) -> None:
    for _ in range(CLIENTS):
        with _line(port) as connection:
            for page in pages:
                _ask(connection, page)


@contextmanager
def _line(port: int) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        yield connection
    finally:
        connection.close()


def _ask(connection: http.client.HTTPConnection, page: Page) -> None:
    cookie = client_of(page.role).cookies["sessionid"].value
    connection.request("GET", page.path, headers={"Cookie": f"sessionid={cookie}"})
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, f"{page.path} answers {page.role} with {answer.status}"


def table(found: Load) -> Iterator[str]:
    """A line for each list."""
    yield f"{'list, 4 clients at once over HTTP':34} {'as seen by':18} {'median':>10} {'p95':>10}"
    for page, took in found.took.items():
        p95 = statistics.quantiles(took, n=20)[-1]
        yield f"{page.name:34} {page.role:18} {statistics.median(took):7.0f} ms {p95:7.0f} ms"


def slowest(found: Load) -> tuple[Page, float]:
    """The list with the highest median, and that median."""
    page = max(found.took, key=found.median)
    return page, found.median(page)
