"""Whether this machine and its settings are fit to serve: `lachan check`."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg

from lachan.config import environment
from lachan.config.email import LOCAL
from lachan.config.environment import Environment, Mode
from lachan.serve import database
from lachan.serve.start import LEAST_FREE_BYTES

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that was looked at. `fit` is None for what may be meant but should be known."""

    fit: bool | None
    words: str


def report(say: Say) -> int:
    """A line for each thing; exit code 1 if one is unfit. A missing secret ends it at once."""
    given = environment.read()
    answers = list(_look(given))
    for answer in answers:
        say(f"{ {True: 'ok   ', False: 'UNFIT', None: 'note '}[answer.fit] } {answer.words}")
    return 1 if any(answer.fit is False for answer in answers) else 0


def _look(given: Environment) -> Iterator[Answer]:
    yield Answer(True, f"mode {given.mode}, face {given.face}, state in {given.var}")
    yield _room(given)
    yield _built(given)
    yield from _database(given)
    if given.mode is Mode.PRODUCTION:
        yield _mail(given)
        yield _hosts(given)


def _room(given: Environment) -> Answer:
    given.var.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(given.var).free
    return Answer(free >= LEAST_FREE_BYTES, f"{free // 1024**2} MB free on the disk of {given.var}")


def _built(given: Environment) -> Answer:
    stamp = given.root / "lachan" / "web" / "static" / "built" / ".stamp"
    return Answer(stamp.exists(), "styles and scripts are built (`make setup` builds them)")


def _database(given: Environment) -> Iterator[Answer]:
    if given.owns_postgres:
        yield Answer(True, "PostgreSQL is our own, started by `lachan serve`")
        return
    try:
        database.refuse_unfit(given.conninfo)
    except database.DatabaseUnfit as problem:
        yield Answer(False, str(problem))
    except psycopg.OperationalError:
        yield Answer(False, "the database of DATABASE_URL does not answer")
    else:
        yield Answer(True, "the database of DATABASE_URL answers and is new enough")


def _mail(given: Environment) -> Answer:
    if given.mail == LOCAL:
        return Answer(
            None, "letters go to a mail service on this machine; LACHAN_EMAIL_URL is unset"
        )
    return Answer(True, f"letters go through {given.mail.host}")


def _hosts(given: Environment) -> Answer:
    local = set(given.allowed_hosts) <= {"127.0.0.1", "localhost"}
    return Answer(
        None if local else True,
        f"answers to {', '.join(given.allowed_hosts)}"
        + ("; set LACHAN_ALLOWED_HOSTS to the names people use" if local else ""),
    )
