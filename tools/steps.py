"""Runs checks side by side and tells the outcome of each, with the words of those that failed."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")


@dataclass(frozen=True, slots=True)
class Step:
    """A command that succeeds with exit code 0; its output is shown when it does not."""

    name: str
    command: tuple[str, ...]


def module(name: str, *command: str) -> Step:
    """A step that runs a Python module of .venv."""
    return Step(name, (PYTHON, "-m", *command))


def run_all(steps: Sequence[Step]) -> bool:
    """Runs all, two at a time; True when every one succeeded."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return all(list(pool.map(_run, steps)))


def _run(step: Step) -> bool:
    began = time.monotonic()
    done = subprocess.run(step.command, cwd=ROOT, env=environment(), capture_output=True, text=True)
    took = time.monotonic() - began
    good = done.returncode == 0
    words = "" if good else f"\n{done.stdout}{done.stderr}"
    print(f"{'ok  ' if good else 'FAIL'} {step.name} ({took:.0f} s){words}", flush=True)
    return good


def environment() -> dict[str, str]:
    """Checks run in test mode, over no database unless they start one."""
    return os.environ | {
        "LACHAN_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "lachan.config.settings",
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }


def finish(good: bool) -> None:
    sys.exit(0 if good else 1)
