"""Files become items once; what cannot be read is told by line, and the good is kept."""

from io import BytesIO

import pytest

from lachan.common.errors import NotAllowed
from lachan.detect.rows import Reason
from lachan.journal.models import Entry as JournalEntry
from lachan.monitor import errors
from lachan.monitor.models import Item
from lachan.monitor.operations import import_file, storing
from lachan.monitor.reading.entries import LineProblem
from tests import builders
from tests.builders import NOON
from tests.builders.monitor import SETUP, jsonl, rows
from tests.monitor.test_reading_feeds import RSS
from tests.monitor.test_reading_pages import PAGE

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return builders.monitor.source()


def take(source, file, **given):
    stream = BytesIO(file) if isinstance(file, bytes) else file
    return import_file(source=source, file=stream, by=SETUP, now=NOON, **given)


def test_a_row_becomes_an_item_with_all_that_it_says(source):
    row = {
        "id": "n1", "text": "Chữ Việt.", "title": "Tên", "url": "https://bao.example/1",
        "published_at": "2026-08-16T23:19:40+07:00", "source": "Báo Ví Dụ",
        "source_kind": "mang_xa_hoi",
    }  # fmt: skip

    result = take(source, jsonl([row]))

    item = Item.objects.get()
    assert (result.new, result.known, result.refused) == (1, 0, 0)
    assert (item.title, item.text, item.url) == ("Tên", "Chữ Việt.", "https://bao.example/1")
    assert (item.publisher, item.medium) == ("Báo Ví Dụ", "mang_xa_hoi")
    assert item.folded == "ten chu viet."
    assert item.published_at.isoformat() == "2026-08-16T16:19:40+00:00"
    assert item.fetched_at == NOON


def test_without_a_kind_of_its_own_an_item_is_of_its_sources(source):
    take(source, jsonl(rows("x", source_kind="gì đó")))

    assert Item.objects.get().medium == "bao_chi"


def test_reading_the_same_file_again_adds_nothing(source):
    given = rows("một", "hai")
    take(source, jsonl(given))

    again = take(source, jsonl(given))

    assert (again.new, again.known, Item.objects.count()) == (0, 2, 2)


def test_the_same_words_at_the_same_address_are_one_item(source):
    take(source, jsonl(rows("Một tin", "một  TIN", url="https://bao.example/1")))

    assert Item.objects.count() == 1


def test_the_same_words_at_another_address_are_another_item(source):
    take(source, jsonl(rows("một", url="https://a.example") + rows("một", url="https://b.example")))

    assert Item.objects.count() == 2


def test_two_sources_may_give_the_same_article(source):
    given = rows("một")
    take(source, jsonl(given))
    take(builders.monitor.source(), jsonl(given))

    assert Item.objects.count() == 2


def test_an_importer_at_the_same_time_doubles_nothing(source, monkeypatch):
    given = rows("một")
    take(source, jsonl(given))
    monkeypatch.setattr(storing, "_already_there", lambda source, items: (set(), set()))

    take(source, jsonl(given))

    assert Item.objects.count() == 1


def test_bad_lines_are_told_and_the_good_kept(source):
    good = jsonl(rows("một")).getvalue()
    bad = b"{\n" + b'{"id": "1"}\n' + b'{"id": "2", "text": "x", "url": "ftp://x"}\n'
    bad += b'{"id": "3", "text": "x", "published_at": "hom qua"}\n' + b'{"id": "4", "text": " "}\n'

    result = take(source, bad + good)

    assert (result.new, result.refused) == (1, 5)
    assert result.rejected == [
        LineProblem(1, "", Reason.NOT_JSON),
        LineProblem(2, "text", Reason.MISSING),
        LineProblem(3, "url", Reason.NOT_AN_ADDRESS),
        LineProblem(4, "published_at", Reason.NOT_A_TIME),
        LineProblem(5, "text", Reason.MISSING),
    ]


