"""What the desk reads: lists of items and findings, and one item with its passages marked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet
from django.db.models.functions import Left

from lachan.common.taxonomy import HARMS
from lachan.common.text_vi import fold
from lachan.journal.rules import Author
from lachan.monitor.models import Finding, FindingQuerySet, Import, Item, ItemQuerySet, Source
from lachan.monitor.rules import FindingState, ImportState
from lachan.monitor.segments import Segment, segments

Items = TypeVar("Items", bound=QuerySet[Item])

# A worker says how far it came after every batch; one that has said nothing for so long is gone.
STALE = timedelta(minutes=5)
# Characters of an item's text that a list may show.
OPENING = 80


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item as an officer reads it. Segments carry the conditions of the shown findings."""

    item: Item
    findings: list[Finding]
    title: list[Segment]
    text: list[Segment]


def items(actor: Author, *, search: str = "", only_found: bool = False) -> ItemQuerySet:
    """Items the actor may read, latest first, with source and findings at hand.

    Of the text, which may be long, only its `opening` is read.
    """
    rows = Item.objects.visible_to(actor).select_related("source").defer("text", "folded")
    rows = rows.annotate(opening=Left("text", OPENING))
    if search.strip():
        rows = holding(rows, search)
    if only_found:
        rows = rows.filter(pk__in=Finding.objects.values("item"))
    return rows.prefetch_related(Prefetch("findings", Finding.objects.order_by("severity", "rule")))


def holding(rows: Items, search: str) -> Items:
    """The items that hold every word, with or without marks."""
    words = SearchQuery(fold(search), config="simple", search_type="plain")
    return rows.alias(words=SearchVector("folded", config="simple")).filter(words=words)


def findings(
    actor: Author, *, state: FindingState | None = FindingState.OPEN, harm: str = ""
) -> FindingQuerySet:
    """Findings the actor may read, gravest and strongest first, with item and source at hand."""
    rows = Finding.objects.visible_to(actor).select_related("item__source")
    if state is not None:
        rows = rows.filter(state=state.value)
    return rows.filter(harm=harm) if harm in HARMS else rows


def item_page(actor: Author, item: Item) -> ItemPage:
    """The item with the passages of every finding the actor may read marked."""
    shown = list(Finding.objects.visible_to(actor).filter(item=item))
    return ItemPage(
        item=item,
        findings=shown,
        title=segments(item.title, [tuple(span) for f in shown for span in f.title_spans]),
        text=segments(item.text, [tuple(span) for f in shown for span in f.spans]),
    )


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source with what came of it so far."""

    source: Source
    items: int
    open_findings: int


def source_lines(limit: int = 200) -> list[SourceLine]:
    """The first sources by name, in three queries: counts joined into one would multiply rows."""
    items = _counts(Item.objects.values_list("source"))
    still_open = Finding.objects.filter(state=FindingState.OPEN.value)
    found = _counts(still_open.values_list("item__source"))
    return [
        SourceLine(source, items.get(source.pk, 0), found.get(source.pk, 0))
        for source in Source.objects.all()[:limit]
    ]


def _counts(by_source: QuerySet[Any, Any]) -> dict[int, int]:
    return dict(by_source.order_by().annotate(number=Count("*")))


def sources_to_fetch(now: datetime, every: timedelta = timedelta(minutes=15)) -> QuerySet[Source]:
    """Active sources with an address that were not fetched in the last while."""
    due = Q(fetched_at__isnull=True) | Q(fetched_at__lte=now - every)
    return Source.objects.filter(due, is_active=True).exclude(address="").order_by("pk")


def unevenly_read() -> bool:
    """Whether some items were read by other rules than the rest, or by none: a reading broke off.

    Two looks at the ends of an index, however many items there are.
    """
    ends = Item.objects.aggregate(first=Min("scanned_with"), last=Max("scanned_with"))
    return ends["last"] is not None and (ends["first"] != ends["last"] or not ends["last"])


def imports() -> QuerySet[Import]:
    """All imports, latest first, with their sources."""
    return Import.objects.select_related("source")


def left_behind(now: datetime) -> QuerySet[Import]:
    """Imports whose worker was killed, or that no worker ever took."""
    unfinished = [ImportState.WAITING.value, ImportState.RUNNING.value]
    return Import.objects.filter(state__in=unfinished, touched_at__lte=now - STALE)
