"""`lachan scan` from file to file, and campaigns: posts a second and memory, on invented posts.

The rules are those that ship, the posts are of a social network.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import bench_texts
from measured import Figure, Line, at_least, at_most, known

ROOT = Path(__file__).resolve().parents[1]
POSTS = 100_000
TIMES = 4
SIGNATURES = 150_000
MEMORY_MB = 1_500


def _written(path: Path, posts: list[str]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for number, text in enumerate(posts * TIMES):
            row = {"id": f"p{number}", "text": text, "source_kind": "mang_xa_hoi"}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _scan(engine: str, workers: int) -> tuple[float, float, int]:
    """Wall seconds, processor seconds of all, and MB at the peak of the largest process."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.jsonl")
        _written(source, bench_texts.posts(POSTS).texts)
        words = [sys.executable, "-m", "lachan", "scan", str(source), "--out", f"{folder}/out"]
        began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [*words, "--engine", engine, "--workers", str(workers)],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, used, after.ru_maxrss // 1024


def one_process() -> Figure:
    return _told(*_scan("local", 1))


def two_processes() -> Figure:
    return _told(*_scan("local", 2))


def ray_cluster() -> Figure:
    if not find_spec("ray"):
        return known("Ray is not installed")
    return _told(*_scan("ray", 2))


def _told(wall: float, used: float, peak: int) -> Figure:
    posts = POSTS * TIMES
    return known(
        f"{posts / wall:,.0f} posts a second with the start ({posts} in {wall:.1f} s,"
        f" {used:.1f} s of processors), {peak} MB at most in a process"
    )


def memory() -> Figure:
    """A line of 300 MB among posts: it is refused, and never held."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.jsonl")
        with source.open("wb") as out:
            out.write(b'{"id": 1, "text": "x"}\n{"id": 2, "text": "')
            for _ in range(300):
                out.write(b"x" * (1 << 20))
            out.write(b'"}\n{"id": 3, "text": "x"}\n')
        code = (
            "import resource, sys; from lachan.cli import main\n"
            "try: main()\n"
            "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
        )
        words = [str(source), "--out", f"{folder}/out", "--workers", "1"]
        done = subprocess.run(
            [sys.executable, "-c", code, "scan", *words],
            cwd=ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
    return at_most(int(done.stdout.split()[-1]), MEMORY_MB, "MB")


def _per_second(act: Callable[[], Any], rows: int) -> float:
    """By the processor time of the better of two runs."""
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        act()
        best = min(best, time.process_time() - began)
    return rows / best


def signature_speed() -> Figure:
    from lachan.detect.campaigns.shingles import shingles, signatures
    from lachan.detect.views import fold_batch

    views = fold_batch(bench_texts.posts(POSTS // 2).texts)
    found = shingles(views)
    both = _per_second(lambda: signatures(shingles(views)), len(views))
    alone = _per_second(lambda: signatures(found), len(views))
    held = at_least(alone, SIGNATURES, "a second")
    return Figure(f"{held.value}; {both:,.0f} with the shingles", held.bound, held.holds)


def clustering() -> Figure:
    import pyarrow as pa

    from lachan.detect.campaigns.clusters import Clusters

    texts = bench_texts.posts(POSTS // 2).texts
    ids = [f"p{number}" for number in range(len(texts))]
    Clusters().add(pa.RecordBatch.from_pydict({"id": ids[:100], "text": texts[:100]}))
    clusters = Clusters()
    began = time.process_time()
    for first in range(0, len(texts), 5000):
        part = slice(first, first + 5000)
        clusters.add(pa.RecordBatch.from_pydict({"id": ids[part], "text": texts[part]}))
    added = time.process_time()
    groups = clusters.groups()
    return known(
        f"{len(texts) / (added - began):,.0f} posts a second into the clusters,"
        f" {len(groups)} groups told in {time.process_time() - added:.2f} s"
    )


LINES: tuple[Line, ...] = (
    Line("detect.scan", "lachan scan, one process", one_process),
    Line("detect.scan", "lachan scan, two processes", two_processes),
    Line("detect.scan", "lachan scan --engine ray, two processors", ray_cluster),
    Line("detect.scan", "memory with a line of 300 MB", memory, binding=False),
    Line("detect.campaigns", "MinHash signatures", signature_speed, binding=False),
    Line("detect.campaigns", "clustering", clustering),
)
