"""A real browser over a live server: for stories that only a browser can tell."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core import signing
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.desk import Desk

CHROMIUM = (os.environ.get("LACHAN_CHROMIUM", ""), "/usr/bin/chromium", "/usr/bin/chromium-browser")
REQUIRED = os.environ.get("LACHAN_BROWSER") == "required"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _lacking(reason: str) -> None:
    """Skips with the reason, or fails with it where browser stories are required."""
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    found = next((path for path in CHROMIUM if path and Path(path).exists()), None)
    if found is None:
        _lacking("no Chromium: install Debian's package or set LACHAN_CHROMIUM")
    if not (Path(settings.ROOT) / "lachan/web/static/built/public.css").exists():
        _lacking("assets are not built: npm ci && npm run build")
    # Playwright keeps an event loop in this thread, which Django would take for an async view. Only
    # for the stories of one file: what really is async could not run in this thread afterwards.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watch:
    """What a context asked of the network and what it complained about."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.own = own
        self.strangers: list[str] = []
        self.complaints: list[str] = []
        # Nothing may leave for another host, not even from a test.
        context.route(lambda address: not self._is_own(address), self._refused)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _is_own(self, address: str) -> bool:
        return address.startswith((self.own, "data:", "blob:", "about:"))

    def _refused(self, route) -> None:
        self.strangers.append(route.request.url)
        route.fulfill(status=200, content_type="text/html", body="<title>elsewhere</title>")

    def _said(self, message) -> None:
        # The browser itself reports each 4xx page as an error; those are answers like others.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)


@pytest.fixture
def browse(chromium, live_server):
    """Opens a fresh browser window: `browse(width=1280, scripts=False)` gives a page.

    At the end no page may have complained, or asked anything of another host unless the story
    says so by emptying `page.watch.strangers`.
    """
    contexts, watches = [], []

    def opened(*, width=PHONE["width"], height=PHONE["height"], scripts=True, locale="vi-VN"):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            locale=locale,
        )
        watch = Watch(context, live_server.url)
        contexts.append(context)
        watches.append(watch)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.watch = watch
        return page

    yield opened
    for context in contexts:
        context.close()
    for watch in watches:
        assert watch.strangers == []
        assert watch.complaints == []


@pytest.fixture
def page(browse) -> Page:
    """A phone of 360 pixels with JavaScript."""
    return browse()


@pytest.fixture
def accessible():
    """`accessible(page)` fails with what axe found: rule, help and the elements."""
    axe = Axe()

    def check(page: Page) -> None:
        options = {
            "runOnly": {"type": "tag", "values": RULES},
            "resultTypes": ["violations"],
        }
        found = axe.run(page, options=options).response["violations"]
        told = [
            f"{one['id']}: {one['help']} {[node['html'][:120] for node in one['nodes']]}"
            for one in found
        ]
        assert not told, f"{page.url}\n" + "\n".join(told)

    return check


@pytest.fixture
def fits():
    """`fits(page)` fails when the page can be pushed sideways."""

    def check(page: Page) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"

    return check


@pytest.fixture
def house(transactional_db):
    """An empty house: content/ is loaded and the invented staff are there. Gives them by role."""
    from django.utils import timezone

    from lachan.demo.people import invent
    from lachan.demo.seed import SERVED_FOR
    from lachan.serve.content import load

    now = timezone.now()
    load(settings.CONTENT, now=now)
    return invent(now=now - SERVED_FOR)


@pytest.fixture
def desk(browse, house, settings):
    """Sits somebody down by the demo's link: `desk(Role.LEADER)` gives their own window."""
    settings.DEMO = True

    def opened(role, *, width=1280, height=900, scripts=True) -> Desk:
        page = browse(width=width, height=height, scripts=scripts)
        page.goto(f"/lam-viec/vao/{signing.dumps(house[role].pk, salt='lachan.demo')}/")
        return Desk(page)

    return opened
