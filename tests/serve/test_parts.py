"""One process of the parent: started, watched, started again ever later, ended."""

import signal
import sys
import time

import pytest

from lachan.serve.parts import WAITS, CannotStart, Part, Running


def _part(code: str, **given: object) -> Running:
    running = Running(Part("trial", (sys.executable, "-c", code), **given))
    running.start()
    return running


@pytest.fixture
def sleeper():
    running = _part("import time; print('up', flush=True); time.sleep(60)")
    yield running
    running.wait_or_kill(0)


def test_one_that_runs_has_not_died(sleeper):
    assert sleeper.died() is None
    assert not sleeper.is_due()


def test_the_exit_code_of_one_that_died_is_told_once():
    running = _part("raise SystemExit(3)")
    running.process.wait(10)

    assert running.died() == 3
    assert running.died() is None


def test_each_death_in_a_row_makes_the_next_start_later():
    running = _part("raise SystemExit(1)")
    waits = []
    for _ in range(3):
        running.process.wait(10)
        running.died()
        waits.append(running.start_again_at - time.monotonic())
        running.start()
    running.process.wait(10)

    assert waits == pytest.approx(WAITS[:3], abs=0.2)


def test_it_is_not_due_before_its_wait_is_over():
    running = _part("raise SystemExit(1)")
    running.process.wait(10)
    running.died()

    assert not running.is_due()


def test_a_minute_alive_wipes_the_slate(sleeper):
    sleeper.deaths = 5
    sleeper.started_at -= 61
    sleeper.process.kill()
    sleeper.process.wait(10)

    sleeper.died()

    assert sleeper.deaths == 1


def test_one_whose_way_is_barred_is_tried_again_later():
    def barred():
        raise CannotStart("cửa đóng")

    running = Running(Part("trial", (sys.executable,), before=barred))
    with pytest.raises(CannotStart):
        running.start()

    assert running.deaths == 1
    assert not running.is_due()


def test_it_ends_when_asked(sleeper):
    process = sleeper.process
    sleeper.ask_to_stop()
    sleeper.wait_or_kill(time.monotonic() + 10)

    assert process.returncode == -signal.SIGTERM


def test_one_that_does_not_listen_is_killed_with_all_it_started():
    stubborn = _part("import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)")
    process = stubborn.process
    time.sleep(0.3)

    stubborn.ask_to_stop()
    stubborn.wait_or_kill(time.monotonic() + 0.2)

    assert process.returncode == -signal.SIGKILL
