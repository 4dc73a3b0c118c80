"""What runs and what it costs: `lachan status`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import psutil
import psycopg

from lachan.config import environment
from lachan.serve.only_one import holder

Say = Callable[[str], None]

BOUND_MB = 700


@dataclass(frozen=True, slots=True)
class Share:
    """A process and its share of memory in MB: its own, and its part of what is shared."""

    name: str
    pid: int
    megabytes: float


def report(say: Say) -> int:
    """Prints a line per process and the total. Exit code 1 when nothing runs."""
    given = environment.read(secrets_needed=False)
    parent = holder(given.var)
    if parent is None:
        say(f"Nothing runs on {given.var}.")
        return 1
    shares = memory(parent)
    for share in shares:
        say(f"{share.pid:>8}  {share.megabytes:6.0f} MB  {share.name}")
    say(f"   total  {total(shares):6.0f} MB of {BOUND_MB} MB")
    for words in waiting(given.conninfo):
        say(words)
    return 0


# What an operator wants to know before anything else, asked without waking Django.
WAITING = {
    "jobs wait or run": "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')",
    "jobs have failed": "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'",
    "entries of the trail wait for their seal": "SELECT count(*) FROM journal_unsealed",
    "letters wait": "SELECT count(*) FROM notices_notice WHERE state = 'waiting'",
    "repeated steps fail": "SELECT count(*) FROM clocks_steprun WHERE last_error <> ''",
}


def waiting(conninfo: str) -> list[str]:
    """A line for each thing that waits or fails; one that says so when the database is away."""
    try:
        with psycopg.connect(conninfo, connect_timeout=5, autocommit=True) as database:
            counts = {words: database.execute(query) for words, query in WAITING.items()}
            return [
                f"{(rows.fetchone() or ('?',))[0]:>8} {words}" for words, rows in counts.items()
            ]
    except psycopg.OperationalError:
        return ["The database does not answer."]
    except psycopg.errors.UndefinedTable:
        return ["The database is not prepared yet."]


def memory(parent: int) -> list[Share]:
    """The parent and everything under it."""
    top = psutil.Process(parent)
    return [_share(process) for process in (top, *top.children(recursive=True))]


def total(shares: Iterable[Share]) -> float:
    return sum(share.megabytes for share in shares)


def _share(process: psutil.Process) -> Share:
    try:
        full = process.memory_full_info()
        size = getattr(full, "pss", full.uss)  # Linux divides shared pages among their users
        return Share(_name(process), process.pid, size / 1024**2)
    except psutil.Error:
        return Share("ended meanwhile, or not ours to look at", process.pid, 0.0)


def _name(process: psutil.Process) -> str:
    words = process.cmdline()
    if "lachan" in words:
        return "lachan " + " ".join(words[words.index("lachan") + 1 :])
    return " ".join(words[:1])[:70] or process.name()
