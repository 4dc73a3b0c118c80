"""What a trail row may hold, and how rows hang together."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.journal.rules import GENESIS, Author, Line, canonical, checked_facts, link
from tests.builders import NOON

LINE = Line(1, NOON, 7, 3, "intake_officer", "tip.received", "tips.tip", "0b6e", "{}")


def test_the_program_and_the_public_are_authors_without_an_account():
    assert Author.system("scheduler") == Author(None, None, "system:scheduler")
    assert Author.public() == Author(None, None, "public")


@pytest.mark.parametrize(
    "fact", ["T07", "TE-2026-000001", "x" * 200, 5, 0.5, True, None, ["a", "b"], [1, 2]]
)
def test_codes_ids_and_numbers_are_facts(fact):
    assert checked_facts({"fact": fact}) == {"fact": fact}


def test_ids_and_dates_are_kept_as_text():
    facts = {"id": UUID(int=1), "day": date(2026, 3, 16), "at": NOON}

    assert checked_facts(facts) == {
        "id": "00000000-0000-0000-0000-000000000001",
        "day": "2026-03-16",
        "at": "2026-03-16T12:00:00+07:00",
    }


def test_a_set_is_kept_in_order_so_that_its_text_is_always_the_same():
    assert checked_facts({"harms": {"T09", "T01"}}) == {"harms": ["T01", "T09"]}


@pytest.mark.parametrize(
    "fact",
    [
        "x" * 201,
        "một câu chuyện",
        "hai\ndòng",
        "không\u00a0tách",
        "\x00",
        float("nan"),
        float("inf"),
        {"nested": 1},
        [["deep"]],
        b"bytes",
        ["ok", "not ok"],
    ],
)
def test_a_story_or_anything_odd_is_not_a_fact(fact):
    with pytest.raises(ValueError, match="'fact'"):
        checked_facts({"fact": fact})


def test_a_refused_fact_is_not_repeated_in_the_error():
    with pytest.raises(ValueError) as refusal:
        checked_facts({"note": "em bé tên Nguyễn Thị Bịa"})

    assert "Bịa" not in str(refusal.value)


@given(st.text(min_size=1))
def test_no_text_with_a_space_passes(text):
    with pytest.raises(ValueError):
        checked_facts({"fact": f"{text} {text}"})


def test_canonical_json_has_one_spelling():
    assert canonical({"b": [1, None], "a": "Đ"}) == '{"a":"Đ","b":[1,null]}'.encode()


def test_the_hash_of_a_known_line_never_changes():
    """If this fails, every chain in service would fail to verify: do not adjust the value."""
    sealed = link(GENESIS, position=1, sealed_at=NOON, line=LINE)

    assert sealed.hex() == "d40fa16478cf4b4217c7396031d0938ac19b228e640f2661ea99e1186fc7d022"


def test_the_same_moment_in_another_zone_has_the_same_hash():
    from lachan.common.time import VIETNAM

    here = link(GENESIS, position=1, sealed_at=NOON, line=LINE)
    local = LINE._replace(at=NOON.astimezone(VIETNAM))

    assert link(GENESIS, position=1, sealed_at=NOON.astimezone(VIETNAM), line=local) == here


@pytest.mark.parametrize("name", Line._fields)
def test_every_column_counts_in_the_hash(name):
    was = getattr(LINE, name)
    other = {int: 99, str: "other"}.get(type(was), NOON + timedelta(microseconds=1))

    changed = link(GENESIS, position=1, sealed_at=NOON, line=LINE._replace(**{name: other}))

    assert changed != link(GENESIS, position=1, sealed_at=NOON, line=LINE)


def test_place_time_and_predecessor_count_in_the_hash():
    hashes = {
        link(GENESIS, position=1, sealed_at=NOON, line=LINE),
        link(GENESIS, position=2, sealed_at=NOON, line=LINE),
        link(GENESIS, position=1, sealed_at=NOON + timedelta(seconds=1), line=LINE),
        link(b"\x01" * 32, position=1, sealed_at=NOON, line=LINE),
    }

    assert len(hashes) == 4
