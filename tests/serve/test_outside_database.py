"""A PostgreSQL of somebody else's: reached, judged, waited for."""

import psycopg
import pytest

from lachan.serve import database
from lachan.serve.database import DatabaseUnfit

NOWHERE = "postgresql://lachan:matkhau@127.0.0.1:1/lachan"


class Server:
    """Answers as a server of some version and encoding would."""

    def __init__(self, version, encoding="UTF8"):
        self.info = type("Info", (), {"server_version": version * 10000})
        self.encoding = encoding

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def execute(self, _query):
        return self

    def fetchone(self):
        return (self.encoding,)


def test_one_that_is_too_old_is_refused_with_both_numbers(monkeypatch):
    monkeypatch.setattr(psycopg, "connect", lambda _: Server(14))

    with pytest.raises(DatabaseUnfit, match=r"PostgreSQL 14; Lá Chắn needs 15"):
        database.refuse_unfit(NOWHERE)


def test_one_that_cannot_hold_vietnamese_is_refused(monkeypatch):
    monkeypatch.setattr(psycopg, "connect", lambda _: Server(16, "LATIN1"))

    with pytest.raises(DatabaseUnfit, match="LATIN1"):
        database.refuse_unfit(NOWHERE)


def test_one_of_fifteen_is_welcome(monkeypatch):
    monkeypatch.setattr(psycopg, "connect", lambda _: Server(15))

    database.refuse_unfit(NOWHERE)


def test_one_that_does_not_answer_is_waited_for_and_then_named_without_its_password():
    said = []

    with pytest.raises(DatabaseUnfit) as refusal:
        database.wait_until_it_answers(NOWHERE, said.append, patience=0.6)

    assert "Nothing is lost" in said[0]
    assert "matkhau" not in said[0] + str(refusal.value)


def test_one_that_comes_back_is_greeted_once(monkeypatch):
    answers = iter(["refused", "refused", "refused", None])
    monkeypatch.setattr(database, "_problem", lambda _: next(answers))
    monkeypatch.setattr(database.time, "sleep", lambda _: None)
    said = []

    database.wait_until_it_answers(NOWHERE, said.append)

    assert len(said) == 2
    assert said[1] == "The database answers again."
