"""One process that the parent starts, watches and stops."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

# After each death in a row the next start waits longer; a minute alive wipes the slate.
WAITS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
STEADY_AFTER = 60.0

_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


class CannotStart(SystemExit):
    """Something bars the way of a part; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """What to run, as whom, and how to end it.

    `owner` is a user name, or None for our own; `stop_within` is in seconds, after which the part
    is killed; `log` takes the part's output, which otherwise goes where ours goes; `before` clears
    the way before every start and raises CannotStart when it is barred.
    """

    name: str
    command: tuple[str, ...]
    owner: str | None = None
    stop_with: signal.Signals = signal.SIGTERM
    stop_within: float = 8.0
    log: Path | None = None
    before: Callable[[], None] | None = None


@dataclass(slots=True)
class Running:
    """A part with its present process and its recent history. Times are of the monotonic clock."""

    part: Part
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    deaths: int = 0
    start_again_at: float = field(default=0.0)

    def start(self) -> None:
        """Raises CannotStart; the next start is then planned as after a death."""
        if self.part.before:
            try:
                self.part.before()
            except CannotStart:
                self._plan_next()
                raise
        log = self.part.log.open("ab") if self.part.log else None
        try:
            self.process = subprocess.Popen(
                self.part.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT if log else None,
                cwd="/" if self.part.owner else None,
                user=self.part.owner,
                group=self.part.owner,
                extra_groups=[] if self.part.owner else None,
                process_group=0,  # Ctrl-C reaches the parent alone, which stops in order
                preexec_fn=partial(die_with_parent, self.part.stop_with),
            )
        finally:
            if log:
                log.close()
        self.started_at = time.monotonic()

    def died(self) -> int | None:
        """The exit code, once, of a process that has ended by itself; plans the next start."""
        if self.process is None or self.process.poll() is None:
            return None
        code = self.process.returncode
        if time.monotonic() - self.started_at > STEADY_AFTER:
            self.deaths = 0
        self._plan_next()
        return code

    def _plan_next(self) -> None:
        self.start_again_at = time.monotonic() + WAITS[min(self.deaths, len(WAITS) - 1)]
        self.deaths += 1
        self.process = None

    def is_due(self) -> bool:
        return self.process is None and time.monotonic() >= self.start_again_at

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.part.stop_with)

    def wait_or_kill(self, deadline: float) -> None:
        """Waits until the deadline (monotonic), then kills the part and all it started."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None


def die_with_parent(how: signal.Signals) -> None:
    """Linux ends the child when a parent is killed outright and cannot stop it in order."""
    if sys.platform == "linux":
        _LIBC.prctl(_PR_SET_PDEATHSIG, how)
