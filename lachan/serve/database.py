"""Reaching the database before Django does: is it there, new enough, ours to use?"""

import time
from collections.abc import Callable

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import PGconn, Ping

OLDEST_VERSION = 15

_WORDS = {
    Ping.OK: None,
    Ping.REJECT: "it is starting or stopping",
    Ping.NO_RESPONSE: "no answer",
    Ping.NO_ATTEMPT: "its address cannot be used",
}

Say = Callable[[str], None]


class DatabaseUnfit(SystemExit):
    """The database cannot be used; the message says why and what to do."""


def wait_until_it_answers(conninfo: str, say: Say, *, patience: float | None = None) -> None:
    """Returns when a connection can be made; says once that it waits, and once that it is over.

    `patience` in seconds raises DatabaseUnfit when it runs out; None waits for ever.
    """
    problem = _problem(conninfo)
    if problem is None:
        return
    say(f"The database does not answer ({problem}); waiting for it. Nothing is lost.")
    began = time.monotonic()
    while (problem := _problem(conninfo)) is not None:
        if patience is not None and time.monotonic() - began > patience:
            raise DatabaseUnfit(
                f"The database did not answer for {patience:.0f} s: {problem}. "
                "Start it, or mend DATABASE_URL."
            )
        time.sleep(0.5)
    say("The database answers again.")


def create_if_missing(conninfo: str) -> None:
    """Creates the database that the address names; its server must answer."""
    name = str(conninfo_to_dict(conninfo).get("dbname") or "lachan")
    try:
        psycopg.connect(conninfo, connect_timeout=5).close()
    except psycopg.OperationalError as refusal:
        _create(conninfo, name, refusal)


def _create(conninfo: str, name: str, refusal: psycopg.OperationalError) -> None:
    try:
        elsewhere = make_conninfo(conninfo, dbname="postgres")
        with psycopg.connect(elsewhere, autocommit=True, connect_timeout=5) as server:
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'").format(
                    sql.Identifier(name)
                )
            )
    except psycopg.Error as problem:
        raise DatabaseUnfit(
            f"The server answers, but the database {name!r} cannot be opened "
            f"({type(refusal).__name__}) or made ({type(problem).__name__}). Check user, password "
            "and name in DATABASE_URL, or let its administrator make the database."
        ) from None


def refuse_unfit(conninfo: str) -> None:
    """Raises DatabaseUnfit for a server too old or a database that cannot hold Vietnamese."""
    with psycopg.connect(conninfo) as connection:
        version = connection.info.server_version // 10000
        row = connection.execute("SHOW server_encoding").fetchone()
    if version < OLDEST_VERSION:
        raise DatabaseUnfit(
            f"DATABASE_URL leads to PostgreSQL {version}; Lá Chắn needs {OLDEST_VERSION} or newer. "
            "Upgrade it, or leave DATABASE_URL unset to use the one that comes with Lá Chắn."
        )
    if row is None or row[0] != "UTF8":
        raise DatabaseUnfit(
            f"The database keeps text as {row and row[0]}. Make one with ENCODING 'UTF8'."
        )


def _problem(conninfo: str) -> str | None:
    """Why the server does not answer. It is asked without signing in, so no address or password
    can come into the words."""
    return _WORDS[Ping(PGconn.ping(conninfo.encode()))]
