"""A.4: the page budget, with 50,000 + 50,000 cases in the house."""

import bench_pages
from bench import query_counts
from bench_pages import BOUND_MS, LISTS, USES, Page
from measured import Figure, Line, at_most

OF_A_COMMUNE = frozenset({"commune_worker", "quiet_worker", "commune_chair"})


def _slowest(pages: tuple[Page, ...]) -> Figure:
    worst = bench_pages.slowest(bench_pages.timings(pages))
    held = at_most(worst.median, BOUND_MS, "ms")
    told = f"{held.value} at the median: {worst.page.name} as {worst.page.role}"
    return Figure(f"{told}; {len(pages)} lists", held.bound, held.holds)


def _of_a_commune(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    return tuple(page for page in pages if page.role in OF_A_COMMUNE)


def _of_others(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    return tuple(page for page in pages if page.role not in OF_A_COMMUNE)


LINES = (
    Line("A.4", "queries do not grow with rows", query_counts),
    Line("A.4", "the slowest list in a commune", lambda: _slowest(_of_a_commune(LISTS))),
    Line("A.4", "the slowest narrowed one there", lambda: _slowest(_of_a_commune(USES))),
    Line("A.4", "the slowest list in the province", lambda: _slowest(_of_others(LISTS))),
    Line("A.4", "the slowest narrowed one there", lambda: _slowest(_of_others(USES))),
)