def test_a_line_in_another_code_is_told_by_its_byte(source):
    good = jsonl(rows("một")).getvalue()

    result = take(source, good + b'{"id": "2", "text": "\xff"}\n')

    assert result.rejected == [LineProblem(2, "", Reason.NOT_UTF8, len(good) + 21)]


def test_a_file_in_another_code_is_refused_with_its_byte(source):
    body = '{"id": "1", "text": "caf\xe9"}\n'.encode("latin-1")

    with pytest.raises(errors.NotUtf8, match="UTF-8") as refusal:
        take(source, body * 3)

    assert (refusal.value.facts["byte"], Item.objects.count()) == (24, 0)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"", errors.EmptyFile),
        (b" \n\n", errors.EmptyFile),
        ('{"id": "1"}'.encode("utf-16"), errors.WrongKind),
        (b'[{"id": "1", "text": "x"}]', errors.WrongKind),
        (b"PK\x03\x04rest", errors.WrongKind),
        (b"<rss><channel>", errors.BrokenFeed),
        (b"<note/>", errors.NotAFeed),
        (b"<html><body></body></html>", errors.NoText),
    ],
)
def test_a_file_that_is_something_else_is_refused_whole(source, body, refusal):
    with pytest.raises(refusal) as refused:
        take(source, body)

    assert "%(" not in str(refused.value)


def test_a_feed_larger_than_may_be_read_whole_is_refused(source):
    body = b"<rss><channel>" + b"<a></a>" * 3_000_000

    with pytest.raises(errors.TooBig, match="20 MB"):
        take(source, body)


def test_a_file_of_bad_lines_only_is_told_line_by_line(source):
    assert take(source, b"a\nb\n").refused == 2


def test_only_the_first_thousand_problems_are_kept(source):
    result = take(source, b"a\n" * 1500 + jsonl(rows("một")).getvalue())

    assert (len(result.rejected), result.new) == (1000, 1)


def test_a_feed_and_a_page_are_files_too(source):
    assert take(source, RSS.encode()).new == 3
    assert take(source, PAGE.encode()).new == 1
    assert take(source, RSS.encode()).known == 3


def test_progress_is_told_in_lines_and_bytes(source, monkeypatch):
    monkeypatch.setattr("lachan.monitor.operations.imports.BATCH", 2)
    file = jsonl(rows("một", "hai", "ba"))
    told = []

    take(source, file, progress=lambda lines, place: told.append((lines, place)))

    assert [lines for lines, _ in told] == [2, 3]
    assert told[-1][1] == len(file.getvalue())


def test_a_stop_in_the_middle_keeps_what_was_read_and_doubles_nothing(source, monkeypatch):
    monkeypatch.setattr("lachan.monitor.operations.imports.BATCH", 2)
    given = rows("một", "hai", "ba", "bốn", "năm")

    def stop(lines, _position):
        if lines == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(source, jsonl(given), progress=stop)
    assert Item.objects.count() == 4

    again = take(source, jsonl(given))

    assert (again.new, again.known, Item.objects.count()) == (1, 4, 5)


def test_a_page_inside_a_feed_does_not_make_it_a_page(source):
    feed = RSS.replace("<p>Đoạn một.</p>", "<html><body>Đoạn một.</body></html>")

    assert take(source, feed.encode()).new == 3


def test_a_path_is_read_as_well_as_a_stream(source, tmp_path):
    path = tmp_path / "tin.jsonl"
    path.write_bytes(jsonl(rows("một")).getvalue())

    assert import_file(source=source, file=path, by=SETUP, now=NOON).new == 1


def test_every_batch_leaves_its_trace(source):
    take(source, jsonl(rows("một", "hai")))

    entry = JournalEntry.objects.get(action="monitor.items_stored")
    assert (entry.subject_id, entry.facts) == (str(source.pk), {"new": 2})


def test_a_teacher_cannot_import(source, teacher):
    with pytest.raises(NotAllowed):
        import_file(source=source, file=jsonl(rows("một")), by=teacher, now=NOON)

    assert not Item.objects.exists()
