"""A history: each text once, under its day and kind; texts can go while verdicts stay."""

import sys
from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from lachan.detect.history.aside import writing
from lachan.detect.history.layout import Part, parts
from lachan.detect.history.refusals import CannotLookBack
from lachan.detect.history.replay import replay
from lachan.detect.history.rows import day_of
from lachan.detect.history.tables import slices
from tests.detect.history.conftest import AT, Past, batch

TEXT = "Cả nhóm bắt nạt bạn nhỏ 9 tuổi."


def texts(past):
    """Every row of every text: (file, id, title, text)."""
    rows = []
    for part in parts(past.home):
        table = parquet.read_table(part.texts(past.home), columns=["id", "title", "text"])
        rows += [(part.day.isoformat(), part.stem, *row.values()) for row in table.to_pylist()]
    return sorted(rows, key=str)


def test_texts_stand_under_the_day_they_came_out_and_their_kind(past):
    past.add(("a", TEXT, "2026-08-01T23:30:00Z", "bao_chi"), ("b", TEXT, "", "Lạ!"))

    found = [(part.day, part.stem) for part in parts(past.home)]
    assert found[0] == (date(2026, 8, 2), "bao_chi")
    assert found[1][0] == date(2026, 9, 1) and found[1][1].startswith("-")


@pytest.mark.parametrize("said", ["", "hôm qua", "0001-01-01T00:00:00+23:59", "9999-12-31T23:00Z"])
def test_a_day_that_cannot_be_read_is_that_of_taking_in(said):
    assert day_of(said, AT) == date(2026, 9, 1)


def test_the_same_again_changes_no_file(past):
    past.add(("a", TEXT), ("b", "bạn ơi"))
    before = {path: path.read_bytes() for path in past.home.rglob("*.parquet")}

    past.add(("b", "bạn ơi"), ("a", TEXT))
    assert {path: path.read_bytes() for path in past.home.rglob("*.parquet")} == before


def test_of_two_texts_with_one_id_the_later_stands(past):
    past.add(("a", "sau"), at=AT + timedelta(hours=1)).add(("a", "trước"))

    assert [row[-1] for row in texts(past)] == ["sau"]


def test_one_id_twice_in_a_batch_stands_once(past):
    past.add(("a", "một"), ("a", "hai"), ("a", "một"))

    assert len(texts(past)) == 1


def test_a_verdict_that_was_lost_on_the_way_is_added_the_next_time(past):
    past.add(("a", TEXT))
    (path,) = (past.home / "verdicts").rglob("*.parquet")
    path.unlink()

    past.add(("a", TEXT))
    assert replay(past.home, past.digest).same == 1


@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from([TEXT, "bạn ơi", "sợ hãi lớp em", ""]),
            st.sampled_from(["2026-08-01", "2026-08-02"]),
        ),
        max_size=8,
    ),
    chance=st.randoms(use_true_random=False),
)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_in_whatever_order_texts_come_the_same_history_stands(
    tmp_path_factory, rules, rows, chance
):
    timed = [(row, AT + timedelta(minutes=n % 3)) for n, row in enumerate(rows)]
    ends = []
    for _ in range(2):
        past = Past(tmp_path_factory.mktemp("home"), rules)
        for row, at in timed:
            past.add(row, at=at)
        told = replay(past.home, past.digest)
        ends.append((texts(past), told.same, told.texts))
        chance.shuffle(timed)
    assert ends[0] == ends[1]


def test_dropped_texts_are_gone_and_verdicts_stay(past):
    past.add(("a", TEXT, "2026-08-01", "", "Bị bắt nạt"), ("b", TEXT, "2026-08-02"))

    assert past.history.drop_texts(date(2026, 8, 2)) == 1
    assert texts(past) == [
        ("2026-08-01", "-", "a", None, None),
        ("2026-08-02", "-", "b", None, TEXT),
    ]
    assert replay(past.home, past.digest).dropped == 1


