"""A stolen database says nothing about the child in a case."""

import pytest

from lachan.cases import operations
from lachan.cases.rules import CaseState, ChildFacts
from tests.builders import NOON, cases, clocks
from tests.vault.test_canary import CANARY, pg_dump, seen


@pytest.mark.django_db(transaction=True)
def test_no_word_about_a_child_is_in_a_dump():
    if not pg_dump():
        pytest.skip("no pg_dump here: whether a stolen database is mute was not checked")
    clocks.loaded()
    story = cases.story(CaseState.REGISTERED, summary=f"Em kể: {CANARY}.")
    story.by_worker(operations.describe_child, child=ChildFacts(name=CANARY))
    story.take_measure(detail=CANARY)
    operations.add_note(case=story.case, text=CANARY, by=story.place.worker, now=NOON)

    assert seen(CANARY) == set()
