"""Lessons and help numbers as the reviewed files in content/ tell them. Read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from lachan.common.content import BadContent, Document, read_folder
from lachan.common.errors import Fault


class ShelfBroken(Fault):
    """Files of content/learn or content/help are wrong. Names each file, line and field."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a lesson: a heading, some sentences, some things to do."""

    heading: str
    sentences: tuple[str, ...]
    tips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    slug: str
    order: int
    title: str
    summary: str
    icon: str
    parts: tuple[Part, ...]
    remember: str


@dataclass(frozen=True, slots=True)
class Help:
    """Somebody who helps. `when_to_call` is for children; an unverified one says so on the page."""

    name: str
    number: str
    when_to_call: str
    hours: str
    group: str
    source: str
    verified: bool

    @property
    def dial(self) -> str:
        return "".join(c for c in self.number if c.isdigit())


@cache
def lessons() -> tuple[Lesson, ...]:
    """The lessons in their order. Raises ShelfBroken."""
    return tuple(sorted(map(_lesson, _read("learn")), key=lambda lesson: lesson.order))


@cache
def helpers() -> tuple[Help, ...]:
    """Whom to call, most urgent first. Raises ShelfBroken."""
    return tuple(_help(row) for document in _read("help") for row in document.values)


def _lesson(document: Document) -> Lesson:
    row = document.values
    return Lesson(
        slug=document.path.stem,
        order=row["thu_tu"],
        title=row["ten"],
        summary=row["tom_tat"],
        icon=row["hinh"],
        parts=tuple(_part(part) for part in row["phan"]),
        remember=row["ghi_nho"],
    )


def _part(row: Mapping[str, Any]) -> Part:
    return Part(row["muc"], tuple(row.get("cau", ())), tuple(row.get("viec_nen_lam", ())))


def _help(row: Mapping[str, Any]) -> Help:
    return Help(
        name=row["ten"],
        number=row["so"],
        when_to_call=row["khi_nao"],
        hours=row["gio"],
        group=row["nhom"],
        source=row["nguon"],
        verified=row["verified"],
    )


def _read(part: str) -> list[Document]:
    try:
        return read_folder(settings.CONTENT / part)
    except BadContent as bad:
        # Whoever opens the page did nothing wrong: an operator has to mend the file.
        raise ShelfBroken(f"content/{part}: {bad}") from None
