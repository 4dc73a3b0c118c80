"""A.1: from a clean clone in an empty HOME, as root and as an ordinary user.

A clone of what is committed here is made in a folder that is gone afterwards. Each command starts
in an environment that holds an empty HOME, a PATH, and how this machine reaches package indexes;
nothing else. As root the ordinary user is `nobody`, through `runuser`.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psutil
from measured import Figure, Line, at_most
from serving import free_port
from steps import ROOT

COLD, WARM, STOP, IDLE, TESTS = 300, 10, 10, 700, 600
OPEN = "Ctrl-C stops everything"
ORDINARY = "nobody"
# How a machine reaches package indexes; none of it is about this program.
NETWORK = ("PIP_", "UV_", "NPM_CONFIG_", "SSL_CERT", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
           "REQUESTS_CA", "NODE_EXTRA_CA")  # fmt: skip
_held = ExitStack()


@dataclass(frozen=True)
class Clone:
    """A clone, an empty home beside it, and who uses them (None: who runs this)."""

    folder: Path
    home: Path
    user: str | None
    port: int

    def start(self, *words: str, said: Path) -> subprocess.Popen[bytes]:
        """`make …` as from a terminal of its own."""
        kept = {k: v for k, v in os.environ.items() if k.upper().startswith(NETWORK)}
        clean = kept | {
            "HOME": str(self.home),
            "PATH": "/usr/local/bin:/usr/bin:/bin" if self.user else os.environ["PATH"],
            "LANG": "C.UTF-8",
            "LACHAN_PORT": str(self.port),
        }
        env = ["env", "-i", *(f"{name}={value}" for name, value in clean.items())]
        become = ["runuser", "-u", self.user, "--"] if self.user else []
        with said.open("wb") as output:
            return subprocess.Popen(
                [*become, *env, "make", *words],
                cwd=self.folder, stdout=output, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip


@dataclass(frozen=True)
class Run:
    """Of one `make run`: seconds to open and to stop, MB when idle, what was left behind."""

    opened: float
    stopped: float
    megabytes: float
    answers: dict[str, int]
    rows: int
    left: tuple[str, ...]


@cache
def clone(user: str | None) -> Clone:
    """Made once for each user; a second `make run` in it is a warm one."""
    above = Path(_held.enter_context(tempfile.TemporaryDirectory(prefix="lachan-shows-")))
    above.chmod(0o755)
    made, home = above / "clone", above / "home"
    command = ["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(made)]
    subprocess.run(command, check=True)
    home.mkdir()
    if user:
        subprocess.run(["chown", "-R", user, str(made), str(home)], check=True)
    return Clone(made, home, user, free_port())


@cache
def runs(user: str | None) -> tuple[Run, Run]:
    """`make run` twice: the first start, and a second one over its data."""
    used = clone(user)
    return _run(used, patience=2 * COLD), _run(used, patience=6 * WARM)


def _run(used: Clone, patience: float) -> Run:
    said = used.home.parent / "said.txt"
    began = time.monotonic()
    with _ended(used.start("run", said=said)) as process:
        _until(lambda: OPEN in said.read_text(errors="replace"), process, patience, said)
        opened = time.monotonic() - began
        answers = _answers(said.read_text(errors="replace"))
        rows = _rows(used)
        time.sleep(10)
        family = [psutil.Process(process.pid)]
        family += family[0].children(recursive=True)
        megabytes = sum(_share(one) for one in family)
        asked = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)  # what a terminal does on Ctrl-C
        process.wait(60)
        _, alive = psutil.wait_procs(family, timeout=5)
    left = [f"process {one.pid}" for one in alive]
    left += [str(path) for path in used.folder.glob("var/postgres/postmaster.pid")]
    stopped = time.monotonic() - asked
    return Run(opened, stopped, megabytes, answers, rows, tuple(left))


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Whatever happens, nothing of it runs on."""
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _until(
    holds: Callable[[], bool], process: subprocess.Popen[bytes], patience: float, said: Path
) -> None:
    end = time.monotonic() + patience
    while not holds():
        if process.poll() is not None or time.monotonic() > end:
            words = said.read_text(errors="replace")[-2000:]
            why = "ended" if process.poll() is not None else f"was not open in {patience:.0f} s"
            raise RuntimeError(f"make run {why}; it said:\n{words}")
        time.sleep(0.05)


