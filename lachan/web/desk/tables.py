"""What a list is: columns, filters, search and order, described once for page and export."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Column:
    """`text` makes the plain cell (also the exported one); `link` an address, or None for no link.

    `order` is the field list the column sorts by; without it the column cannot be sorted. With
    `unknown_last` rows without a value stand last when descending, first when ascending.
    `tag` gives a colour name for a state shown as a tag.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    link: Callable[[Any], str | None] | None = None
    order: tuple[str, ...] = ()
    unknown_last: bool = False
    tag: Callable[[Any], str] | None = None
    # A number, a state or a moment that should not be broken over lines.
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A drop-down. `apply` narrows the queryset by one of the listed values, never by free text."""

    key: str
    title: str
    choices: Sequence[tuple[str, str]]
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Table:
    """A list screen. `empty` says what an empty list means and what to do about it."""

    name: str
    columns: Sequence[Column]
    empty: str
    default: str
    filters: Sequence[Filter] = ()
    search: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    search_title: str = ""


@dataclass(slots=True)
class Cell:
    title: str
    text: str
    href: str | None = None
    tag: str | None = None
    narrow: bool = False


@dataclass(slots=True)
class Heading:
    title: str
    href: str | None
    sorted: str


@dataclass(slots=True)
class FilterField:
    key: str
    title: str
    options: list[tuple[str, str, bool]]


@dataclass(slots=True)
class TablePage:
    """What the template draws."""

    headings: list[Heading]
    rows: list[list[Cell]]
    filters: list[FilterField]
    count: str
    empty: str
    narrowed: bool
    search: str | None
    search_title: str
    # The order somebody chose, which the form of filters and search must keep.
    sort: str
    csv_href: str
    previous_href: str | None
    next_href: str | None
