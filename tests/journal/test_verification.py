"""Whoever changes the trail, even with the database's own password, is found out."""

import shutil
from datetime import timedelta

import pytest
from django.db import connection

from lachan.journal import problems, verification
from lachan.journal.models import Entry, Seal
from lachan.journal.operations import anchor, seal
from lachan.journal.rules import GENESIS, Line, link
from lachan.journal.verification import verify
from tests.builders import NOON
from tests.builders import journal as builders
from tests.builders.journal import tamper

pytestmark = pytest.mark.django_db


def only_problem():
    verdict = verify()
    assert not verdict.ok
    (problem,) = verdict.problems
    return problem


def test_an_empty_trail_is_sound():
    assert verify() == verification.Verdict(ok=True, checked=0, unsealed=0, problems=())


def test_an_untouched_trail_is_sound():
    builders.sealed_entries(4)
    anchor(now=NOON)

    assert verify() == verification.Verdict(True, 4, 1, (), anchors=1)


def test_rows_that_wait_for_their_seal_are_counted_and_no_problem():
    builders.sealed_entries(2)
    builders.entry()

    assert verify() == verification.Verdict(True, 2, 1, ())


@pytest.mark.parametrize(
    "change",
    [
        "at = at + interval '1 microsecond'",
        "user_id = 8",
        "unit_id = NULL",
        "role = 'police'",
        "action = 'tip.read'",
        "subject_kind = 'tips.draft'",
        "subject_id = '0b6e50'",
        "facts = '{}'",
        "facts = '{\"number\": 1.00000000000000000001}'",
    ],
)
def test_a_changed_row_is_found(change):
    _, middle, _ = builders.sealed_entries(3)

    tamper(f"UPDATE journal_entry SET {change} WHERE id = %s", middle.pk)

    assert only_problem() == f"entry {middle.pk} or its seal at 2 was changed"


def test_triggers_switched_off_and_on_again_do_not_help():
    (row,) = builders.sealed_entries(1)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE journal_entry SET user_id = 8")
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")

    assert f"entry {row.pk}" in only_problem()


def test_a_deleted_row_is_found():
    _, middle, _ = builders.sealed_entries(3)

    tamper("DELETE FROM journal_entry WHERE id = %s", middle.pk)

    assert only_problem() == f"entry {middle.pk}, sealed at 2, was deleted"


def test_a_row_deleted_with_its_seal_is_found():
    _, middle, _ = builders.sealed_entries(3)

    tamper("DELETE FROM journal_entry WHERE id = %s", middle.pk)
    tamper("DELETE FROM journal_seal WHERE position = 2")

    assert only_problem() == "seals between 1 and 3 are missing"


def test_a_row_deleted_before_its_seal_is_found():
    entry = builders.entry()

    tamper("DELETE FROM journal_entry")

    assert only_problem() == f"entry {entry.pk} was deleted before it was sealed"


def test_a_row_slipped_in_is_found():
    builders.sealed_entries(2)

    tamper(
        "INSERT INTO journal_entry (id, at, role, action, subject_kind, subject_id, facts)"
        " VALUES (9999999, now(), 'r', 'a', 'k', '1', '{}')"
    )

    assert "9999999 was slipped in" in only_problem()


def test_a_row_whose_seal_was_deleted_is_found():
    _, last = builders.sealed_entries(2)

    tamper("DELETE FROM journal_seal WHERE position = 2")

    assert only_problem() == f"entry {last.pk} was slipped in, or its seal was deleted"


def test_rows_that_changed_places_are_found():
    first, second = builders.sealed_entries(2)

    tamper("UPDATE journal_seal SET entry_id = -1 WHERE position = 1")
    tamper("UPDATE journal_seal SET entry_id = %s WHERE position = 2", first.pk)
    tamper("UPDATE journal_seal SET entry_id = %s WHERE position = 1", second.pk)

    assert len(verify().problems) == 2


@pytest.mark.parametrize(
    "change", ["sealed_at = sealed_at + interval '1 second'", "hash = sha256('x')"]
)
def test_a_changed_seal_is_found(change):
    builders.sealed_entries(2)

    tamper(f"UPDATE journal_seal SET {change} WHERE position = 2")

    assert "its seal at 2 was changed" in only_problem()


