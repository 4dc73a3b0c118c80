"""Which words of a page are still Vietnamese, apart from what somebody stored or must stay so."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from django.apps import apps
from django.db import models

from lachan.vault.models import SealedModel
from lachan.vault.queries import unseal_all

MARKED = re.compile(r"[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
# The program's name, and the language switch, which names each language in itself.
ALLOWED = ("Lá Chắn", "Tiếng Việt")
SPOKEN = {"alt", "aria-label", "content", "data-label", "placeholder", "title"}
SILENT = {"script", "style"}
# Tags that do not end a sentence: a match of a rule is marked in the middle of one.
WITHIN_WORDS = {"mark"}


class Reader(HTMLParser):
    """Collects what a person sees or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.heard: list[str] = []
        self.silent = False
        self.joined = False

    def handle_starttag(self, tag, attrs):
        self.silent = tag in SILENT
        self.joined = tag in WITHIN_WORDS
        self.heard += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag):
        self.silent = False
        self.joined = tag in WITHIN_WORDS

    def handle_data(self, data):
        if self.joined and self.seen:
            self.seen[-1] += data
        elif not self.silent:
            self.seen.append(data)
        self.joined = False


def vietnamese_in(html: str, stored: Iterable[str] = ()) -> list[str]:
    """Pieces of the page with Vietnamese letters that are neither stored words nor allowed."""
    reader = Reader()
    reader.feed(html)
    known = sorted({_plain(one) for one in (*stored, *ALLOWED)}, key=len, reverse=True)
    left = []
    for piece in map(_plain, (*reader.seen, *reader.heard)):
        rest = piece
        if MARKED.search(rest):
            for words in known:
                rest = rest.replace(words, " ")
        if MARKED.search(rest):
            left.append(piece)
    return left


def _plain(text: str) -> str:
    return " ".join(text.split())


def stored_words(translated: Iterable[str]) -> set[str]:
    """Every text in the database: names, narratives, official titles. What has English is not
    among them, so that it must be shown in English."""
    found = {_plain(text) for model in apps.get_models() for text in _texts_of(model)}
    return {text for text in found if MARKED.search(text)} - set(translated)


def _texts_of(model: type[models.Model]) -> Iterator[str]:
    fields = [field for field in model._meta.concrete_fields if _holds_text(field)]
    for row in model._base_manager.all():
        for field in fields:
            yield from _leaves(getattr(row, field.attname))
        if isinstance(row, SealedModel):
            yield from unseal_all(row).values()


def _holds_text(field: models.Field) -> bool:
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def _leaves(value: object) -> Iterator[str]:
    """The texts of a value of any shape; a text of many lines also line by line."""
    if isinstance(value, str):
        yield value
        yield from value.splitlines()
    elif isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