def test_nothing_of_a_dropped_text_is_left_in_the_folder(past):
    past.add(("a", "chuyện riêng " + TEXT, "2026-08-01"))
    left = past.home / "texts" / "2026-08-01" / "-.parquet.new"
    left.write_text("chuyện riêng")
    past.history.drop_texts(date(2026, 8, 2))

    assert not left.exists()
    for path in past.home.rglob("*.parquet"):
        assert "chuyện riêng" not in str(parquet.read_table(path).to_pylist())


def test_dropping_twice_changes_nothing_more(past):
    past.add(("a", TEXT, "2026-08-01"))
    past.history.drop_texts(date(2026, 8, 2))

    assert past.history.drop_texts(date(2026, 7, 1)) == 0
    assert past.history.dropped_before == date(2026, 8, 2)


def test_a_text_of_dropped_days_that_comes_late_is_not_kept(past):
    past.history.drop_texts(date(2026, 8, 2))
    past.add(("a", TEXT, "2026-08-01"))

    assert [row[-1] for row in texts(past)] == [None]


def test_only_an_archived_rule_set_may_have_judged(past):
    rows = batch(("a", TEXT))

    with pytest.raises(CannotLookBack):
        past.history.append(rows, past.ruleset.scan(rows), "0" * 64, AT)


def test_every_text_has_its_verdict_and_every_moment_its_zone(past):
    rows = batch(("a", TEXT))

    with pytest.raises(ValueError, match="1 texts with 0 verdicts"):
        past.history.append(rows, [], past.digest, AT)
    with pytest.raises(ValueError, match="time zone"):
        past.history.append(rows, past.ruleset.scan(rows), past.digest, datetime(2026, 9, 1))


def test_one_writes_at_a_time(past):
    with writing(past.home), pytest.raises(CannotLookBack, match="Một lệnh khác"):
        past.add(("a", TEXT))


def test_a_writer_that_fails_leaves_the_files_as_they_were(past, monkeypatch):
    past.add(("a", TEXT))
    before = {path: path.read_bytes() for path in past.home.rglob("*.parquet")}
    monkeypatch.setattr("lachan.detect.history.tables._groups", lambda batches: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        past.add(("b", TEXT))
    assert {path: path.read_bytes() for path in past.home.rglob("*.parquet*")} == before


def test_many_small_additions_make_no_many_small_groups(past):
    for n in range(5):
        past.add((str(n), TEXT))
    (part,) = parts(past.home)

    assert parquet.read_metadata(part.texts(past.home)).num_row_groups == 1


def test_a_batch_may_lack_all_but_id_and_text(past):
    rows = pa.RecordBatch.from_pydict({"id": ["a"], "text": [TEXT]})
    past.history.append(rows, past.ruleset.scan(rows), past.digest, AT)

    assert list(parts(past.home)) == [Part(date(2026, 9, 1), "-")]


def test_long_texts_are_written_and_read_in_small_pieces(past, monkeypatch):
    monkeypatch.setattr("lachan.detect.history.tables._GROUP_BYTES", 2_000)
    long = [(str(n), f"{n} " + "bắt nạt bạn " * 40, "2026-08-01") for n in range(12)]
    past.add(*long)
    past.add(("0", "khác", "2026-08-01"), *long[1:], at=AT + timedelta(hours=1))
    (part,) = parts(past.home)

    assert parquet.read_metadata(part.texts(past.home)).num_row_groups > 3
    told = replay(past.home, past.digest)
    assert (told.texts, told.same) == (12, 12)


def test_pieces_are_cut_by_bytes_and_hold_every_row():
    rows = pa.RecordBatch.from_pydict({"text": ["x" * 100] * 10})

    assert [piece.num_rows for piece in slices(rows, 350)] == [3, 3, 3, 1]
    assert [piece.num_rows for piece in slices(rows, 10)] == [1] * 10
    assert list(slices(rows[:0])) == []


def test_a_damaged_file_is_told_by_name(past):
    past.add(("a", TEXT))
    (part,) = parts(past.home)
    part.texts(past.home).write_bytes(b"PAR1 broken")

    with pytest.raises(CannotLookBack, match=r"-\.parquet bị hỏng"):
        past.add(("b", TEXT))


def test_where_the_system_has_no_locks_there_is_no_lock(past, monkeypatch):
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with writing(past.home):
        past.add(("a", TEXT))

    assert len(texts(past)) == 1
