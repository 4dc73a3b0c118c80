"""Every page of the desk, as each of the staff meets it: for everybody, on wide and narrow screens.

The walk follows what is there to click, so that a new page is walked over from its first day.
"""

from collections import Counter, defaultdict
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from django.utils import timezone

from lachan.web.desk import urls
from tests.browser.lived_in import live

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
# Papers and forms that only press a button have no page of their own.
NO_PAGE = {
    "desk_call", "desk_code_passed_on", "desk_directive_act", "desk_extension_act", "desk_letter",
    "desk_message", "desk_notices_read", "desk_paper", "desk_source_fetch",
    "desk_source_turn", "desk_staff_confirm", "desk_staff_deactivate", "desk_staff_end",
    "desk_tip_import_take", "desk_tip_paper",
}  # fmt: skip
# These lead on to another page at once.
SIGN_POSTS = {"demo_entry", "desk_extension", "desk_finding", "desk_takedown"}
# A record looks different in each of its states; one of each other kind stands for all.
AT_MOST = Counter({"desk_clock": 6, "desk_child_case": 14, "desk_content_case": 12, "desk_entry": 6,
                   "desk_report": 3, "desk_assignment": 3, "desk_figure": 2})  # fmt: skip


class Walk:
    """Goes from page to page as one person, and keeps what is wrong with them."""

    def __init__(self, accessible, fits) -> None:
        self.checks = (accessible, fits)
        self.seen: set[str] = set()
        self.parts: defaultdict[tuple, set[str]] = defaultdict(set)
        self.wrong: list[str] = []

    def over(self, page) -> None:
        ahead, passed = [page.url], Counter()
        known: set[str] = set()
        while ahead:
            address = ahead.pop(0)
            name, code = _page_of(address)
            if name in NO_PAGE or not self._is_worth_it(name, code, passed):
                continue
            passed[name, code] += 1
            answer = page.goto(address)
            if answer.status != 200:
                self.wrong.append(f"{address} answers {answer.status}")
                continue
            self.seen.add(name)
            self._look_at(page, name, code)
            new = [one for one in _links(page) if one not in known]
            known |= set(new)
            ahead += new

    def _is_worth_it(self, name, code, passed) -> bool:
        return passed[name, code] < (AT_MOST[name] or 1)

    def _look_at(self, page, name, code) -> None:
        """Looks closely, unless the page is made of parts that were looked at before."""
        parts, known = set(page.evaluate(PARTS)), self.parts[name, code]
        if parts <= known:
            return
        first = not known
        known |= parts
        # The wide layout is the same for every state of a page; the narrow one is where it breaks.
        for size in (NARROW, WIDE) if first else (NARROW,):
            page.set_viewport_size(size)
            for check in self.checks:
                try:
                    check(page)
                except AssertionError as error:
                    self.wrong.append(f"{size['width']}: {error}")


# What a page is made of, whatever it says.
PARTS = """() => [...document.querySelectorAll("main *")]
    .map(one => one.tagName + "." + one.className)"""


def _page_of(address):
    place = resolve(urlsplit(address).path)
    return place.url_name, place.kwargs.get("code", "")


def _links(page):
    """Where one may go on from here within the desk, in the order of the page."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    plain = [one.split("#")[0] for one in found if "?" not in one]
    return [one for one in dict.fromkeys(plain) if "/lam-viec/" in one]


@pytest.fixture
def lived_in(house):
    live(timezone.now())
    return house


def test_every_page_of_the_desk_is_for_everybody(lived_in, desk, accessible, fits):
    walk = Walk(accessible, fits)
    for role in lived_in:
        walk.over(desk(role).page)

    pages = {one.name for one in urls.urlpatterns} - NO_PAGE - SIGN_POSTS
    assert not walk.wrong, "\n".join(walk.wrong)
    assert pages - walk.seen == set()
