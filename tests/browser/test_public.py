"""The public face as a child meets it."""

import gzip
import re

import pytest

from lachan.tips.models import Tip, TipDraft
from lachan.web.public import shelf

PAGES = [
    "/",
    "/ke/",
    "/ke/xong/",
    "/tra-loi/",
    "/hoc/",
    "/giup/",
    "/an-toan/",
    f"/hoc/{shelf.lessons()[0].slug}/",
]
NEXT = "button[name=action][value=next]:not([aria-hidden])"
SEND = "button[name=action][value=send]:not([aria-hidden])"


def press(page, selector):
    """Clicks what leads to another page and waits until that page is there."""
    with page.expect_navigation():
        page.click(selector)


def to_question(page, number):
    page.goto("/ke/")
    for _ in range(number - 1):
        press(page, "button[value=skip]")


def told(page):
    """Sends the smallest report and gives the code on the page."""
    to_question(page, 3)
    page.click("label[for=first]")
    press(page, SEND)
    return re.sub(r"\s", "", page.inner_text("#code"))


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", PAGES)
def test_open_pages_are_accessible_and_fit(browse, accessible, fits, address, width):
    page = browse(width=width)
    page.goto(address)

    accessible(page)
    fits(page)


@pytest.mark.parametrize("number", range(1, 7))
def test_each_question_is_accessible_and_fits(browse, accessible, fits, number):
    page = browse(width=320)
    to_question(page, number)

    accessible(page)
    fits(page)


def test_error_receipt_and_thread_are_accessible_and_fit(browse, accessible, fits):
    page = browse(width=320)
    code = told(page)
    accessible(page)
    fits(page)
    page.fill("#last", "1")
    press(page, "form:has(#last) button.govuk-button")
    accessible(page)
    page.goto("/tra-loi/")
    page.fill("#code", "1234")
    press(page, "main button")
    accessible(page)
    page.fill("#code", code)
    press(page, "main button")
    accessible(page)
    fits(page)


def test_at_four_hundred_percent_nothing_is_pushed_sideways(browse, fits):
    page = browse(width=320, height=256)

    for address in PAGES:
        page.goto(address)
        fits(page)


def test_a_child_without_javascript_tells_and_reads_the_answer(browse):
    page = browse(scripts=False)
    page.goto("/")
    page.click(".lachan-door--tell")
    page.click("label[for=danger-no]")
    page.click(NEXT)
    page.click("label[for=first]")
    page.click("label[for=age-u10]")
    page.click(NEXT)
    page.click("summary")
    page.click("label[for=T15]")
    page.click(SEND)
    code = page.inner_text("#code")
    page.check("#no-follow", force=True)
    page.click("form:has(#last) button.govuk-button")
    assert page.url.endswith("/ke/xong/")

    page.goto("/")
    page.click(".lachan-door--answer")
    page.fill("#code", code)
    page.click("main button")
    assert page.inner_text("h1") == "Đã nhận"
    assert Tip.objects.get().age_band == "u10"


def test_the_whole_way_by_keyboard_alone(page):
    page.goto("/")
    to_focus(page, ".lachan-door--tell")
    enter(page)
    for _ in range(3):
        to_focus(page, "#first")
        page.keyboard.press("Space")
        enter(page)
    to_focus(page, "button[value=skip]")
    enter(page)
    to_focus(page, SEND)
    enter(page)

    assert page.locator("#code").is_visible()
    assert Tip.objects.get().harm == "T07"


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def to_focus(page, selector):
    """Presses Tab until the element has the focus, as somebody without a mouse would."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def test_what_has_the_focus_is_never_under_the_way_out(browse):
    page = browse(width=320, height=560)
    to_question(page, 2)
    covered = """() => { const a = document.activeElement, r = a.getBoundingClientRect();
        const e = document.querySelector('.lachan-exit').getBoundingClientRect();
        const inside = r.top >= e.top && r.left >= e.left && r.bottom <= e.bottom;
        return !a.closest('.lachan-exit') && r.height > 1 && inside && r.right <= e.right; }"""
    for _ in range(24):
        page.keyboard.press("Tab")
        assert not page.evaluate(covered)


@pytest.fixture
def ordinary(settings, live_server):
    """Leads the way out to a page of our own, since nothing may leave this machine."""
    settings.EXIT_TO = f"{live_server.url}/an-toan/?ordinary"


def leave(page):
    page.click(".lachan-exit__button")
    page.wait_for_url("**/?ordinary")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_way_out_leaves_no_draft_and_nothing_to_go_back_to(browse, ordinary, scripts):
    page = browse(scripts=scripts)
    to_question(page, 6)
    page.fill("#first", "điều rất riêng")
    page.click(SEND)
    page.goto("/ke/")
    leave(page)
    page.go_back()

    assert "/ke/" in page.url or page.url == "about:blank"
    assert page.locator("#code").count() == 0
    assert not TipDraft.objects.exists()


def test_what_was_typed_is_gone_after_the_way_out(page, ordinary):
    to_question(page, 6)
    page.fill("#first", "điều rất riêng")
    leave(page)
    page.go_back()

    assert "điều rất riêng" not in page.content()
    assert not TipDraft.objects.exists()


def test_three_shifts_leave(page, ordinary):
    to_question(page, 4)
    for _ in range(3):
        page.keyboard.press("Shift")

    page.wait_for_url("**/?ordinary")
    assert not TipDraft.objects.exists()


def test_two_shifts_and_a_letter_do_not_leave(page):
    to_question(page, 6)
    page.focus("#first")
    for key in ("Shift", "Shift", "a", "Shift"):
        page.keyboard.press(key)

    assert page.url.endswith("/ke/")


def test_a_double_tap_sends_once(page):
    to_question(page, 3)
    page.click("label[for=first]")
    page.locator(SEND).dblclick(no_wait_after=True)
    page.wait_for_selector("#code")

    assert Tip.objects.count() == 1


def test_nothing_stays_in_the_browser(page):
    told(page)
    kept = page.evaluate("[localStorage.length, sessionStorage.length]")
    cookies = page.context.cookies()

    assert kept == [0, 0]
    assert all(cookie["expires"] == -1 for cookie in cookies)
    assert {cookie["name"] for cookie in cookies} <= {"nhap", "csrftoken"}


@pytest.mark.parametrize("address", ["/", "/ke/", "/giup/"])
def test_a_page_and_all_it_needs_is_under_100_kb(page, address):
    """As it travels: styles and scripts packed by gzip, the page itself and fonts as they are."""
    size = {}

    def add(response):
        body = response.body()
        packed = response.url.endswith((".css", ".js", ".svg"))
        size[response.url] = len(gzip.compress(body)) if packed else len(body)

    page.on("response", add)
    page.goto(address)
    page.wait_for_load_state("networkidle")

    assert sum(size.values()) < 100_000, size


def test_english_is_one_press_away(page):
    page.goto("/")
    page.click("button[value=en]")

    assert page.get_attribute("html", "lang") == "en"
