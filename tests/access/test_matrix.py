"""Everybody knocks at every address of the desk, for every object, in every state.

What should happen is worked out from the permission table by `oracle.py`, which asks nothing of
the program; what does happen is asked of the whole stack. No door may open that should not, and
none may stay shut that should open.
"""

import pytest
from django.db import transaction
from django.urls import URLPattern, reverse

from lachan.web.desk.urls import urlpatterns
from tests.access.oracle import LET_IN, Sample, expected
from tests.access.routes import OPEN, ROUTES

ADDRESSES = {pattern.name: pattern for pattern in urlpatterns if isinstance(pattern, URLPattern)}
LET_IN_WITH = {200, 302}
PAGES = (Sample("page"),)


def knock(client, name, sample):
    """The answer's status; whatever the visit changed is undone."""
    route = ROUTES[name]
    address = reverse(name, args=sample.args)
    with transaction.atomic():
        if route.post is None:
            answer = client.get(address)
        else:
            answer = client.post(address, route.post)
        transaction.set_rollback(True)
    return answer


def samples_of(name, samples):
    return samples[name] if ROUTES[name].parts else PAGES


def test_every_address_has_a_line_in_the_table():
    assert set(ADDRESSES) == set(ROUTES) | OPEN, (
        "An address was added or taken away: give it a line in tests/access/routes.py."
    )


def test_every_address_of_an_object_has_samples(samples):
    lacking = [
        name
        for name, route in ROUTES.items()
        if route.parts
        and not (samples.get(name) and all(len(s.args) == route.parts for s in samples[name]))
    ]
    assert not lacking, "Make a sample object for these in tests/access/of_*.py."


@pytest.mark.parametrize("name", ROUTES)
def test_the_gate_asks_for_what_the_table_says(name):
    assert ADDRESSES[name].callback.lachan_permission is ROUTES[name].gate


def knockers(name, found, cast):
    """Pairs of sample and person. The gate knows nothing of objects, so whoever is stopped there
    knocks once at each address and act; everybody else at every object."""
    known = set()
    for sample in found:
        act = sample.args[1:]
        for person in cast:
            if act not in known or person.holds(ROUTES[name].gate):
                yield sample, person
        known.add(act)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ROUTES)
def test_doors_open_for_exactly_whom_the_table_lets_in(province, samples, name):
    wrong = []
    for sample, person in knockers(name, samples_of(name, samples), province.cast):
        wanted = expected(ROUTES[name], sample, person)
        status = knock(person.client, name, sample).status_code
        if status not in LET_IN_WITH if wanted is LET_IN else status != wanted:
            wrong.append(f"{person.label}, {sample.state}: {status}, not {wanted or 'let in'}")
    assert not wrong
