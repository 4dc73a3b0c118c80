"""The one parent: starts the parts in order, starts again what dies, stops all in order."""

import json
import signal
import subprocess
import sys
import time
from functools import partial
from types import FrameType
from typing import IO

from lachan.config.environment import Environment
from lachan.serve import ports
from lachan.serve.own_postgres import OwnPostgres, wait_until_ready
from lachan.serve.parts import CannotStart, Part, Running, die_with_parent

_BEAT = 0.2


class Parent:
    """Runs until SIGINT, SIGTERM or SIGHUP; a second signal kills all but the database."""

    def __init__(self, given: Environment) -> None:
        self._given = given
        self._signals = 0
        self._parts: list[Running] = []  # in the order of starting; stopped the other way round

    def run(self) -> int:
        """The exit code: 0 when told to stop, that of the preparation when it failed."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._told_to_stop)
        try:
            return self._run()
        finally:
            self._stop_all()

    def _run(self) -> int:
        if self._given.owns_postgres:
            self._start_postgres()
        code, people = self._prepare()
        if code or self._signals:
            return 0 if self._signals else code
        for name in ("web", "worker", "scheduler"):
            self._start(Part(name=name, command=(sys.executable, "-m", "lachan", name)))
        self._wait_for_web()
        if not self._signals:
            self._welcome(people)
        while not self._signals:
            self._look_after()
            time.sleep(_BEAT)
        return 0

    def _start_postgres(self) -> None:
        server = own_postgres(self._given)
        running = self._start(server.part())
        assert running.process is not None
        wait_until_ready(server, running.process)

    def _prepare(self) -> tuple[int, list[dict[str, str]]]:
        process = subprocess.Popen(
            [sys.executable, "-m", "lachan", "prepare"],
            stdout=subprocess.PIPE,
            process_group=0,
            preexec_fn=partial(die_with_parent, signal.SIGTERM),
        )
        while process.poll() is None and not self._signals:
            time.sleep(0.05)
        if process.poll() is None:
            process.terminate()
        answer = _read(process.stdout)
        code = process.wait()
        return code, json.loads(answer) if code == 0 and answer else []

    def _start(self, part: Part) -> Running:
        running = Running(part)
        running.start()
        self._parts.append(running)
        return running

    def _look_after(self) -> None:
        for running in self._parts:
            code = running.died()
            if code is not None and not self._signals:
                wait = running.start_again_at - time.monotonic()
                _say(
                    f"{running.part.name} ended ({_how(code)}); starting it again in {wait:.1f} s."
                )
            if running.is_due():
                self._start_again(running)

    def _start_again(self, running: Running) -> None:
        try:
            running.start()
        except CannotStart as problem:
            _say(f"{running.part.name} cannot be started: {problem}")

    def _wait_for_web(self) -> None:
        for _ in range(600):
            if self._signals or ports.answers(self._given.host, self._given.port):
                return
            self._look_after()
            time.sleep(0.05)

    def _welcome(self, people: list[dict[str, str]]) -> None:
        home = f"http://{self._given.host}:{self._given.port}"
        lines = ["Lá Chắn is open."]
        if self._given.face != "desk":
            lines.append(f"  Children and the public   {home}/")
        if self._given.face != "public":
            lines.append(f"  Staff                     {home}/lam-viec/")
        if people and self._given.face != "public":
            lines.append("Demo only: sign in as")
            width = max(len(one["role"]) for one in people)
            lines += [f"  {p['role']:<{width}}  {home}/lam-viec/vao/{p['token']}/" for p in people]
        lines.append("Ctrl-C stops everything; what was entered stays.")
        _say("\n".join(lines))

    def _told_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._signals += 1

    def _stop_all(self) -> None:
        """The database last, when nobody uses it any more."""
        users = [running for running in self._parts if running.part.name != "postgres"]
        for running in users:
            running.ask_to_stop()
        for running in users:
            hurry = self._signals > 1
            running.wait_or_kill(time.monotonic() + (0 if hurry else running.part.stop_within))
        for running in (running for running in self._parts if running not in users):
            running.ask_to_stop()
            running.wait_or_kill(time.monotonic() + running.part.stop_within)
        _say("Everything is stopped.")


def own_postgres(given: Environment) -> OwnPostgres:
    """The server of this state folder."""
    return OwnPostgres(
        data=given.var / "postgres",
        sockets=given.postgres_sockets,
        log=given.var / "log" / "postgres.log",
    )


def _read(stream: IO[bytes] | None) -> bytes:
    return stream.read() if stream else b""


def _how(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _say(text: str) -> None:
    print(text, flush=True)
