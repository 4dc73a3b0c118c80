"""An import that a worker runs: resumed after a kill, nothing lost, nothing doubled."""

import os
import signal
import subprocess
import sys
import textwrap
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from psycopg.errors import DiskFull as DatabaseFull

from lachan.common.errors import CannotMove, NotAllowed
from lachan.journal.models import Entry as JournalEntry
from lachan.monitor import errors, queries
from lachan.monitor.models import Import, Item
from lachan.monitor.operations import imports, receive_file, run_import
from tests import builders
from tests.builders import NOON
from tests.builders.monitor import SETUP, jsonl, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("var")]
LINES = 10


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(imports, "BATCH", 2)


def received(file=None, by=SETUP):
    stream = file or jsonl(rows(*(f"tin số {n}" for n in range(LINES))))
    return receive_file(source=builders.monitor.source(), stream=stream, by=by, now=NOON)


class Killed(BaseException):
    """What a killed worker looks like from inside."""


def kill_after(line):
    def progress(lines, _position):
        if lines >= line:
            raise Killed

    return progress


def test_a_received_file_is_read_to_its_end_and_let_go(var):
    row = run_import(import_id=received().pk, now=NOON)

    assert (row.state, row.new, row.known, row.rejected) == ("done", LINES, 0, 0)
    assert (row.finished_at, list((var / "imports").iterdir())) == (NOON, [])


def test_the_name_it_was_handed_in_under_is_not_kept():
    assert received().file.endswith(".in")


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("line", [2, 4, 8])
def test_a_killed_import_goes_on_where_it_stopped(line):
    row = received()
    with pytest.raises(Killed):
        run_import(import_id=row.pk, now=NOON, progress=kill_after(line))
    row.refresh_from_db()
    assert (row.state, row.new, Item.objects.count()) == ("running", line, line)

    done = run_import(import_id=row.pk, now=NOON)

    assert (done.state, done.new, done.known) == ("done", LINES, 0)
    assert Item.objects.count() == LINES


@pytest.mark.usefixtures("small_batches")
def test_two_workers_on_one_import_do_not_count_twice():
    row = received()

    def other(lines, _position):
        if lines == 2:
            run_import(import_id=row.pk, now=NOON)

    with pytest.raises(imports.Overtaken):
        run_import(import_id=row.pk, now=NOON, progress=other)

    row.refresh_from_db()
    assert (row.state, row.new, Item.objects.count()) == ("done", LINES, LINES)


def test_a_finished_import_is_not_run_again():
    row = run_import(import_id=received().pk, now=NOON)

    assert run_import(import_id=row.pk, now=NOON + timedelta(days=1)).finished_at == NOON


def test_problems_are_kept_by_line_field_and_reason():
    row = received(BytesIO(b'{"id": "1", "text": "x"}\n{\n{"id": "2"}\n'))

    done = run_import(import_id=row.pk, now=NOON)

    assert (done.new, done.rejected) == (1, 2)
    assert done.problems == [[2, "", "not_json"], [3, "text", "missing"]]


def test_a_file_that_cannot_be_read_fails_with_what_to_do():
    row = run_import(import_id=received(BytesIO(b"PK\x03\x04")).pk, now=NOON)

    assert row.state == "failed"
    assert "Chỉ nhập được JSONL" in row.failure


def test_a_failed_import_may_be_tried_again(var):
    row = received(BytesIO(b"PK\x03\x04"))
    run_import(import_id=row.pk, now=NOON)
    (var / "imports" / row.file).write_bytes(jsonl(rows("một")).getvalue())

    assert run_import(import_id=row.pk, now=NOON).state == "done"


def test_a_file_that_is_gone_is_told(var):
    row = received()
    (var / "imports" / row.file).unlink()

    assert "tải tệp lên lại" in run_import(import_id=row.pk, now=NOON).failure


