"""B.9: versions and backtest: the tests that prove it, and a million posts, run now."""

from functools import partial

import bench_backtest
from measured import Line
from shows_main_job import passed

HISTORY = "tests/detect/history"
PROOFS = {
    "a rule set is named by its content, and refused when it was altered": ["test_archive.py"],
    "what is recomputed is what changed": ["test_fingerprints.py"],
    "in any order, twice, or with texts dropped: the same history": ["test_store.py"],
    "new, lost and kept are what brute force finds": ["test_backtest.py", "test_report.py"],
    "precision by officers' decisions": ["test_decisions.py"],
    "an old version replays to the byte": ["test_replay.py"],
    "lachan backtest and lachan history": ["test_commands.py", "test_taking.py"],
}

LINES = (
    *(
        Line("B.9", name, partial(passed, [f"{HISTORY}/{node}" for node in nodes]))
        for name, nodes in PROOFS.items()
    ),
    Line(
        "B.9",
        "rules that cannot be met are refused",
        partial(passed, ["tests/detect/test_impossible.py"]),
    ),
    Line("B.9", "100,000 old verdicts given again", bench_backtest.replayed),
    Line("B.9", "one changed rule over a million posts", bench_backtest.one_rule, binding=False),
)
