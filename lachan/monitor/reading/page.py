"""An HTML page to one entry: its title and its paragraphs, without menus and scripts."""

import hashlib
import re
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lachan.detect.rows import BadRow
from lachan.monitor.errors import NoText, NotUtf8, TooBig
from lachan.monitor.reading.entries import Entry, address, checked, moment

_NOISE = ["script", "style", "noscript", "template", "nav", "footer", "aside", "form", "svg"]
_BODIES = ("article", "main", "[itemprop=articleBody]", "body")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]")


def read_page(body: bytes, url: str = "") -> Entry:
    """The article of a page. Raises NotUtf8 with the byte, NoText or TooBig."""
    try:
        html = body.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        raise NotUtf8(byte=bad.start) from None
    tree = LexborHTMLParser(html.replace("\x00", ""))
    tree.strip_tags(_NOISE)
    where = _canonical(tree, url)
    title = _meta(tree, "og:title") or _first(tree, "h1") or _first(tree, "title")
    text = _body(tree)
    try:
        return checked(
            Entry(
                external_id=where or hashlib.sha256(body).hexdigest(),
                title=title,
                text=text,
                url=where,
                publisher=_meta(tree, "og:site_name"),
                published_at=_published(tree),
            )
        )
    except BadRow as bad:
        raise (NoText() if bad.reason == "missing" else TooBig(megabytes=2)) from None


def text_of(html: str) -> str:
    """The words of a piece of HTML, or the text itself when there is no markup in it."""
    if not _MARKUP.search(html):
        return html.replace("\x00", "").strip()
    tree = LexborHTMLParser(html.replace("\x00", ""))
    tree.strip_tags(_NOISE)
    return _words(tree.body)


def _canonical(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("link[rel=canonical]")
    said = (node.attributes.get("href") or "") if node else ""
    try:
        return address(said) or url
    except BadRow:
        return url


def _body(tree: LexborHTMLParser) -> str:
    for selector in _BODIES:
        for node in tree.css(selector):
            paragraphs = [_words(p) for p in node.css("p")]
            text = "\n\n".join(p for p in paragraphs if p) or _words(node)
            if text:
                return text
    return ""


def _published(tree: LexborHTMLParser) -> datetime | None:
    node = tree.css_first("time[datetime]")
    said = _meta(tree, "article:published_time")
    said = said or ((node.attributes.get("datetime") or "") if node else "")
    try:
        return moment(said)
    except BadRow:
        return None


def _meta(tree: LexborHTMLParser, name: str) -> str:
    node = tree.css_first(f'meta[property="{name}"]')
    return ((node.attributes.get("content") or "") if node else "").strip()


def _first(tree: LexborHTMLParser, selector: str) -> str:
    return _words(tree.css_first(selector))


def _words(node: LexborNode | None) -> str:
    return " ".join(node.text(separator=" ").split()) if node else ""
