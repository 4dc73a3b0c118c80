"""Navigators: what a person does at the desk, in the words that are on the screen."""

import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

Answers = Mapping[str, str | bool]


class Desk:
    """One person's window. Every step looks for what a person would see, by its label."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def room(self, title: str) -> None:
        """Goes to a room by the side navigation."""
        rooms = self.page.get_by_role("navigation", name="Bàn làm việc")
        self._leave(rooms.get_by_role("link", name=title))
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def follow(self, words: str, *, within: Locator | None = None) -> None:
        """Clicks the first link that says this."""
        self._leave((within or self.main).get_by_role("link", name=words).first)

    def press(self, title: str) -> None:
        """Presses the button that does something, and sees that it was not refused."""
        self._leave(self.main.get_by_role("button", name=title, exact=True))
        wrong = self.page.locator(".govuk-error-summary")
        assert not wrong.count(), wrong.inner_text()

    def done(self, title: str, sentence: str) -> None:
        """An act that needs no form: one press, and the page says that it is done."""
        self.press(title)
        self.told(sentence)

    def act(self, title: str, sentence: str, answers: Answers) -> None:
        """An act with a form: opened, filled in, sent; the page says that it is done."""
        self.press(title)
        self.answer(answers)
        self.done(title, sentence)

    def answer(self, answers: Answers) -> None:
        """Fills in fields by their labels, as a hand would: ticks, picks, writes."""
        for label, value in answers.items():
            starts_so = re.compile("^" + re.escape(label))
            group = self.main.get_by_role("group", name=starts_so)
            if group.count():
                group.get_by_label(str(value), exact=True).check()
            else:
                _fill(self.main.get_by_label(starts_so).first, value)

    def hand_in(self, file: Path) -> None:
        self.main.locator("[type=file]").set_input_files(file)

    def told(self, sentence: str) -> None:
        expect(self.page.get_by_role("alert")).to_contain_text(sentence)

    def reads(self, words: str) -> None:
        expect(self.main).to_contain_text(words)

    @property
    def main(self) -> Locator:
        return self.page.locator(".lachan-desk-main")

    def _leave(self, what: Locator) -> None:
        """Clicks what leads to another page and waits until that page is there."""
        with self.page.expect_navigation():
            what.click()


def _fill(field: Locator, value: str | bool) -> None:
    if isinstance(value, bool):
        field.set_checked(value)
    elif field.evaluate("one => one.type") == "select-one":
        field.select_option(label=value)
    else:
        field.fill(value)
