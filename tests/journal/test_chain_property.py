"""Any sequence of honest acts verifies; any single dishonest one after them does not."""

import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from lachan.journal.models import Seal
from lachan.journal.operations import anchor, seal
from lachan.journal.verification import verify
from tests.builders import NOON
from tests.builders import journal as builders
from tests.builders.journal import tamper

SCALARS = st.one_of(st.integers(-(2**40), 2**40), st.booleans(), st.sampled_from(["T01", "x-y"]))

DISHONEST = [
    "UPDATE journal_entry SET facts = facts || '{\"forged\": 1}' WHERE id = %(entry)s",
    "UPDATE journal_entry SET at = at - interval '1 hour' WHERE id = %(entry)s",
    "UPDATE journal_entry SET user_id = COALESCE(user_id, 0) + 1 WHERE id = %(entry)s",
    "DELETE FROM journal_entry WHERE id = %(entry)s",
    "DELETE FROM journal_seal WHERE position = %(position)s",
    "UPDATE journal_seal SET position = position + 1000000 WHERE position = %(position)s",
    "UPDATE journal_seal SET hash = sha256(hash) WHERE position = %(position)s",
    "UPDATE journal_seal SET previous = sha256(previous) WHERE position = %(position)s",
    "UPDATE journal_seal SET entry_id = -entry_id WHERE position = %(position)s",
    "INSERT INTO journal_entry (id, at, role, action, subject_kind, subject_id, facts)"
    " SELECT -id, at, role, action, subject_kind, subject_id, facts FROM journal_entry"
    " WHERE id = %(entry)s",
]


class Trail(RuleBasedStateMachine):
    """Acts on the trail inside a savepoint that each run rolls back."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = NOON
        self.honest = True

    @rule(number=SCALARS, codes=st.lists(st.integers(0, 9), max_size=3))
    def record(self, number, codes):
        builders.entry(at=self.now, number=number, codes=codes)

    @rule(limit=st.integers(1, 4))
    def seal(self, limit):
        seal(now=self.now, limit=limit)

    @rule()
    def anchor(self):
        anchor(now=self.now)

    @rule(hours=st.integers(1, 20))
    def time_passes(self, hours):
        anchor(now=self.now)
        self.now += timedelta(hours=hours)

    @precondition(lambda self: self.honest and Seal.objects.exists())
    @rule(sql=st.sampled_from(DISHONEST), where=st.integers(0, 1000))
    def tamper(self, sql, where):
        seals = list(Seal.objects.order_by("position"))
        chosen = seals[where % len(seals)]
        self.honest = False
        tamper(sql, entry=chosen.entry_id, position=chosen.position)

    @invariant()
    def it_is_sound_exactly_while_everybody_was_honest(self):
        assert verify().ok == self.honest

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)
        shutil.rmtree(Path(settings.VAR) / "journal", ignore_errors=True)


def test_the_trail_is_sound_exactly_while_everybody_was_honest(db):
    run_state_machine_as_test(
        Trail,
        settings=hypothesis_settings(max_examples=30, stateful_step_count=15, deadline=None),
    )
