"""What holds for every page of the desk: its headers, its title, its address, its language."""

import re

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from lachan.web.desk.urls import urlpatterns
from tests.access.oracle import LET_IN, Sample, expected
from tests.access.routes import ROUTES
from tests.builders import html

pytestmark = pytest.mark.django_db

LOOKED_AT = [name for name, route in ROUTES.items() if route.post is None]
# Words of the invented children, reporters and pages of this world.
SECRETS = re.compile("Bé Thử|Mấy bạn|nói xấu|mang.example|trang-thu|Con muốn gặp|lập nhóm")


def readable(province, samples, name):
    """A person and an object that are meant for each other."""
    route = ROUTES[name]
    found = samples[name] if route.parts else [Sample("page")]
    return next(
        (person, sample)
        for sample in found
        for person in province.cast
        if expected(route, sample, person) is LET_IN
    )


def visit(person, address, **cookies):
    with transaction.atomic():
        person.client.cookies.load(cookies)
        answer = person.client.get(address)
        person.client.cookies.pop("django_language", None)
        transaction.set_rollback(True)
    return answer


@pytest.fixture(scope="module")
def page(province, samples, request):
    """Each page is visited once for all that is asked of it."""
    person, sample = readable(province, samples, request.param)
    return visit(person, reverse(request.param, args=sample.args))


every_page = pytest.mark.parametrize("page", LOOKED_AT, indirect=True)


@every_page
def test_nothing_of_it_stays_in_the_browser(page):
    assert page["Cache-Control"] == "no-store"


@every_page
def test_nothing_from_elsewhere_and_no_script_of_its_own_runs(page):
    policy = page["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "https:" not in policy


@every_page
def test_it_goes_into_no_frame_and_tells_nobody_where_one_was(page):
    assert page["X-Frame-Options"] == "DENY"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"


@every_page
def test_no_style_or_script_is_written_into_it(page):
    if "html" not in page["Content-Type"]:
        return
    text = page.content.decode()

    assert " style=" not in text
    assert not re.search(r"<script(?![^>]*\b(src|nonce)=)", text)
    assert not re.search(r"\son[a-z]+=", text)


@every_page
def test_its_title_names_no_child(page):
    """A title is in the history, in the task bar and over the shoulder."""
    if page.status_code != 200 or "html" not in page["Content-Type"]:
        return
    title = html.Page(page.content, "").title

    assert title.strip()
    assert not SECRETS.search(title)


@every_page
def test_no_address_on_it_names_a_child(page):
    if "html" not in page["Content-Type"]:
        return
    read = html.Page(page.content, "/lam-viec/")
    desk = [link for link in read.links if link.startswith("/lam-viec")]

    assert not [link for link in desk if SECRETS.search(link)]
    assert not [form.action for form in read.forms if SECRETS.search(form.action)]


@every_page
def test_nothing_on_it_is_left_unfilled(page):
    if "html" not in page["Content-Type"]:
        return
    words = html.Page(page.content, "").words

    assert not [one for one in words if re.search(r"\bNone\b|\{\{|\{%|<lachan|object at 0x", one)]


@pytest.mark.parametrize("name", LOOKED_AT)
def test_it_is_there_in_both_languages(province, samples, name):
    person, sample = readable(province, samples, name)
    address = reverse(name, args=sample.args)

    told = {code: visit(person, address, django_language=code) for code in ("vi", "en")}

    for code, answer in told.items():
        assert answer.status_code in {200, 302}
        if answer.status_code == 200 and "html" in answer["Content-Type"]:
            assert f'<html lang="{code}"' in answer.content.decode()


def test_no_address_takes_words_only_numbers_and_codes():
    """Identifiers in addresses are numbers, UUIDs, codes of acts and signed tokens."""
    kinds = {kind for one in urlpatterns for kind in re.findall(r"<(\w+):", str(one.pattern))}

    assert kinds <= {"int", "uuid", "slug", "str"}
    assert [one.name for one in urlpatterns if "<str:" in str(one.pattern)] == ["demo_entry"]


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if route.parts])
@pytest.mark.parametrize("number", [0, 9_999_999_999_999_999_999_999])
def test_a_number_that_cannot_be_is_not_found(province, samples, name, number):
    """Also one too large for the database."""
    sample = samples[name][0]
    if any(not isinstance(part, int) for part in sample.args[:1]):
        return
    client = next(one for one in province.cast if one.holds(ROUTES[name].gate)).client
    address = reverse(name, args=(number, *sample.args[1:]))

    with transaction.atomic(), translation.override("vi"):
        answer = client.get(address) if ROUTES[name].post is None else client.post(address)
        transaction.set_rollback(True)

    assert answer.status_code == 404
