"""A whole `lachan serve` in a folder and on a port of its own, as a person would start it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import psutil
import psycopg

from lachan.config.environment import new_secrets

SECRETS = new_secrets()
ROOT = Path(__file__).resolve().parents[2]


class House:
    """Starts, asks, kills and stops. What it prints is in `said`, by line, as it comes."""

    def __init__(self, var: Path, **more: str) -> None:
        self.var = var
        self.port = _free_port()
        plain = {k: v for k, v in os.environ.items() if not k.startswith(("LACHAN_", "DATABASE_"))}
        self.environment = plain | SECRETS | {
            "LACHAN_MODE": "production", "LACHAN_VAR": str(var), "LACHAN_PORT": str(self.port),
        } | more  # fmt: skip
        self.process: subprocess.Popen[bytes] | None = None
        self.output = var / "said.txt"

    def start(self) -> None:
        self.var.mkdir(parents=True, exist_ok=True)
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "lachan", "serve"],
                cwd=ROOT, env=self.environment, stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def open_up(self) -> None:
        self.start()
        until(self._has_opened_or_ended, 90, self.new_words)
        assert self.is_up(), self.new_words()

    def _has_opened_or_ended(self) -> bool:
        return not self.is_up() or "Ctrl-C stops everything" in self.new_words()

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Another `lachan` command over the same state."""
        return subprocess.run(
            [sys.executable, "-m", "lachan", *words], cwd=ROOT, capture_output=True, text=True,
            env=self.environment | more, timeout=60,
        )  # fmt: skip

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """The exit code; TimeoutExpired when it does not stop within ten seconds."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(10)

    def kill(self) -> None:
        """Ends the parent outright, as a power cut would, and waits for what it had started."""
        assert self.process is not None
        family = self.family()
        self.process.kill()
        self.process.wait()
        psutil.wait_procs(family, timeout=10)

    def family(self) -> list[psutil.Process]:
        assert self.process is not None
        return psutil.Process(self.process.pid).children(recursive=True)

    def part(self, name: str) -> psutil.Process:
        """The process of a part: postgres, web, worker or scheduler."""
        assert self.process is not None
        for child in psutil.Process(self.process.pid).children():
            if child.cmdline()[-1:] == [name] or child.name() == name:
                return child
        raise LookupError(name)

    def answer(self, path: str, cookie: str = "") -> int:
        """The status of a page; 0 when nobody answers."""
        page = Request(f"http://127.0.0.1:{self.port}{path}", headers={"Cookie": cookie})
        try:
            with urlopen(page, timeout=10) as answer:
                return int(answer.status)
        except HTTPError as error:
            return error.code
        except (URLError, OSError):
            return 0

    def weight(self, path: str) -> tuple[int, str]:
        """How many bytes of it travel to a browser that unpacks, and how they are packed."""
        address = f"http://127.0.0.1:{self.port}{path}"
        with urlopen(Request(address, headers={"Accept-Encoding": "gzip"}), timeout=10) as answer:
            return len(answer.read()), answer.headers.get("Content-Encoding", "")

    def database(self) -> psycopg.Connection:
        sockets = self.var / "postgres"
        return psycopg.connect(f"host={sockets} user=postgres dbname=lachan", autocommit=True)

    def new_words(self) -> str:
        """All that it has said since it was started last."""
        text = self.output.read_text(errors="replace") if self.output.exists() else ""
        return text.rsplit("Everything is stopped.\n", 1)[-1] if self.is_up() else text

    def is_up(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def tear_down(self) -> None:
        if self.is_up():
            assert self.process is not None
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(15)


def until(holds: Callable[[], bool], seconds: float, words: Callable[[], str] = lambda: "") -> None:
    """Waits for something to become true; AssertionError with the words when it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(psycopg.OperationalError, psutil.Error, LookupError):
            if holds():
                return
        time.sleep(0.1)
    raise AssertionError(f"did not happen within {seconds} s\n{words()}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
