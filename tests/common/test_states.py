"""A state table holds in Python and, by trigger, against raw SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from lachan.common.states import guard_sql, may_move

MOVES = {
    "draft": frozenset({"sent", "dropped"}),
    "sent": frozenset({"accepted", "draft"}),
    "accepted": frozenset[str](),
}
STATES = ["draft", "sent", "accepted", "dropped"]


@pytest.fixture
def letters(db):
    forward, _ = guard_sql(table="letter", column="state", moves=MOVES, first=frozenset({"draft"}))
    run("CREATE TABLE letter (id serial, state text, note text)")
    run(forward)


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


def state():
    return run("SELECT state FROM letter")


def put_in(state):
    """A row in any state, whatever way led there."""
    run("ALTER TABLE letter DISABLE TRIGGER USER")
    run(f"INSERT INTO letter (state) VALUES ('{state}')")
    run("ALTER TABLE letter ENABLE TRIGGER USER")


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", STATES)
def test_the_database_allows_exactly_the_moves_of_the_table(letters, before, after):
    put_in(before)
    allowed = may_move(MOVES, before, after) or before == after

    try:
        run(f"UPDATE letter SET state = '{after}'")
    except IntegrityError:
        assert not allowed
    else:
        assert allowed


@pytest.mark.parametrize("first", STATES[1:])
def test_a_row_begins_only_where_the_table_begins(letters, first):
    with pytest.raises(IntegrityError, match=f"letter may not begin as {first}"):
        run(f"INSERT INTO letter (state) VALUES ('{first}')")


def test_a_refused_move_is_told_and_changes_nothing(letters):
    run("INSERT INTO letter (state) VALUES ('draft')")

    with pytest.raises(IntegrityError, match="may not go from draft to accepted"):
        run("UPDATE letter SET state = 'accepted'")
    assert state() == [("draft",)]


def test_other_columns_change_freely(letters):
    run("INSERT INTO letter (state) VALUES ('draft')")

    run("UPDATE letter SET note = 'x'")

    assert run("SELECT note FROM letter") == [("x",)]


def test_the_guard_can_be_put_up_twice_and_taken_down(letters):
    forward, backward = guard_sql(
        table="letter", column="state", moves=MOVES, first=frozenset({"sent"})
    )

    run(forward)
    run("INSERT INTO letter (state) VALUES ('sent')")
    run(backward)
    run("INSERT INTO letter (state) VALUES ('accepted')")

    assert state() == [("sent",), ("accepted",)]


def test_staying_in_place_is_no_move():
    assert not may_move(MOVES, "draft", "draft")


def test_an_unknown_state_moves_nowhere():
    assert not may_move(MOVES, "lost", "draft")
