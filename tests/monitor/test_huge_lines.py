"""An article of 50 MB is refused by its line, and is never held in memory."""

import tracemalloc

import pytest

from lachan.detect.rows import Reason
from lachan.monitor.models import Item
from lachan.monitor.operations import import_file
from lachan.monitor.reading.entries import LineProblem
from tests import builders
from tests.builders import NOON
from tests.builders.monitor import SETUP, jsonl, rows

pytestmark = pytest.mark.django_db
MEGABYTE = 2**20


@pytest.fixture
def file(tmp_path):
    """One good article, one of 50 MB, one more good."""
    path = tmp_path / "tin.jsonl"
    with path.open("wb") as out:
        out.write(jsonl(rows("một")).getvalue())
        out.write(b'{"id": "to", "text": "')
        for _ in range(50):
            out.write(b"a" * MEGABYTE)
        out.write(b'"}\n' + jsonl(rows("hai")).getvalue())
    return path


def test_the_huge_article_is_refused_and_its_neighbours_kept(file):
    source = builders.monitor.source()
    tracemalloc.start()

    result = import_file(source=source, file=file, by=SETUP, now=NOON)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (result.new, result.rejected) == (2, [LineProblem(2, "", Reason.TOO_LONG)])
    assert peak < 20 * MEGABYTE
    assert Item.objects.count() == 2
