"""Measures speed on data of a province's size: ratios against peers in the same run, and bounds.

make bench                 all; about ten minutes on two cores
make bench ONLY=lists      one part: lists, http, rights, journal, deadlines, rules, vault, papers,
                           detect (detect.chain, .hashes, .model, .scan, .backtest, ...)

A timing says when it is over its bound and fails nothing, since machines differ; a count of
queries that grows with the rows fails.
"""

import os
import sys

import bench_backtest
import bench_chain
import bench_conversations
import bench_engines
import bench_extractors
import bench_hashes
import bench_house
import bench_http
import bench_journal
import bench_lists
import bench_model
import bench_pages
import bench_scan
import measured
from bench_pages import BOUND_MS, LISTS, USES
from measured import Figure, Line, at_most, known, none_of


def query_counts() -> Figure:
    """With one row in the house, and with fifty."""
    found = bench_pages.growths()
    print(f"{'queries of a list':34} {'as seen by':18} {'1 row':>8} {'50 rows':>8}")
    for growth in found:
        page, one, fifty = growth.page, growth.one[0], growth.fifty[0]
        print(f"{page.name:34} {page.role:18} {one:8} {fifty:8}")
    growing = [f"{growth.page.name} as {growth.page.role}" for growth in found if growth.grows]
    return none_of(growing, len(found), "lists ask more queries for more rows")


def lists() -> Figure:
    return _slowest(LISTS)


def uses() -> Figure:
    return _slowest(USES)


def _slowest(pages: tuple[bench_pages.Page, ...]) -> Figure:
    worst = bench_pages.slowest(bench_pages.timings(pages))
    held = at_most(worst.median, BOUND_MS, "ms")
    return Figure(f"{held.value}: {worst.page.name} as {worst.page.role}", held.bound, held.holds)


def at_once() -> Figure:
    found = bench_http.load()
    print(*bench_http.table(found), sep="\n")
    page, worst = bench_http.slowest(found)
    rate = found.answers / found.seconds
    held = at_most(worst, BOUND_MS, "ms")
    value = f"{held.value}: {page.name} as {page.role}; {rate:.0f} answers a second in all"
    return Figure(value, held.bound, held.holds)


def restricted() -> Figure:
    """The same screen for somebody of one commune and for somebody of the whole province."""
    commune, everybody = (
        bench_pages.slowest(bench_pages.timings((page,), 60)).median for page in bench_pages.BOTH
    )
    rows, all_rows = bench_lists.rights()
    ratio = at_most(commune / everybody, 2, "times")
    told = (
        f"{commune:.0f} ms against {everybody:.0f} ms; of it the rows {rows:.1f} and {all_rows:.1f}"
    )
    return Figure(f"{ratio.value} ({told})", ratio.bound, ratio.holds)


def rights_late() -> Figure:
    commune, _everybody = bench_lists.rights()
    late = bench_lists.rights_late()
    return known(f"{late / commune:.1f} times as slow ({late:.1f} ms against {commune:.1f} ms)")


def far_page() -> Figure:
    ours, naive = bench_lists.far_page()
    return known(f"{naive / ours:.1f} times as slow ({naive:.0f} ms against {ours:.0f} ms)")


def writers() -> Figure:
    """Where a flush costs nothing the Python of eight writers is all there is to see."""
    return known(_beside_a_locked_chain(0)[0])


def slow_disk() -> Figure:
    told, ratio = _beside_a_locked_chain(3)
    return Figure(told, "at least 1 times", ratio >= 1)


def _beside_a_locked_chain(flush_ms: int) -> tuple[str, float]:
    ours, locked = bench_journal.ours(flush_ms), bench_journal.locked_chain(flush_ms)
    ratio = ours.rate / locked.rate
    return (
        f"{ratio:.2f} times the lines ({ours.rate:.0f} a second against {locked.rate:.0f};"
        f" p95 of a transaction {ours.p95:.0f} ms against {locked.p95:.0f} ms)"
    ), ratio


def sealing() -> Figure:
    return known(f"{bench_journal.sealing():.0f} lines a second")


def deadlines() -> Figure:
    engine, slow = bench_engines.deadlines()
    return known(f"{engine:.0f} a second, {engine / slow:.0f} times the slow oracle ({slow:.0f})")


def scans() -> Figure:
    engine, loop = bench_engines.scans()
    return known(
        f"{engine:.0f} texts a second, {engine / loop:.2f} times a bare `re` loop ({loop:.0f})"
    )


def vault() -> Figure:
    stored, opened, fernet = bench_engines.sealing()
    return known(
        f"{stored:.0f} records sealed and {opened:.0f} columns opened a second;"
        f" opening is {opened / fernet:.2f} times one-key Fernet ({fernet:.0f})"
    )


def papers() -> Figure:
    ours, bare = bench_engines.papers()
    return known(f"{ours * 1000:.0f} ms, {ours / bare:.1f} times bare docxtpl ({bare * 1000:.0f})")


LINES: tuple[Line, ...] = (
    Line("lists", "queries do not grow with rows", query_counts),
    Line("lists", "the slowest list, at its median", lists, binding=False),
    Line("lists", "the slowest narrowed, ordered or far one", uses, binding=False),
    Line("http", "the slowest list for four at once", at_once, binding=False),
    Line("rights", "a commune's page beside an unrestricted one", restricted, binding=False),
    Line("rights", "asking each row for its rights instead", rights_late),
    Line("rights", "a far page by COUNT and OFFSET over joins instead", far_page),
    Line("journal", "8 writers on this disk, beside a chain under a lock", writers),
    Line("journal", "the same on a disk that flushes in 3 ms", slow_disk, binding=False),
    Line("journal", "sealing what waits", sealing),
    Line("deadlines", "deadlines worked out", deadlines),
    Line("rules", "texts read by every rule", scans),
    Line("vault", "sealing", vault),
    Line("papers", "a report with six annexes", papers),
    *bench_chain.LINES,
    *bench_model.LINES,
    *bench_extractors.LINES,
    *bench_hashes.LINES,
    *bench_conversations.LINES,
    *bench_scan.LINES,
    *bench_backtest.LINES,
)


if __name__ == "__main__":
    try:
        wanted = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ONLY", "")
        sys.exit(measured.run(LINES, wanted))
    finally:
        bench_house.close()
