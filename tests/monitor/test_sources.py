"""Sources are added once, with an address that can be fetched, and can be stopped."""

import pytest
from django.db import IntegrityError, transaction

from lachan.common.errors import Invalid, NotAllowed
from lachan.monitor import queries
from lachan.monitor.errors import BadAddress
from lachan.monitor.models import Source
from lachan.monitor.operations import add_source, set_active
from lachan.monitor.rules import SourceKind
from tests import builders
from tests.builders import NOON
from tests.builders.monitor import SETUP

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["", "bao.example", "ftp://bao.example", "http://[bad"])
def test_a_feed_needs_an_address_that_can_be_fetched(address):
    with pytest.raises(BadAddress):
        builders.monitor.source(SourceKind.FEED, address)


def test_a_unit_names_a_source_once():
    source = builders.monitor.source(name="Báo Ví Dụ")

    with pytest.raises(Invalid):
        builders.monitor.source(name=" Báo Ví Dụ ", unit=source.owner_unit)
    assert str(builders.monitor.source(name="Báo Ví Dụ")) == "Báo Ví Dụ"


def test_a_stopped_source_is_not_fetched():
    source = builders.monitor.source(SourceKind.FEED, "https://bao.example/rss")

    stopped = set_active(source=source, active=False, by=SETUP, now=NOON)

    assert not stopped.is_active
    assert not queries.sources_to_fetch(NOON)
    assert set_active(source=source, active=False, by=SETUP, now=NOON) == stopped


def test_the_database_wants_an_address_for_a_feed():
    source = builders.monitor.source()

    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.filter(pk=source.pk).update(kind="feed")


def test_a_teacher_cannot_add_a_source(teacher):
    unit = builders.people.unit()

    with pytest.raises(NotAllowed):
        add_source(name="x", kind=SourceKind.FILE, owner_unit=unit, by=teacher, now=NOON)
