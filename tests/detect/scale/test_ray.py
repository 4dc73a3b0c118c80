"""The same answers from a Ray cluster, also when it loses a machine in the middle."""

import builtins
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from lachan.detect.scale.errors import CannotScan
from lachan.detect.scan_file import Engine, Options, scan_file
from tests.detect.conftest import ROOT
from tests.detect.scale.conftest import HARM, dump

BODY = b"".join(
    dump({"id": number, "text": HARM * (number % 7)}) if number % 50 else b"{\n"
    for number in range(4000)
)


@pytest.fixture
def room():
    """A folder with a short name, as sockets need it; whatever still runs from it is ended."""
    folder = Path(tempfile.mkdtemp(prefix="lc", dir="/tmp"))
    yield folder
    for pid in running_from(folder):
        os.kill(pid, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def running_from(folder):
    return [
        int(words.parent.name)
        for words in Path("/proc").glob("[0-9]*/cmdline")
        if str(folder).encode() in _read(words)
    ]


def _read(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.mark.skipif(not find_spec("ray"), reason="Ray is an optional extra")
def test_nothing_is_lost_or_doubled_when_a_machine_is_lost(room, tmp_path, write_rules):
    source, rules = tmp_path / "in.jsonl", write_rules()
    source.write_bytes(BODY)
    scan_file(source, tmp_path / "whole.jsonl", rules)
    names = [source, tmp_path / "out.jsonl", rules, room / "nodes"]
    command = [sys.executable, "-W", "error", "-m", "tests.detect.scale.ray_cluster"]
    env = {**os.environ, "RAY_TMPDIR": str(room)}
    done = subprocess.run(
        [*command, *map(str, names)], cwd=ROOT, env=env, capture_output=True, text=True, timeout=90
    )

    assert done.returncode == 0, done.stderr[-3000:]
    assert 0 < float(re.search(r"lost a machine at ([\d.]+)", done.stdout)[1]) < 0.9
    for end in ("", ".rejected.jsonl"):
        found = tmp_path / f"out.jsonl{end}"
        assert found.read_bytes() == (tmp_path / f"whole.jsonl{end}").read_bytes()
    assert not running_from(room)


def test_without_ray_the_operator_is_told(tmp_path, write_rules, monkeypatch):
    (tmp_path / "in.jsonl").write_bytes(BODY[:1000])
    load = builtins.__import__

    def missing(name, *given, **more):
        if name == "ray":
            raise ImportError
        return load(name, *given, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(CannotScan, match="Chưa cài Ray"):
        scan_file(
            tmp_path / "in.jsonl", tmp_path / "out.jsonl", write_rules(),
            options=Options(Engine.RAY),
        )  # fmt: skip
