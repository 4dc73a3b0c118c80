"""All that CI asks: the static checks, then every test with coverage and its floors.

    python tools/test.py [folder or test …]    further words go to pytest, and coverage is left out

Browser stories need Chromium. Without it they are skipped by name; LACHAN_BROWSER=required makes
that a failure, as in CI.
"""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

from check import CHECKS
from steps import PYTHON, ROOT, environment, run_all

RESULTS = ROOT / "var" / "test-results.xml"

# Where a mistake costs a child or a court case, every line is run by a test.
FLOORS = {
    "lachan/people": 100,
    "lachan/clocks": 100,
    "lachan/journal": 100,
    "lachan/vault": 100,
    "lachan": 85,
}


def main(words: list[str]) -> int:
    if words:
        return pytest(words)
    outcomes = [run_all(CHECKS), pytest(["--cov=lachan", "--cov-report="]) == 0, floors_hold()]
    tell_results(RESULTS)
    return 0 if all(outcomes) else 1


def pytest(words: list[str]) -> int:
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    command = [PYTHON, "-m", "pytest", "-n", "2", "-p", "tests.sharing", "-rfEs", "--durations=10"]
    command += [f"--junitxml={RESULTS}", *words]
    return subprocess.run(command, cwd=ROOT, env=environment()).returncode


def floors_hold() -> bool:
    """Line coverage of each folder against its floor; the lines that were not run are listed."""
    outcomes = [_floor_holds(folder, floor) for folder, floor in FLOORS.items()]
    return all(outcomes)


def _floor_holds(folder: str, floor: int) -> bool:
    report = [PYTHON, "-m", "coverage", "report", f"--include={folder}/*", f"--fail-under={floor}"]
    done = subprocess.run(
        [*report, "--skip-covered", "--show-missing"], cwd=ROOT, capture_output=True, text=True
    )
    good = done.returncode == 0
    totals = [line.split()[-1] for line in done.stdout.splitlines() if line.startswith("TOTAL")]
    word = "ok  " if good else "FAIL"
    print(f"{word} lines run by tests in {folder}: {' '.join(totals)}, floor {floor} %")
    if not good:
        print(done.stdout + done.stderr)
    return good


def tell_results(path: Path) -> None:
    """One plain closing line, from what the test runner wrote down."""
    if not path.exists():
        print("0 passed, 1 failed")
        return
    counts: Counter[str] = Counter()
    for suite in ElementTree.parse(path).getroot().iter("testsuite"):  # noqa: S314 (our own file)
        for name in ("tests", "failures", "errors", "skipped"):
            counts[name] += int(suite.get(name, 0))
    failed = counts["failures"] + counts["errors"]
    passed = counts["tests"] - failed - counts["skipped"]
    print(f"{passed} passed, {failed} failed, {counts['skipped']} skipped")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
