"""Our lists against the ways that get slow: rights checked late, everything counted, far offsets.

Both sides ask the same database for the same rows in the same run.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

from bench_fill import province

TIMES = 15
FAR = 1500  # the page an impatient person would turn to


def rights() -> tuple[float, float]:
    """Milliseconds of the first page of child cases: of one commune's worker, of everybody's."""
    province()
    from lachan.cases.models import ChildCase
    from lachan.people.permissions import Permission

    worker = _actor("commune_worker")
    newest = ChildCase.objects.defer("summary").order_by("-opened_at", "-id")
    seen = newest.visible_to(worker, Permission.READ_CASE_METADATA)
    return median_ms(lambda: list(seen[:51])), median_ms(lambda: list(newest[:51]))


def rights_late() -> float:
    """The usual slow way: fetch, ask of each row whether it may be seen, until a page is full."""
    province()
    from lachan.cases.models import ChildCase

    worker = _actor("commune_worker")
    own = {unit for position in worker.positions for unit in position.own_ids}

    def page() -> list[Any]:
        rows = ChildCase.objects.order_by("-opened_at", "-id").select_related("owner_unit")
        found: list[Any] = []
        for row in rows.iterator(chunk_size=500):
            if row.owner_unit_id in own:
                found.append(row)
            if len(found) == 51:
                break
        return found

    return median_ms(page)


def far_page() -> tuple[float, float]:
    """Milliseconds of a far page of the whole queue: ours, and COUNT(*) with OFFSET over joins."""
    province()
    from lachan.triage.models import QueueEntry
    from lachan.triage.queries import queue_for
    from lachan.triage.rules import QueueState
    from lachan.web.desk.listing import COUNT_BOUND, PAGE_ROWS

    officer, start = _actor("intake_officer"), FAR * PAGE_ROWS
    ordered = queue_for(officer, states=frozenset({QueueState.ACCEPTED}))
    joined = QueueEntry.objects.filter(state="accepted").select_related(
        "tip__commune", "finding__item__source", "assigned_to", "unit"
    )
    joined = joined.order_by("severity", "received_at", "id")

    def ours() -> None:
        keys = ordered.values_list("pk", flat=True)[start : start + 51]
        list(ordered.filter(pk__in=list(keys)))
        ordered.order_by()[: COUNT_BOUND + 1].count()

    def naive() -> None:
        list(joined[start : start + 50])
        joined.count()

    return median_ms(ours), median_ms(naive)


def _actor(role: str) -> Any:
    from lachan.people.queries import actor_of

    house = province()
    return actor_of(house.people[role], house.now)


def median_ms(act: Callable[[], object], times: int = TIMES) -> float:
    act()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
