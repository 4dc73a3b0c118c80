"""Every desk page in English, with an object in every state: only what somebody stored is not."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access.oracle import LET_IN, Sample, expected
from tests.access.routes import ROUTES
from tests.i18n.conftest import speak_english
from tests.i18n.words import stored_words, vietnamese_in

PAGES = [name for name, route in ROUTES.items() if route.post is None]


@pytest.fixture(scope="package")
def stored(samples, translated):
    return stored_words(translated)


def opened(name, sample, province):
    """The page as the first person sees it whom the table lets in; None where it lets in nobody."""
    for person in province.cast:
        if expected(ROUTES[name], sample, person) == LET_IN:
            client = Client()
            client.cookies |= person.client.cookies
            with transaction.atomic():
                page = speak_english(client).get(reverse(name, args=sample.args))
                transaction.set_rollback(True)
            return page
    return None


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_english_holds_only_stored_vietnamese(name, samples, province, stored):
    left = {}
    for sample in samples[name] if ROUTES[name].parts else (Sample("page"),):
        page = opened(name, sample, province)
        if page is not None and page.get("Content-Type", "").startswith("text/html"):
            left[sample.state] = vietnamese_in(page.content.decode(), stored)

    assert {state: words for state, words in left.items() if words} == {}
