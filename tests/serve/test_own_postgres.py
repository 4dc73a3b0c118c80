"""The PostgreSQL of the wheel: made whole, started as a child, stopped, taken up after a crash."""

import os
import signal
import stat
import time

import psutil
import psycopg
import pytest

from lachan.config import environment
from lachan.serve import database
from lachan.serve.own_postgres import OwnPostgres, PostgresWillNotStart, wait_until_ready
from lachan.serve.parent import own_postgres
from lachan.serve.parts import Running


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    var = tmp_path_factory.mktemp("own")
    return environment.read({"LACHAN_MODE": "test", "LACHAN_VAR": str(var)})


@pytest.fixture
def server(given):
    server = own_postgres(given)
    running = Running(server.part())
    running.start()
    wait_until_ready(server, running.process)
    yield running
    running.ask_to_stop()
    running.wait_or_kill(time.monotonic() + 10)


def test_what_an_interrupted_first_start_left_is_swept_away(given):
    half = given.var / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    own_postgres(given).prepare()

    assert not half.exists()
    assert (given.var / "postgres" / "global" / "pg_control").exists()


def test_it_answers_and_our_database_is_made(given, server):
    database.create_if_missing(given.conninfo)
    database.create_if_missing(given.conninfo)

    database.refuse_unfit(given.conninfo)


def test_it_listens_on_no_network_address(server):
    family = [psutil.Process(server.process.pid), *psutil.Process(server.process.pid).children()]

    assert not [line for process in family for line in process.net_connections("inet")]


def test_its_log_holds_no_statement_and_no_value(given, server):
    with psycopg.connect(given.conninfo.replace("dbname=lachan", "dbname=postgres")) as line:
        line.execute("CREATE TEMPORARY TABLE t (a text PRIMARY KEY)")
        with pytest.raises(psycopg.errors.UniqueViolation):
            line.execute("INSERT INTO t VALUES ('bi mat'), ('bi mat')")

    assert "bi mat" not in (given.var / "log" / "postgres.log").read_text()


def test_a_server_left_by_a_killed_parent_is_stopped_before_a_new_start(given, server):
    left = psutil.Process(server.process.pid)

    own_postgres(given).prepare()

    server.process.wait(5)
    assert not left.is_running()


def test_it_starts_again_after_it_was_killed(given, server):
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait(5)
    assert server.died() == -signal.SIGKILL

    server.start()
    wait_until_ready(own_postgres(given), server.process)

    database.wait_until_it_answers(given.conninfo, lambda _: None, patience=5)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as another user")
def test_a_folder_above_that_was_closed_is_passable_again(given, server):
    server.process.kill()
    server.process.wait(5)
    server.died()
    given.var.chmod(0o700)

    server.start()

    wait_until_ready(own_postgres(given), server.process)
    assert stat.S_IMODE(given.var.stat().st_mode) == 0o701


def test_data_of_another_version_is_refused_and_left_alone(tmp_path):
    data = tmp_path / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text("16\n")

    with pytest.raises(PostgresWillNotStart, match="PostgreSQL 16"):
        OwnPostgres(data, data, tmp_path / "log" / "postgres.log").prepare()

    assert (data / "PG_VERSION").read_text() == "16\n"


def test_a_folder_of_a_stranger_is_not_used_for_the_socket(tmp_path, given):
    sockets = tmp_path / "sockets"
    (tmp_path / "elsewhere").mkdir()
    sockets.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(PostgresWillNotStart, match="belongs to somebody else"):
        OwnPostgres(given.var / "postgres", sockets, given.var / "log").prepare()
