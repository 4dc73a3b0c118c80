"""What every test shares."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation

JOBS = (
    "procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers"
)


@pytest.fixture(autouse=True, scope="session")
def clean_up_may_empty_the_append_only_tables():
    """Tests with real commits end by emptying every table, which the trail's triggers refuse.

    The tables of jobs are not Django's to empty, so their jobs would wait for the next test.
    """
    refused = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, **options):
        statements = refused(self, style, tables, **options)
        if not statements:
            return []
        replica = "SET LOCAL session_replication_role = replica"
        return [replica, *statements, f"TRUNCATE {JOBS} RESTART IDENTITY"]

    patch = pytest.MonkeyPatch()
    patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A server thread of a browser story may still hold a session when the database is dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True, scope="session")
def static_folder_exists():
    """WhiteNoise warns about a missing folder, and warnings are errors here."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def people_speak_vietnamese():
    """A page read in English leaves its thread speaking English."""
    translation.activate("vi")
