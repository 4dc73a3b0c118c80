"""The whole program, started and stopped as a person would; what breaks heals or says what to do.

The stories share one house and are told in order: each leaves it open for the next.
"""

import base64
import signal
import time

import pytest

from lachan.serve.status import BOUND_MB, memory, total
from tests.serve.house import House, until

NOBODY = "sessionid=" + "n" * 32  # makes the desk ask the database who that is
DEFER = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
VALUES ('mail', 'lachan.notices.tasks.deliver', '{}') RETURNING id
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("house"))
    yield house
    house.tear_down()


def test_a_first_start_that_is_killed_half_way_is_healed_by_the_next(house):
    house.start()
    until(lambda: (house.var / "postgres" / "postmaster.pid").exists(), 20)
    house.kill()

    house.open_up()

    assert house.answer("/") == 200


def test_a_second_one_on_the_same_state_is_refused_in_clear_words(house):
    second = house.run("serve", LACHAN_PORT="1")

    assert second.returncode == 1
    assert f"already in use by `lachan serve` (process {house.process.pid})" in second.stderr


def test_a_taken_port_is_told_before_anything_is_started(house, tmp_path):
    other = house.run("serve", LACHAN_VAR=str(tmp_path))

    assert other.returncode == 1
    assert "LACHAN_PORT" in other.stderr
    assert not (tmp_path / "postgres").exists()


def test_outside_the_demo_it_prints_no_way_in(house):
    assert "/lam-viec/vao/" not in house.output.read_text()


def test_all_of_it_together_is_small(house):
    assert total(memory(house.process.pid)) < BOUND_MB


def test_styles_and_scripts_travel_packed(house):
    for name, most in (("public.css", 20_000), ("public.js", 5_000), ("app.css", 40_000)):
        weight, packed = house.weight(f"/static/built/{name}")
        assert (packed, weight < most) == ("gzip", True), (name, weight)


def test_it_tells_what_runs_and_what_waits(house):
    assert "jobs wait or run" in house.run("status").stdout


def test_a_killed_worker_comes_back_and_its_job_is_run_again(house):
    def left():
        query = "SELECT status FROM procrastinate_jobs WHERE id = %s"
        return [row[0] for row in database.execute(query, [job]).fetchall()]

    with house.database() as database, house.database() as blocker:
        blocker.autocommit = False
        blocker.execute("LOCK TABLE notices_notice IN ACCESS EXCLUSIVE MODE")
        job = database.execute(DEFER).fetchone()[0]
        until(lambda: left() == ["doing"], 15)
        house.part("worker").kill()
        blocker.rollback()

        until(lambda: left() == [], 40, house.new_words)

    assert "worker ended (signal SIGKILL); starting it again" in house.new_words()


def test_a_database_that_dies_comes_back_and_nothing_is_lost(house):
    with house.database() as database:
        (before,) = database.execute("SELECT count(*) FROM people_unit").fetchone()
    house.part("postgres").kill()

    until(lambda: _did(house, f"count(*) = {before}", "people_unit"), 30, house.new_words)
    until(lambda: _did(house, "max(last_started) > now() - interval '3 s'", "clocks_steprun"), 60)

    assert "postgres ended (signal SIGKILL); starting it again" in house.new_words()


def test_after_that_jobs_are_run_again(house):
    with house.database() as database:
        database.execute(DEFER)

    until(lambda: _did(house, "count(*) = 0", "procrastinate_jobs"), 30, house.new_words)


def test_without_its_database_the_desk_says_so_and_stays_up(house):
    database = house.part("postgres")
    for process in (database, *database.children()):
        process.kill()

    assert house.answer("/lam-viec/", cookie=NOBODY) == 503
    until(lambda: house.answer("/lam-viec/", cookie=NOBODY) == 200, 30)


def _did(house, what, table):
    with house.database() as database:
        return bool(database.execute(f"SELECT {what} FROM {table}").fetchone()[0])


def test_it_stops_within_seconds_and_the_database_with_it(house):
    family = house.family()
    began = time.monotonic()

    assert house.stop(signal.SIGINT) == 0

    assert time.monotonic() - began < 10
    assert not [process for process in family if process.is_running()]
    assert not (house.var / "postgres" / "postmaster.pid").exists()


def test_another_key_is_refused_and_nothing_is_lost(house):
    other = base64.b64encode(bytes(range(32))).decode()

    refused = house.run("serve", LACHAN_VAULT_KEY=other)

    assert refused.returncode == 1
    assert "LACHAN_VAULT_KEY is not the key this database was sealed with" in refused.stderr


def test_a_missing_secret_is_named_and_nothing_is_started(house):
    refused = house.run("serve", LACHAN_VAULT_KEY="")

    assert refused.returncode == 1
    assert "LACHAN_VAULT_KEY  protects" in refused.stderr


def test_a_second_start_keeps_the_data(house):
    house.open_up()

    assert _did(house, "count(*) > 0", "people_unit")
    assert house.stop(signal.SIGTERM) == 0


def test_a_command_brings_its_own_database_when_nothing_runs(house):
    answer = house.run("journal", "verify")

    assert "sound" in answer.stdout
    assert answer.returncode == 0
    assert not (house.var / "postgres" / "postmaster.pid").exists()
