"""Setting up with nothing but Python: finished once, healed when half made, plain when too old."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bootstrap(tmp_path, monkeypatch):
    """tools/bootstrap.py over an empty folder; what it would install is noted, not installed."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "tools" / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    for name, value in {
        "ROOT": tmp_path, "VENV": venv, "PYTHON": venv / "bin" / "python",
        "STAMP": venv / "finished.json", "UNFINISHED": venv / "unfinished", "made": [],
    }.items():  # fmt: skip
        monkeypatch.setattr(module, name, value, raising=False)
    (tmp_path / "requirements").mkdir()
    for name in ("run", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"# {name}\n")

    def make_empty():
        (venv / "bin").mkdir(parents=True, exist_ok=True)
        module.UNFINISHED.touch()
        module.made.append("venv")
        module.PYTHON.unlink(missing_ok=True)
        module.PYTHON.symlink_to(sys.executable)

    monkeypatch.setattr(module, "make_empty_environment", make_empty)
    monkeypatch.setattr(module, "install", lambda locked: module.made.append(locked.stem))
    monkeypatch.setattr(module, "make_command", lambda: None)
    return module


def test_the_first_time_everything_is_made(bootstrap):
    bootstrap.make_environment("run")

    assert bootstrap.made == ["venv", "run"]


def test_the_second_time_nothing_is(bootstrap):
    bootstrap.make_environment("run")
    bootstrap.make_environment("run")

    assert bootstrap.made == ["venv", "run"]


def test_a_changed_lock_is_installed_into_what_is_there(bootstrap):
    bootstrap.make_environment("run")
    (bootstrap.ROOT / "requirements" / "run.txt").write_text("# newer")

    bootstrap.make_environment("run")

    assert bootstrap.made == ["venv", "run", "run"]


def test_a_half_made_one_is_made_again(bootstrap):
    bootstrap.make_environment("run")
    bootstrap.UNFINISHED.touch()

    bootstrap.make_environment("run")

    assert bootstrap.made == ["venv", "run", "venv", "run"]


def test_one_whose_python_is_gone_is_made_again(bootstrap):
    bootstrap.make_environment("run")
    bootstrap.PYTHON.unlink()

    bootstrap.make_environment("run")

    assert bootstrap.made[-2:] == ["venv", "run"]


def test_what_tests_need_holds_what_the_program_needs(bootstrap):
    bootstrap.make_environment("dev")
    bootstrap.make_environment("run")

    assert bootstrap.made == ["venv", "dev"]


def test_a_stamp_that_cannot_be_read_counts_for_nothing(bootstrap):
    bootstrap.make_environment("run")
    bootstrap.STAMP.write_text("{")

    bootstrap.make_environment("run")

    assert bootstrap.made[-1] == "run"
    assert json.loads(bootstrap.STAMP.read_text())["run"]


def test_an_old_python_says_what_to_do(bootstrap, monkeypatch):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 1))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)

    with pytest.raises(SystemExit, match=r"needs Python 3.11 or newer; this is 3.9"):
        bootstrap.use_new_enough_python()


def test_without_a_home_caches_go_where_the_state_is(bootstrap, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", "/nonexistent")
    monkeypatch.delenv("LACHAN_VAR", raising=False)

    home = bootstrap.home_that_can_be_written()["HOME"]

    assert home == str(tmp_path / "var" / "home")


def test_make_alone_lists_what_can_be_asked():
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True).stdout

    for target in ("run", "test", "check", "bench", "shows", "docs", "lock"):
        assert f"make {target} " in listed
