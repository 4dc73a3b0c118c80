"""A source remembers when it was fetched and what went wrong; what it gave stays."""

import pytest

from lachan.common.errors import NotAllowed
from lachan.monitor import errors
from lachan.monitor.models import Item
from lachan.monitor.operations import fetch
from lachan.monitor.rules import SourceKind
from tests import builders
from tests.builders import NOON
from tests.builders.monitor import SETUP
from tests.monitor.test_reading_feeds import RSS
from tests.monitor.test_reading_pages import PAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loopback")]


@pytest.fixture
def feed(pages):
    return builders.monitor.source(SourceKind.FEED, pages.put("/tin.rss", RSS.encode()))


def test_a_feed_gives_its_articles(feed):
    result = fetch(source=feed, by=SETUP, now=NOON)

    feed.refresh_from_db()
    assert (result.new, result.refused) == (3, 1)
    assert (feed.fetched_at, feed.trouble) == (NOON, "")


def test_fetching_again_gives_only_what_is_new(feed):
    fetch(source=feed, by=SETUP, now=NOON)

    again = fetch(source=feed, by=SETUP, now=NOON)

    assert (again.new, again.known, Item.objects.count()) == (0, 3, 3)


def test_a_page_gives_one_item(pages):
    page = builders.monitor.source(SourceKind.PAGE, pages.put("/bai", PAGE.encode()))

    assert fetch(source=page, by=SETUP, now=NOON).new == 1


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (RSS.encode()[:300], errors.BrokenFeed),
        (b"", errors.EmptyFile),
        (b'{"id": 1}', errors.WrongKind),
        (b"[1]", errors.WrongKind),
        (b"<!DOCTYPE html><html><body><p>x</p></body></html>", errors.NotAFeed),
        (RSS.encode("cp1258", errors="replace"), errors.NotUtf8),
    ],
)
def test_a_feed_gone_bad_is_told_and_its_items_stay(feed, pages, body, refusal):
    fetch(source=feed, by=SETUP, now=NOON)
    pages.put("/tin.rss", body)

    with pytest.raises(refusal):
        fetch(source=feed, by=SETUP, now=NOON)

    feed.refresh_from_db()
    assert (feed.trouble, Item.objects.count()) == (refusal.__name__, 3)


def test_a_source_that_recovers_forgets_its_trouble(feed, pages):
    pages.put("/tin.rss", b"")
    with pytest.raises(errors.EmptyFile):
        fetch(source=feed, by=SETUP, now=NOON)
    pages.put("/tin.rss", RSS.encode())

    fetch(source=feed, by=SETUP, now=NOON)

    feed.refresh_from_db()
    assert feed.trouble == ""


def test_without_leave_this_machine_is_private(feed, settings):
    settings.MONITOR_FETCHES_LOOPBACK = False

    with pytest.raises(errors.PrivateAddress):
        fetch(source=feed, by=SETUP, now=NOON)


def test_a_source_of_files_has_nothing_to_fetch():
    with pytest.raises(errors.NothingToFetch):
        fetch(source=builders.monitor.source(), by=SETUP, now=NOON)


def test_a_teacher_cannot_fetch(feed, teacher):
    with pytest.raises(NotAllowed):
        fetch(source=feed, by=teacher, now=NOON)
