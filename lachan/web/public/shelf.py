"""Lessons and help numbers as the reviewed files in content/ tell them. Read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from lachan.common.errors import Fault


class BadContent(Fault):
    """A file of content/ lacks something. Names the file and the field."""


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
    """The lessons in their order. Raises BadContent."""
    found = [_lesson(path) for path in sorted((settings.CONTENT / "learn").glob("*.yaml"))]
    return tuple(sorted(found, key=lambda lesson: lesson.order))


@cache
def helpers() -> tuple[Help, ...]:
    """Whom to call, most urgent first. Raises BadContent."""
    path = settings.CONTENT / "help" / "numbers.yaml"
    return tuple(_help(path, row) for row in _read(path))


def _lesson(path: Path) -> Lesson:
    row = _read(path)
    try:
        return Lesson(
            slug=path.stem,
            order=int(row["thu_tu"]),
            title=row["ten"],
            summary=row["tom_tat"],
            icon=row["hinh"],
            parts=tuple(_part(part) for part in row["phan"]),
            remember=row["ghi_nho"],
        )
    except (KeyError, TypeError, ValueError) as missing:
        raise BadContent(f"{path.name}: field {missing}") from None


def _part(row: Mapping[str, Any]) -> Part:
    return Part(row["muc"], tuple(row.get("cau", ())), tuple(row.get("viec_nen_lam", ())))


def _help(path: Path, row: Mapping[str, Any]) -> Help:
    try:
        return Help(
            name=row["ten"],
            number=str(row["so"]),
            when_to_call=row["khi_nao"],
            hours=row["gio"],
            group=row["nhom"],
            source=row["nguon"],
            verified=bool(row["verified"]),
        )
    except (KeyError, TypeError) as missing:
        raise BadContent(f"{path.name}: field {missing}") from None


def _read(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BadContent(f"{path.name}: {type(error).__name__}") from error
