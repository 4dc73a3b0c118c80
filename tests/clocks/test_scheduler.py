"""Steps run when their turn has come, one scheduler at a time, and one failure stops no other."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from lachan.clocks.models import StepRun
from lachan.clocks.queries import failing_steps
from lachan.clocks.scheduler import ONLY_SCHEDULER, Step, run_due, silent_since
from tests.builders import NOON, clocks

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def step(name, ran, every=MINUTE, error=None):
    def run(now):
        ran.append(name)
        if error is not None:
            raise error

    return Step(name, every, run)


@pytest.fixture
def ran():
    return []


def test_a_step_that_never_ran_runs_now(ran):
    assert run_due([step("seal", ran)], NOON) == ["seal"]
    assert ran == ["seal"]


def test_a_step_waits_for_its_turn(ran):
    steps = [step("seal", ran)]
    run_due(steps, NOON)

    assert run_due(steps, NOON + MINUTE / 2) == []
    assert run_due(steps, NOON + MINUTE) == ["seal"]


def test_after_days_of_silence_each_step_runs_once_the_longest_overdue_first(ran):
    steps = [step("daily", ran, every=timedelta(days=1)), step("minutely", ran)]
    run_due(steps, NOON)
    ran.clear()

    run_due(steps, NOON + timedelta(days=3))

    assert ran == ["minutely", "daily"]


def test_a_failing_step_does_not_stop_the_others_and_is_noted(ran, caplog):
    steps = [step("bad", ran, error=OSError("disk")), step("good", ran)]

    assert run_due(steps, NOON) == ["good"]
    assert [run.name for run in failing_steps()] == ["bad"]
    assert StepRun.objects.get(name="bad").last_error == "OSError"
    assert "scheduler step bad failed" in caplog.text


def test_a_step_that_runs_well_again_is_no_longer_failing(ran):
    run_due([step("seal", ran, error=OSError())], NOON)
    run_due([step("seal", ran)], NOON + MINUTE)

    run = StepRun.objects.get(name="seal")
    assert (run.last_error, run.failures, run.last_ok) == ("", 0, NOON + MINUTE)


def test_two_schedulers_do_not_run_the_same_steps(ran):
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"], user=settings["USER"], dbname=settings["NAME"]
    ) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [ONLY_SCHEDULER])

        assert run_due([step("seal", ran)], NOON) == []


def test_the_lock_is_let_go_of_after_the_run(ran):
    run_due([step("seal", ran)], NOON)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks"
            " WHERE locktype = 'advisory' AND pid = pg_backend_pid()"  # others test beside us
        )
        assert cursor.fetchone() == (0,)


def test_a_scheduler_that_just_ran_is_not_silent(ran):
    run_due([step("seal", ran)], NOON)

    assert silent_since(NOON + 10 * MINUTE) is None


def test_a_scheduler_is_silent_after_ten_minutes(ran):
    run_due([step("seal", ran)], NOON)

    assert silent_since(NOON + 11 * MINUTE) == NOON


def test_a_new_house_without_clocks_is_not_alarmed():
    assert silent_since(NOON) is None


def test_a_scheduler_that_never_ran_is_missed_from_the_first_clock_on(content):
    clocks.clock(started_at=NOON)

    assert silent_since(NOON + 11 * MINUTE) == NOON
