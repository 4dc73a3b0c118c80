"""What a page offers: its links, forms, words and title."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit


@dataclass
class Form:
    """Where it goes, and what it sends when nothing is filled in."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """A page read once; addresses are made whole from where it was found."""

    def __init__(self, content: bytes, found_at: str) -> None:
        super().__init__()
        self.found_at = found_at
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.title = ""
        self.words: list[str] = []
        self._within: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(urljoin(self.found_at, given["href"]))
        elif tag == "form":
            action = urljoin(self.found_at, given.get("action", ""))
            self.forms.append(Form(action, given.get("method", "get").lower()))
        elif tag == "input" and self.forms and given.get("type") == "hidden":
            self.forms[-1].fields[given.get("name", "")] = given.get("value", "")
        if tag in {"title", "script", "style"}:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._within and self._within[-1] == tag:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if self._within == ["title"]:
            self.title += data
        elif not self._within and data.strip():
            self.words.append(" ".join(data.split()))


def path_of(address: str) -> str:
    """Without its query."""
    return urlsplit(address).path
