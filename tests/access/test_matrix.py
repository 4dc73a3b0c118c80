"""Everybody knocks at every address of the desk, for every object, in every state.

What should happen is worked out from the permission table by `oracle.py`, which asks nothing of
the program; what does happen is asked of the whole stack. No door may open that should not, and
none may stay shut that should open.
"""

import re
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse

from lachan.people import operations as people_operations
from lachan.people.permissions import Permission
from lachan.people.rules import Role
from lachan.web.desk.urls import urlpatterns
from tests.access.oracle import LET_IN, Door, Sample, expected
from tests.access.routes import OPEN, ROUTES, TAKE_FORMS
from tests.access.world import LOOKED_AT
from tests.builders import desk, people

ADDRESSES = {pattern.name: pattern for pattern in urlpatterns if isinstance(pattern, URLPattern)}
LET_IN_WITH = {200, 302}
PAGES = (Sample("page"),)


def knock(client, name, sample, posted=None):
    """The answer; whatever the visit changed is undone."""
    form = ROUTES[name].post if posted is None else posted
    address = reverse(name, args=sample.args)
    with transaction.atomic():
        answer = client.get(address) if form is None else client.post(address, form)
        transaction.set_rollback(True)
    return answer


def words(answer):
    """What the page says, without the tokens that differ from page to page."""
    return re.sub(r'(value|nonce|href|action)="[^"]*"', "", answer.content.decode())


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


def knockers(name, found, province):
    """Pairs of sample and person. The gate knows nothing of objects, so whoever is stopped there
    knocks once at an address; a stranger once at each act; everybody else at every object."""
    known = set()
    for sample in found:
        act = sample.args[1:]
        for person in province.cast:
            stopped = known and not person.holds(ROUTES[name].gate)
            stranger = act in known and act and person.unit != province.home.pk
            if not (stopped or stranger):
                yield sample, person
        known.add(act)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ROUTES)
def test_doors_open_for_exactly_whom_the_table_lets_in(province, samples, name):
    wrong = []
    for sample, person in knockers(name, samples_of(name, samples), province):
        wanted = expected(ROUTES[name], sample, person)
        status = knock(person.client, name, sample).status_code
        if status not in LET_IN_WITH if wanted is LET_IN else status != wanted:
            wrong.append(f"{person.label}, {sample.state}: {status}, not {wanted or 'let in'}")
    assert not wrong


# Addresses that show a form and take it: who is stopped when looking is stopped when sending.
BOTH_WAYS = [name for name, route in ROUTES.items() if route.post is None and name in TAKE_FORMS]


@pytest.mark.django_db
@pytest.mark.parametrize("name", BOTH_WAYS)
def test_who_may_not_look_may_not_send_either(province, samples, name):
    wrong = []
    for sample, person in knockers(name, samples_of(name, samples), province):
        wanted = expected(ROUTES[name], with_sending(name, sample), person)
        if wanted is not LET_IN:
            status = knock(person.client, name, sample, posted={"body": "Cảm ơn."}).status_code
            if status != wanted:
                wrong.append(f"{person.label}, {sample.state}: {status}, not {wanted}")
    assert not wrong


def with_sending(name, sample):
    """To answer a tip takes more than to read it."""
    if name != "desk_tip":
        return sample
    (door,) = sample.doors
    told = door.facts
    return sample.through(
        doors=(Door(Permission.MESSAGE_REPORTER, told, unheld=403, unreached=403),)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", ROUTES)
def test_nobody_comes_in_without_signing_in(province, samples, name):
    sample = samples_of(name, samples)[0]

    answer = knock(Client(), name, sample)

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.django_db
def test_staff_without_a_second_factor_are_led_to_enrol(province, samples):
    half_way = Client()
    half_way.force_login(people.user(Role.COORDINATOR, province.home))

    led = {knock(half_way, name, samples_of(name, samples)[0]).url for name in ROUTES}

    assert led == {reverse("mfa_activate_totp")}


@pytest.mark.django_db
def test_a_leaver_is_out_the_same_minute(province, samples):
    leaver = people.user(Role.COORDINATOR, province.home)
    client = desk.signed_in(leaver)
    people_operations.deactivate_user(user=leaver, by=people.SETUP, now=LOOKED_AT)

    led = {knock(client, name, samples_of(name, samples)[0]).url.split("?")[0] for name in ROUTES}

    assert led == {reverse("account_login")}


@pytest.mark.django_db
def test_whoever_holds_no_position_any_more_is_stopped_the_same_minute(province, samples):
    idle = people.user(Role.COORDINATOR, province.home)
    client = desk.signed_in(idle)
    people_operations.end_member(membership=idle.memberships.get(), by=people.SETUP, now=LOOKED_AT)

    met = {knock(client, name, samples_of(name, samples)[0]).status_code for name in ROUTES}

    assert met == {403}


@pytest.mark.django_db
def test_what_does_not_exist_answers_like_what_is_not_yours(province, samples):
    """The same page, word for word, but for the language's own token."""
    (sample, *_) = samples["desk_child_case"]
    stranger = province.stranger(Role.COMMUNE_WORKER).client
    absent = Sample("absent", (uuid4(),))

    real = knock(stranger, "desk_child_case", sample)
    none = knock(stranger, "desk_child_case", absent)

    assert (real.status_code, none.status_code) == (404, 404)
    assert words(real) == words(none)


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if route.post is not None])
def test_looking_at_an_address_that_only_acts_does_nothing(province, samples, name):
    admin = province.person(Role.SYSTEM_ADMIN).client

    assert admin.get(reverse(name, args=samples_of(name, samples)[0].args)).status_code == 405