def _answers(words: str) -> dict[str, int]:
    """The status of every address that was printed: the two faces and a way in for each role."""
    addresses = [word for word in words.split() if word.startswith("http://127.0.0.1")]
    return {address: _status(address) for address in dict.fromkeys(addresses)}


def _status(address: str) -> int:
    cookies = urllib.request.HTTPCookieProcessor()  # a way in is by cookie
    with urllib.request.build_opener(cookies).open(address, timeout=20) as answer:
        return int(answer.status)


def _rows(used: Clone) -> int:
    """Lines of the trail: a second start may add to them, and loses none."""
    import psycopg

    from lachan.config.environment import socket_folder

    sockets = socket_folder(used.folder / "var" / "postgres")
    with psycopg.connect(f"host={sockets} user=postgres dbname=lachan") as line:
        found = line.execute("SELECT count(*) FROM journal_entry").fetchone()
    return int(found[0]) if found else 0


def _share(process: psutil.Process) -> float:
    """Its own memory and its part of what it shares (PSS), in MB; 0 for one that just ended."""
    try:
        full = process.memory_full_info()
        return float(getattr(full, "pss", full.uss)) / 1024**2
    except psutil.NoSuchProcess:
        return 0.0


def first(user: str | None) -> Figure:
    opened = runs(user)[0]
    held = at_most(opened.opened, COLD, "s")
    good = set(opened.answers.values()) == {200} and len(opened.answers) > 10
    told = f"{held.value}; {len(opened.answers)} printed addresses answer"
    bad = [f"{address} {status}" for address, status in opened.answers.items() if status != 200]
    return Figure(
        f"{told}{'' if good else f', not all with 200: {bad}'}", held.bound, held.holds and good
    )


def second(user: str | None) -> Figure:
    before, after = runs(user)
    held = at_most(after.opened, WARM, "s")
    told = f"{held.value}; {before.rows} lines of the trail before, {after.rows} after"
    return Figure(told, f"{held.bound}, none lost", held.holds and after.rows >= before.rows > 0)


def idle(user: str | None) -> Figure:
    held = at_most(max(run.megabytes for run in runs(user)), IDLE, "MB")
    return Figure(f"{held.value} (PSS of make and all under it)", held.bound, held.holds)


def stop(user: str | None) -> Figure:
    both = runs(user)
    held = at_most(max(run.stopped for run in both), STOP, "s")
    left = [one for run in both for one in run.left]
    told = f"{held.value}; left behind: {', '.join(left) or 'nothing, PostgreSQL is stopped too'}"
    return Figure(told, f"{held.bound}, nothing left", held.holds and not left)


def tests(user: str | None) -> Figure:
    """`make test` in the same clone."""
    used = clone(user)
    said = used.home.parent / "tests.txt"
    began = time.monotonic()
    with _ended(used.start("test", said=said)) as process:
        code = process.wait(4 * TESTS)
    held = at_most(time.monotonic() - began, TESTS, "s")
    words = said.read_text(errors="replace")
    if code:
        print(words[-6000:])
    last = next((line for line in reversed(words.splitlines()) if " passed" in line), "no result")
    return Figure(f"{held.value}; {last}", f"{held.bound}, none failed", held.holds and code == 0)


def _lines(name: str, user: str | None) -> tuple[Line, ...]:
    return (
        Line(f"A.1.{name}", f"make run, first start as {name}", lambda: first(user)),
        Line(f"A.1.{name}", f"make run, second start as {name}", lambda: second(user)),
        Line(f"A.1.{name}", f"idle memory as {name}", lambda: idle(user)),
        Line(f"A.1.{name}", f"Ctrl-C as {name}", lambda: stop(user)),
        Line(f"A.1.test.{name}", f"make test as {name}", lambda: tests(user)),
    )


def _not_here() -> Figure:
    return Figure(
        "not measured: this needs root, and runuser", "as root and an ordinary user", False
    )


def close() -> None:
    """Removes the clones."""
    _held.close()


AS_ROOT = os.geteuid() == 0
LINES: tuple[Line, ...] = (
    (*_lines("root", None), *_lines("user", ORDINARY))
    if AS_ROOT and shutil.which("runuser")
    else (*_lines("user", None), Line("A.1.root", "the same as root", _not_here))
)
