"""The real content/ under an invented staff; built once, and nothing of it stays."""

from datetime import datetime

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import override_settings

from lachan.common.time import VIETNAM
from lachan.serve import content

# A Wednesday morning; the story begins four days before.
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=VIETNAM)


@pytest.fixture(scope="package")
def furnished(django_db_setup, django_db_blocker, tmp_path_factory):
    """A house with units, deadlines, a programme and legal bases, and a folder of its own."""
    folder = tmp_path_factory.mktemp("var")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(VAR=folder):
        content.load(django_settings.CONTENT, now=NOW)
        yield folder
        transaction.set_rollback(True)
