# ruff: noqa: UP031, S606, RUF005, PTH111 (an old Python must be able to read this file)
"""Makes the place the program runs in, with nothing but Python's standard library.

    python3 tools/bootstrap.py run     what the program needs
    python3 tools/bootstrap.py dev     and what tests and checks need

Every step leaves a stamp when it is finished and is skipped while its stamp is true, so a second
call takes a moment and an interrupted one is taken up again. Written so that an old Python can
still read it and say that it is too old.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "finished.json"
UNFINISHED = VENV / "unfinished"
OLDEST = (3, 11)
NEWER_NAMES = ("python3.13", "python3.12", "python3.11", "python3.14")


def main(kind):
    use_new_enough_python()
    os.environ.update(home_that_can_be_written())
    with one_at_a_time():
        make_environment(kind)
        sys.exit(subprocess.run([str(PYTHON), str(ROOT / "tools" / "assets.py")]).returncode)


def use_new_enough_python():
    """Goes on in a newer Python of this machine, or says that there is none."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER_NAMES:
        found = shutil.which(name)
        if found:
            os.execv(found, [found] + sys.argv)
    sys.exit(
        "Lá Chắn needs Python 3.11 or newer; this is %d.%d and no newer one is on the PATH.\n"
        "Install one, or name it: make PYTHON=/path/to/python3.11 run" % sys.version_info[:2]
    )


def home_that_can_be_written():
    """pip and npm keep caches at home; without a home they keep them in var/."""
    home = Path(os.path.expanduser("~"))
    if home.is_dir() and os.access(str(home), os.W_OK):
        return {"HOME": str(home)}
    spare = Path(os.environ.get("LACHAN_VAR") or ROOT / "var").absolute() / "home"
    spare.mkdir(parents=True, exist_ok=True)
    return {"HOME": str(spare)}


class one_at_a_time:  # noqa: N801 (reads as a phrase)
    """Two calls at once would install into each other; the second waits."""

    def __enter__(self):
        self.file = (ROOT / ".bootstrap.lock").open("w")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another set-up is under way in this folder; waiting for it.")
            fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_):
        self.file.close()


def make_environment(kind):
    """`.venv` with exactly the locked packages; a half-made one is thrown away and made again."""
    locked = ROOT / "requirements" / (kind + ".txt")
    wanted = {
        "digest": hashlib.sha256(locked.read_bytes()).hexdigest(),
        "root": str(ROOT),
        "python": list(sys.version_info[:2]),
    }
    done = finished()
    if done.get(kind) == wanted:
        return
    if must_be_remade(done, wanted):
        make_empty_environment()
        done = {}
    say("Installing what is locked in requirements/%s.txt (a minute or two the first time)." % kind)
    UNFINISHED.touch()
    install(locked)
    make_command()
    done[kind] = wanted
    if kind == "dev":  # dev holds everything of run, at the same versions
        done["run"] = dict(wanted, digest=digest_of("run"))
    STAMP.write_text(json.dumps(done))
    UNFINISHED.unlink()


def finished():
    if UNFINISHED.exists() or not STAMP.exists():
        return {}
    try:
        return json.loads(STAMP.read_text())
    except ValueError:
        return {}


def digest_of(kind):
    return hashlib.sha256((ROOT / "requirements" / (kind + ".txt")).read_bytes()).hexdigest()


def must_be_remade(done, wanted):
    """True for none, a half-made one, one of another Python, one moved here, a broken one."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return True
    for before in done.values():
        if before.get("root") != wanted["root"] or before.get("python") != wanted["python"]:
            return True
    return (
        subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True).returncode != 0
    )


def make_empty_environment():
    if VENV.exists():
        say("The .venv here is not whole; making it again.")
        shutil.rmtree(str(VENV))
    VENV.mkdir()
    UNFINISHED.touch()
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if made.returncode != 0:
        sys.exit(
            "Python could not make .venv:\n%s%s\n"
            "On Debian and Ubuntu the missing piece is the package python3-venv."
            % (made.stdout, made.stderr)
        )


def install(locked):
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps"]
    command += ["--disable-pip-version-check", "--no-input", "--quiet", "--retries", "5"]
    command += ["--root-user-action", "ignore", "-r", str(locked)]
    if subprocess.run(command).returncode != 0:
        sys.exit(
            "The packages could not be installed. Nothing else was changed. If the package index\n"
            "was out of reach, mend that and run make again: it goes on from here."
        )


def make_command():
    """`lachan` in .venv/bin, running the code of this folder; needs no build of a package."""
    inside = subprocess.run(
        [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    (Path(inside.stdout.strip()) / "lachan.pth").write_text(str(ROOT) + "\n", encoding="utf-8")
    command = VENV / "bin" / "lachan"
    # A shell finds python beside itself: a long folder name would not fit in a `#!` line.
    command.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m lachan "$@"\n')
    command.chmod(0o755)


def say(text):
    print(text, flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("run", "dev"):
        sys.exit(__doc__)
    main(sys.argv[1])
