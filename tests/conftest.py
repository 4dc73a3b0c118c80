"""What every test shares."""

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations


@pytest.fixture(autouse=True, scope="session")
def clean_up_may_empty_the_append_only_tables():
    """Tests with real commits end by emptying every table, which the trail's triggers refuse."""
    refused = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, **options):
        statements = refused(self, style, tables, **options)
        return ["SET LOCAL session_replication_role = replica", *statements] if statements else []

    patch = pytest.MonkeyPatch()
    patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
    yield
    patch.undo()
