"""One changed rule over a million stored posts, as `lachan backtest` does it; a replay; adding.

The rules are those that ship; of one of them the words are changed to pairs that were planted in a
share of the posts. What the rules say of 50,000 posts is kept under twenty ids each: the stored
verdicts only have to be there.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import bench_texts
from measured import Figure, Line, at_most, known

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ROOT / "content"
POSTS, TIMES, DAYS = 50_000, 20, 30
SECONDS = 10
REPLAYED = 100_000
PAIRS = tuple(zip(*[iter(bench_texts.terms(40))] * 2, strict=True))
CODE = """
import json, resource, sys, time
from pathlib import Path
from lachan.detect.history.backtest import backtest
wall, used = time.perf_counter(), time.process_time()
report = backtest(Path(sys.argv[1]), Path(sys.argv[2]))
print(json.dumps([
    time.perf_counter() - wall, time.process_time() - used,
    resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    report.texts, len(report.rules), report.rules[0].new,
]))
"""


@contextmanager
def _history(texts: list[str], times: int) -> Iterator[tuple[Path, float]]:
    """A folder with a history of so many posts over a month, and the seconds of adding them."""
    import pyarrow as pa

    from lachan.detect.history.archive import archive, load_archived
    from lachan.detect.history.store import History

    kinds, at = ["mang_xa_hoi"] * len(texts), datetime(2026, 3, 1, tzinfo=UTC)
    with tempfile.TemporaryDirectory(prefix="lachan-bench-") as folder:
        home = Path(folder, "home")
        # A copy: nobody edits the rules between the two halves of a measurement.
        shutil.copytree(CONTENT, Path(folder, "content"))
        digest = archive(Path(folder, "content", "rules"), home)
        rows = pa.RecordBatch.from_pydict({"id": kinds, "text": texts, "source_kind": kinds})
        verdicts = load_archived(home, digest).scan(rows)
        took = 0.0
        for n in range(times):
            days = [str(date(2026, 1, 1) + timedelta(n * DAYS // times))] * len(texts)
            ids = [f"{n}-{row}" for row in range(len(texts))]
            columns = {"id": ids, "text": texts, "source_kind": kinds, "published_at": days}
            said = [one._replace(id=id_) for one, id_ in zip(verdicts, ids, strict=True)]
            batch, began = pa.RecordBatch.from_pydict(columns), time.perf_counter()
            History(home).append(batch, said, digest, at)
            took += time.perf_counter() - began
        yield home, took


def _changed(home: Path) -> Path:
    """The same rules, with the words of one changed to the first of each planted pair."""
    folder = home.with_name("changed")
    shutil.copytree(home.with_name("content"), folder)
    path = folder / "rules" / "t07_bat_nat.yaml"
    words = ", ".join(first for first, _ in PAIRS)
    condition = f"khi:\n  tat_ca:\n    - co_cum_tu: {{cum_tu: [{words}], ten: từ thử}}\n"
    body, changes = re.subn(r"khi:\n.*?(?=\n\w)", condition, path.read_text("utf-8"), flags=re.S)
    assert changes == 1
    path.write_text(body, encoding="utf-8")
    return folder / "rules"


def backtested(density: float) -> list[Any]:
    """Wall and processor seconds, MB at the peak, texts, changed rules, new findings."""
    texts = bench_texts.posts(POSTS, PAIRS, density).texts
    with _history(texts, TIMES) as (home, _):
        words = [sys.executable, "-c", CODE, str(home), str(_changed(home))]
        done = subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    told: list[Any] = json.loads(done.stdout)
    return told


def one_rule() -> Figure:
    """A share of one post in a hundred is found anew."""
    return _told(backtested(0.01))


def few_hits() -> Figure:
    return known(_told(backtested(0.001)).value)


def many_hits() -> Figure:
    return known(_told(backtested(0.1)).value)


def _told(told: list[Any]) -> Figure:
    wall, used, peak, texts, rules, new = told
    held = at_most(wall, SECONDS, "s")
    value = (
        f"{held.value} with the start ({used:.1f} s of a processor) for {texts:,} posts, {rules}"
        f" changed rule, {new:,} new findings, {peak} MB at the peak"
    )
    return Figure(value, held.bound, held.holds and texts == POSTS * TIMES and rules == 1)


def replayed() -> Figure:
    """Holds when every byte is the same."""
    from lachan.detect.history.archive import archived
    from lachan.detect.history.replay import replay

    with _history(bench_texts.posts(POSTS).texts, REPLAYED // POSTS) as (home, took):
        (digest,) = archived(home)
        began = time.perf_counter()
        told = replay(home, digest)
        rate = told.texts / (time.perf_counter() - began)
    value = (
        f"{told.same:,} of {told.texts:,} verdicts the same to the byte, {rate:,.0f} a second;"
        f" added {told.texts / took:,.0f} a second"
    )
    return Figure(value, "all", told.same == told.texts == REPLAYED)


LINES: tuple[Line, ...] = (
    Line(
        "detect.backtest", "one changed rule over a million posts, 1 % hit", one_rule, binding=False
    ),
    Line("detect.backtest", "the same, 0.1 % hit", few_hits),
    Line("detect.backtest", "the same, 10 % hit", many_hits),
    Line("detect.backtest", "old verdicts given again", replayed),
)