def test_a_seal_that_points_elsewhere_is_found():
    builders.sealed_entries(2)

    tamper("UPDATE journal_seal SET previous = sha256('x') WHERE position = 2")

    assert "the seal at 2 does not follow the one before it" in verify().problems


def rewrite_the_whole_chain():
    """What a thorough forger does: chains everything anew after a change."""
    tamper("DELETE FROM journal_seal")
    tamper("INSERT INTO journal_unsealed SELECT id FROM journal_entry ON CONFLICT DO NOTHING")
    seal(now=NOON)


def test_a_chain_forged_anew_does_not_match_its_anchor():
    builders.sealed_entries(3)
    anchor(now=NOON)
    tamper("UPDATE journal_entry SET user_id = 8")
    rewrite_the_whole_chain()

    assert only_problem() == "the chain at 3 is not the one anchored on 2026-03-16"


def test_a_chain_cut_off_behind_its_anchor_is_found():
    _, second, _third = builders.sealed_entries(3)
    anchor(now=NOON)
    tamper("DELETE FROM journal_unsealed")
    tamper("DELETE FROM journal_entry WHERE id >= %s", second.pk)
    tamper("DELETE FROM journal_seal WHERE position >= 2")

    assert only_problem() == (
        "the chain ends at 1, but was at 3 when anchored on 2026-03-16: its end was cut off"
    )


def test_a_spoilt_anchor_file_is_told():
    anchor(now=NOON).write_text("{}")

    assert only_problem() == "anchor file 2026-03-16.json cannot be read as an anchor"


def test_a_lost_anchor_file_is_told():
    path = anchor(now=NOON)
    anchor(now=NOON + timedelta(days=1))
    seal(now=NOON)
    path.unlink()

    assert only_problem() == "anchor file 2026-03-16.json is lost"


def test_a_lost_anchor_folder_is_told_once(own_folder):
    for day in range(3):
        anchor(now=NOON + timedelta(days=day))
    seal(now=NOON)
    shutil.rmtree(own_folder)

    problem = only_problem()

    assert f"{own_folder} is gone, with 3 anchors" in problem


def test_a_chain_older_than_two_days_that_nothing_vouches_for_is_told():
    builders.sealed_entries(1)
    assert verify().ok

    builders.sealed_entries(1, now=NOON + timedelta(days=3))

    assert "no anchor" in only_problem()


def test_a_forged_name_of_an_anchor_stops_nothing():
    builders.entry(action="journal.anchored")
    seal(now=NOON)
    anchor(now=NOON)

    assert only_problem() == "anchor file 0b6e4f.json is lost"


def test_a_hundred_problems_are_all_told():
    builders.sealed_entries(problems.MOST_TOLD)
    tamper("UPDATE journal_entry SET user_id = 8")

    assert len(verify().problems) == problems.MOST_TOLD


def test_past_a_hundred_problems_are_counted_only():
    builders.sealed_entries(130)
    tamper("UPDATE journal_entry SET user_id = 8")

    verdict = verify()

    assert len(verdict.problems) == problems.MOST_TOLD + 1
    assert verdict.problems[-1] == "and 30 more"


def test_the_caller_hears_how_far_it_is(monkeypatch):
    monkeypatch.setattr(verification, "_REPORT_EVERY", 2)
    builders.sealed_entries(5)
    heard = []

    verify(progress=heard.append)

    assert heard == [2, 4]


def test_memory_does_not_grow_with_the_trail(monkeypatch):
    import tracemalloc

    monkeypatch.setattr(verification, "_CHUNK", 100)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (at, role, action, subject_kind, subject_id, facts)"
            " SELECT now(), 'r', 'a', 'k', n::text, '{\"n\": 1}' FROM generate_series(1, 6000) n"
        )
    while seal(now=NOON, limit=2000):
        pass

    tracemalloc.start()
    verdict = verify()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert verdict.checked == 6000
    assert peak < 1_000_000


def test_a_seal_can_be_recomputed_by_hand():
    (entry,) = builders.sealed_entries(1)
    kept = Seal.objects.get()
    line = Line(
        entry.pk,
        NOON,
        7,
        3,
        "intake_officer",
        "tip.received",
        "tips.tip",
        "0b6e4f",
        '{"number": 0}',
    )

    assert link(GENESIS, position=1, sealed_at=NOON, line=line) == bytes(kept.hash)
    assert Entry.objects.count() == 1
