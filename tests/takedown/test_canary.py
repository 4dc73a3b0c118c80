"""A stolen database does not say where the content is."""

import pytest

from lachan.takedown.rules import ContentState
from tests.builders import clocks, takedown
from tests.vault.test_canary import CANARY, pg_dump, seen


@pytest.mark.django_db(transaction=True)
def test_no_address_is_in_a_dump():
    if not pg_dump():
        pytest.skip("no pg_dump here: whether a stolen database is mute was not checked")
    clocks.loaded()
    story = takedown.story(ContentState.WAITING, locator=f"https://mang.example/{CANARY}")
    story.reply(text=CANARY)

    assert seen(CANARY) == set()