def test_a_file_that_is_far_too_big_is_not_kept(var, monkeypatch):
    monkeypatch.setattr(imports, "UPLOAD_CAP", 10)

    with pytest.raises(errors.TooBig):
        received()

    assert list((var / "imports").iterdir()) == []
    assert not Import.objects.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_keeps_no_half_file_and_says_what_to_do(var, monkeypatch):
    (var / "full.in").symlink_to("/dev/full")
    really = Path.open
    monkeypatch.setattr(Path, "open", lambda path, mode: really(var / "full.in", "wb"))

    with pytest.raises(errors.DiskFull, match="dọn chỗ"):
        received()

    assert not Import.objects.exists()


@pytest.mark.usefixtures("small_batches")
def test_a_full_database_keeps_what_was_stored_and_says_so(monkeypatch):
    row = received()
    really, calls = imports.store, []

    def store(**given):
        calls.append(1)
        if len(calls) == 3:
            raise OperationalError from DatabaseFull()
        return really(**given)

    monkeypatch.setattr(imports, "store", store)
    failed = run_import(import_id=row.pk, now=NOON)
    assert (failed.state, failed.new, Item.objects.count()) == ("failed", 4, 4)
    assert "hết chỗ" in failed.failure

    done = run_import(import_id=row.pk, now=NOON)

    assert (done.state, done.new, Item.objects.count()) == ("done", LINES, LINES)


@pytest.mark.parametrize("fault", [OSError(5, "broken"), OperationalError("gone")])
def test_other_faults_of_disk_and_database_are_not_hidden(monkeypatch, fault):
    def store(**given):
        raise fault

    monkeypatch.setattr(imports, "store", store)

    with pytest.raises(type(fault)):
        run_import(import_id=received().pk, now=NOON)


def test_an_import_leaves_its_trace(officer):
    row = run_import(import_id=received(by=officer).pk, now=NOON)

    trace = JournalEntry.objects.filter(subject_id=str(row.pk), subject_kind="monitor.import")
    assert [entry.action for entry in trace.order_by("pk")] == [
        "monitor.file_received",
        "monitor.import_done",
    ]
    assert set(trace.values_list("user_id", flat=True)) == {officer.user_id}


def test_a_teacher_cannot_hand_in_a_file(teacher):
    with pytest.raises(NotAllowed):
        received(by=teacher)


def test_imports_left_behind_are_known_by_their_silence():
    row = received()

    assert not queries.left_behind(NOON)
    assert list(queries.left_behind(NOON + timedelta(minutes=5))) == [row]
    run_import(import_id=row.pk, now=NOON)
    assert not queries.left_behind(NOON + timedelta(days=1))


def test_the_database_refuses_a_move_that_is_not_listed():
    row = run_import(import_id=received().pk, now=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Import.objects.filter(pk=row.pk).update(state="running")


def test_an_operation_refuses_a_move_that_is_not_listed():
    row = run_import(import_id=received().pk, now=NOON)

    with pytest.raises(CannotMove, match="Đã nhập xong"):
        imports._move(row, imports.ImportState.FAILED, NOON)


WORKER = """
    import os, signal, sys
    import django
    django.setup()
    from django.conf import settings
    from lachan.monitor.operations import imports
    settings.VAR = sys.argv[2]
    imports.BATCH = 2
    def progress(lines, position):
        if lines == 4:
            os.kill(os.getpid(), signal.SIGKILL)
    from tests.builders import NOON
    imports.run_import(import_id=int(sys.argv[1]), now=NOON, progress=progress)
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_really_killed_loses_and_doubles_nothing(var):
    row = received()
    given = connection.settings_dict
    names = {"HOST": "host", "PORT": "port", "USER": "user", "NAME": "dbname"}
    address = " ".join(f"{to}={given[name]}" for name, to in names.items() if given[name])
    worker = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(WORKER), str(row.pk), str(var)],
        env=os.environ | {
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "lachan.config.settings",
        },
        check=False,
    )  # fmt: skip
    assert worker.returncode == -signal.SIGKILL
    row.refresh_from_db()
    assert (row.state, row.new, Item.objects.count()) == ("running", 4, 4)

    done = run_import(import_id=row.pk, now=NOON)

    assert (done.state, done.new, Item.objects.count()) == ("done", LINES, LINES)
