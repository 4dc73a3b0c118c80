"""Draws a list from its description: one page of rows, or all of them as CSV.

Rows come from a queryset that is already `visible_to` the actor; nothing here widens it. The
number of queries does not depend on the number of rows: one for the page, one for the bounded
count.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lachan.common.refs import Ref
from lachan.journal.operations import record
from lachan.web.desk.asked import number_of, word_of
from lachan.web.desk.needs import DeskRequest
from lachan.web.desk.tables import Cell, Column, Filter, FilterField, Heading, Table, TablePage

PAGE_ROWS = 50

COUNT_BOUND = 1000

EXPORT_ROWS = 100_000

LAST_PAGE = 2000


def show(
    request: DeskRequest,
    table: Table,
    rows: QuerySet[Any],
    template: str,
    context: dict[str, Any] | None = None,
) -> HttpResponseBase:
    """The list as a page, or as CSV when `?xuat=csv`. An export is journaled."""
    narrowed = _narrow(table, rows, request)
    ordered = narrowed.order_by(*_order(table, request))
    if request.GET.get("xuat") == "csv":
        return _export(request, table, ordered)
    whole = (context or {}) | {"page": page_of(request, table, ordered)}
    return render(request, template, whole)


def page_of(request: DeskRequest, table: Table, rows: QuerySet[Any]) -> TablePage:
    """One page of rows that are already narrowed and ordered."""
    number = _page_number(request)
    found = _rows_from(rows, (number - 1) * PAGE_ROWS)
    if not found and number > 1:
        # Rows went away since the link was made: better the first page than an empty one.
        number, found = 1, _rows_from(rows, 0)
    more, found = len(found) > PAGE_ROWS, found[:PAGE_ROWS]
    return TablePage(
        headings=[_heading(table, column, request) for column in table.columns],
        rows=[[_cell(column, row) for column in table.columns] for row in found],
        filters=[_filter_field(one, request) for one in table.filters],
        count=_bounded_count(rows, known=None if more or number > 1 else len(found)),
        empty=table.empty,
        narrowed=_is_narrowed(table, request),
        search=word_of(request.GET, "tim") if table.search else None,
        search_title=table.search_title or gettext("Tìm"),
        sort=request.GET.get("xep", ""),
        csv_href=_href(request, xuat="csv"),
        previous_href=_href(request, trang=str(number - 1)) if number > 1 else None,
        next_href=_href(request, trang=str(number + 1)) if more else None,
    )


def _rows_from(rows: QuerySet[Any], start: int) -> list[Any]:
    """A page's rows and one more. What a far page skips is skipped by key, not joined and read."""
    end = start + PAGE_ROWS + 1
    if not start:
        return list(rows[:end])
    return list(rows.filter(pk__in=list(rows.values_list("pk", flat=True)[start:end])))


def _narrow(table: Table, rows: QuerySet[Any], request: DeskRequest) -> QuerySet[Any]:
    for one in table.filters:
        value = request.GET.get(one.key, "")
        if value in {choice for choice, _ in one.choices}:
            rows = one.apply(rows, value)
    wanted = word_of(request.GET, "tim")
    return table.search(rows, wanted) if table.search and wanted else rows


def _is_narrowed(table: Table, request: DeskRequest) -> bool:
    return any(request.GET.get(key) for key in [*(one.key for one in table.filters), "tim"])


def _sort_of(table: Table, request: DeskRequest) -> tuple[str, bool]:
    word = request.GET.get("xep", "") or table.default
    key, descending = word.lstrip("-"), word.startswith("-")
    if not any(column.key == key and column.order for column in table.columns):
        return table.default.lstrip("-"), table.default.startswith("-")
    return key, descending


def _order(table: Table, request: DeskRequest) -> list[str | OrderBy]:
    key, descending = _sort_of(table, request)
    column = next(column for column in table.columns if column.key == key)
    # The key breaks ties, so that no row is shown on two pages.
    fields = [_by(name, column, descending=descending) for name in column.order]
    return [*fields, "-pk" if descending else "pk"]


def _by(name: str, column: Column, *, descending: bool) -> str | OrderBy:
    if not column.unknown_last:
        return f"-{name}" if descending else name
    return F(name).desc(nulls_last=True) if descending else F(name).asc(nulls_first=True)


def _heading(table: Table, column: Column, request: DeskRequest) -> Heading:
    key, descending = _sort_of(table, request)
    if not column.order:
        return Heading(column.title, None, "none")
    state = ("descending" if descending else "ascending") if column.key == key else "none"
    word = f"-{column.key}" if state == "ascending" else column.key
    return Heading(column.title, _href(request, xep=word), state)


def _cell(column: Column, row: Any) -> Cell:
    return Cell(
        title=column.title,
        text=column.text(row),
        href=column.link(row) if column.link else None,
        tag=column.tag(row) if column.tag else None,
        narrow=column.narrow,
    )


def _filter_field(one: Filter, request: DeskRequest) -> FilterField:
    chosen = request.GET.get(one.key, "")
    return FilterField(one.key, one.title, [(v, label, v == chosen) for v, label in one.choices])


def _bounded_count(rows: QuerySet[Any], known: int | None) -> str:
    """The exact number up to a bound: nobody needs the 50,000th, and counting it costs."""
    number = known if known is not None else rows.order_by()[: COUNT_BOUND + 1].count()
    return f"{COUNT_BOUND:,}+".replace(",", ".") if number > COUNT_BOUND else str(number)


def _page_number(request: DeskRequest) -> int:
    return min(max(number_of(request.GET, "trang") or 1, 1), LAST_PAGE)


def _href(request: DeskRequest, **changes: str) -> str:
    kept = {key: value for key, value in request.GET.items() if key not in {"trang", "xuat"}}
    return "?" + urlencode(kept | changes)


def _export(request: DeskRequest, table: Table, rows: QuerySet[Any]) -> HttpResponseBase:
    with transaction.atomic():
        record(
            by=request.actor,
            action="list.exported",
            subject=Ref("desk.table", table.name),
            at=request.now,
            rows=min(rows.order_by().count(), EXPORT_ROWS),
        )
    answer = StreamingHttpResponse(_csv(table, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return answer


def _csv(table: Table, rows: QuerySet[Any]) -> Iterator[str]:
    # The mark makes Excel read UTF-8.
    yield "\ufeff" + _line(column.title for column in table.columns)
    for row in rows[:EXPORT_ROWS].iterator(chunk_size=1000):
        yield _line(column.text(row) for column in table.columns)


def _line(cells: Iterable[str]) -> str:
    written = StringIO()
    csv.writer(written).writerow([_harmless(cell) for cell in cells])
    return written.getvalue()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula is quoted (CWE-1236)."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
