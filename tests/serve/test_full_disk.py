"""A disk that fills up: writes are refused, what was written stays, and room brings it back."""

import os
import subprocess
import time

import psycopg
import pytest

from lachan.serve import database
from lachan.serve.own_postgres import OwnPostgres, wait_until_ready
from lachan.serve.parts import Running

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk to fill"),
]
SMALL = {"max_wal_size": "32MB", "min_wal_size": "32MB", "wal_recycle": "off"}


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    place = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=160m,mode=755", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture(scope="module")
def server(disk):
    made = OwnPostgres(disk / "postgres", disk / "postgres", disk / "postgres.log", more=SMALL)
    running = Running(made.part())
    running.start()
    wait_until_ready(made, running.process)
    yield f"host={disk / 'postgres'} user=postgres dbname=postgres"
    running.ask_to_stop()
    running.wait_or_kill(time.monotonic() + 10)


@pytest.fixture
def full(disk, server):
    """Every last byte taken, by something that is not ours."""
    with psycopg.connect(server, autocommit=True) as line:
        line.execute("CREATE TABLE IF NOT EXISTS told (words text)")
        line.execute("TRUNCATE told")
        line.execute("INSERT INTO told VALUES ('em kể từ trước')")
        line.execute("CHECKPOINT")
    stuffing = disk / "stuffing"
    with stuffing.open("wb") as file:
        try:
            while True:
                file.write(bytes(1024 * 1024))
                file.flush()
        except OSError:
            pass
    yield stuffing
    stuffing.unlink(missing_ok=True)


def test_a_write_that_finds_no_room_is_refused_as_an_outage(server, full):
    line = psycopg.connect(server, autocommit=True)
    with line, pytest.raises(psycopg.OperationalError) as refusal:
        line.execute("INSERT INTO told SELECT repeat('x', 100) FROM generate_series(1, 400000)")

    # Django hands it on as OperationalError, which every page answers with 503 and what was kept.
    assert refusal.value.sqlstate in ("53100", None)


def test_what_was_told_before_is_still_there_when_there_is_room_again(server, full):
    full.unlink()
    database.wait_until_it_answers(server, lambda _: None, patience=20)

    with psycopg.connect(server, autocommit=True) as line:
        line.execute("INSERT INTO told VALUES ('em kể thêm')")
        rows = line.execute("SELECT words FROM told ORDER BY words").fetchall()

    assert rows == [("em kể thêm",), ("em kể từ trước",)]
