"""Whatever a page offers a person, opens for that person: no link and no button leads to a wall."""

from collections import deque

import pytest
from django.db import transaction

from lachan.people.rules import Role
from tests.builders import html

pytestmark = pytest.mark.django_db

HOME = "/lam-viec/"
SHUT = {403, 404, 405, 500}
ELSEWHERE = [Role.COORDINATOR, Role.LEADER]
PAGES_AT_MOST = 60


def undone(ask):
    with transaction.atomic():
        answer = ask()
        transaction.set_rollback(True)
    return answer


def is_desk(address):
    return html.path_of(address).startswith(HOME)


def walls(client):
    """Walks from the home page over every link, presses every button; what did not open."""
    waiting, known, found = deque([(HOME, "")]), {HOME}, []
    while waiting and len(known) < PAGES_AT_MOST:
        path, came_from = waiting.popleft()
        answer = undone(lambda path=path: client.get(path))
        if answer.status_code in SHUT:
            found.append(f"{answer.status_code} {path} from {came_from}")
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        page = html.Page(answer.content, path)
        found += [f"{one} from {path}" for one in shut_buttons(client, page)]
        fresh = {html.path_of(link) for link in page.links if is_desk(link)} - known
        known |= fresh
        waiting.extend((each, path) for each in sorted(fresh))
    return found


def shut_buttons(client, page):
    for form in page.forms:
        if form.method == "post" and is_desk(form.action):
            answer = undone(lambda form=form: client.post(form.action, form.fields))
            if answer.status_code in SHUT:
                yield f"{answer.status_code} button {form.action}"


@pytest.mark.parametrize("role", Role)
def test_nothing_that_is_offered_at_home_is_shut(province, samples, role):
    assert not walls(province.person(role).client)


@pytest.mark.parametrize("role", ELSEWHERE)
def test_nothing_that_is_offered_to_a_stranger_is_shut(province, samples, role):
    assert not walls(province.stranger(role).client)
