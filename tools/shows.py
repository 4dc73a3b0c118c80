"""Measures, now, what the programme promises, and says of each promise whether it holds.

make shows                              all; a first start and `make test` take their time
make shows ONLY=A                       those of one issue
make shows ONLY=A.2 INPUT=FILE.jsonl    one line of it, on a file of your own

Parts of A: A.1.root, A.1.user (a clean clone), A.1.test (`make test` in it), A.2, A.2.clicks,
A.3, A.4. Parts of B: B.speed, B.verdicts, B.fuzz, and B.3 to B.10 by what is delivered.
"""

import os
import sys

import bench_house
import measured
import shows_backtest
import shows_bad_input
import shows_budget
import shows_clone
import shows_conversations
import shows_detect
import shows_hashes
import shows_main_job
import shows_model
import shows_press
import shows_scan

LINES: tuple[measured.Line, ...] = (
    *shows_clone.LINES,
    *shows_main_job.LINES,
    *shows_bad_input.LINES,
    *shows_budget.LINES,
    *shows_detect.LINES,
    *shows_model.LINES,
    *shows_press.LINES,
    *shows_conversations.LINES,
    *shows_hashes.LINES,
    *shows_backtest.LINES,
    *shows_scan.LINES,
)


if __name__ == "__main__":
    try:
        wanted = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ONLY", "")
        sys.exit(measured.run(LINES, wanted))
    finally:
        shows_clone.close()
        bench_house.close()
