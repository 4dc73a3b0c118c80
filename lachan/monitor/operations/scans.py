"""Lets the rules read items, and writes what they found, once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.monitor import ruleset as rulesets
from lachan.monitor.models import Finding, Item
from lachan.monitor.operations.storing import BATCH

if TYPE_CHECKING:
    from lachan.detect.engine import Hit, RuleSet

# A job reads no more than this, so that others get their turn.
SCANNED_AT_ONCE = 5000
SCANNER = Author.system("scan")


def scan(
    *, items: Iterable[Item], now: datetime, ruleset: "RuleSet | None" = None
) -> list[Finding]:
    """Reads the items with the rules in use, or given; the findings that were not there before.

    One transaction per batch. Reading an item again adds nothing: a finding is unique by item,
    rule and version of the rule.
    """
    rules = ruleset or rulesets.current()
    return [
        finding
        for ids in _batches([item.pk for item in items])
        for finding in _scan_batch(ids, rules, now)
    ]


def scan_new(*, now: datetime, limit: int = SCANNED_AT_ONCE) -> int:
    """Reads up to `limit` items, oldest first, that the rules in use have not read; how many."""
    rules = rulesets.current()
    waiting = Item.objects.exclude(scanned_with=rules.digest).order_by("pk")
    items = list(waiting.only("pk")[:limit])
    scan(items=items, now=now, ruleset=rules)
    return len(items)


def _batches(ids: list[int]) -> Iterable[list[int]]:
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))


@transaction.atomic
def _scan_batch(ids: Sequence[int], rules: "RuleSet", now: datetime) -> list[Finding]:
    items = list(Item.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    verdicts = rules.scan(_arrow(items))
    there = set(
        Finding.objects.filter(item_id__in=ids).values_list("item_id", "rule", "rule_version")
    )
    fresh = [
        _finding(item, hit, rules.digest, now)
        for item, verdict in zip(items, verdicts, strict=True)
        for hit in verdict.findings
        if (item.pk, hit.rule, hit.version) not in there
    ]
    # The items are locked, so no other scan can add the same finding in between.
    Finding.objects.bulk_create(fresh)
    Item.objects.filter(pk__in=ids).update(scanned_with=rules.digest)
    for finding in fresh:
        journal.record(
            by=SCANNER,
            action="monitor.found",
            subject=finding,
            at=now,
            rule=finding.rule,
            version=finding.rule_version,
            ruleset=rules.digest,
        )
    return fresh


def _arrow(items: Sequence[Item]) -> Any:
    # Loaded late: heavy, and only a worker needs it.
    import pyarrow as pa

    columns = {
        "id": [str(item.pk) for item in items],
        "text": [item.text for item in items],
        "title": [item.title for item in items],
        "source_kind": [item.medium for item in items],
    }
    arrays = [pa.array(values, pa.string()) for values in columns.values()]
    return pa.RecordBatch.from_arrays(arrays, names=list(columns))


def _finding(item: Item, hit: "Hit", digest: str, now: datetime) -> Finding:
    return Finding(
        item=item,
        rule=hit.rule,
        rule_version=hit.version,
        ruleset=digest,
        harm=hit.harm,
        severity=hit.severity.value,
        score=hit.score,
        explanation=hit.explanation,
        spans=[list(span) for span in hit.spans],
        title_spans=[list(span) for span in hit.title_spans],
        found_at=now,
    )
