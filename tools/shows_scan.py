"""B.7 and B.10: campaigns and scans of any size: the tests that prove it, run now."""

from functools import partial

from measured import Line
from shows_main_job import passed

SCALE, CAMPAIGNS = "tests/detect/scale", "tests/detect/campaigns"
PROOFS = {
    "B.7": {
        "the order of posts changes no campaign, and reasons connect each": [
            f"{CAMPAIGNS}/test_clusters.py"
        ],
        "texts alike are those of looking at every pair": [f"{CAMPAIGNS}/test_near.py"],
    },
    "B.10": {
        "JSONL, CSV, Parquet, packed or not, folders of them": [
            f"{SCALE}/test_sources.py",
            f"{SCALE}/test_folders.py",
        ],
        "kill -9 at any moment, and the same bytes": [f"{SCALE}/test_resuming.py"],
        "two processes give the answers of one": [f"{SCALE}/test_pool.py"],
        "a Ray cluster that loses a machine loses and doubles nothing": [f"{SCALE}/test_ray.py"],
    },
}

LINES = tuple(
    Line(part, name, partial(passed, nodes))
    for part, proofs in PROOFS.items()
    for name, nodes in proofs.items()
)
