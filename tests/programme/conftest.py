"""The invented province, made once for each file of tests and undone after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.builders import programme
from tests.builders.programme import House


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """Each test works within the file's transaction and is rolled back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield programme.house()
        transaction.set_rollback(True)
