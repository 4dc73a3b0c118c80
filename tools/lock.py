"""Locks requirements/*.in into requirements/*.txt: every version, every hash, no index address."""

import subprocess
from pathlib import Path

from steps import PYTHON, ROOT

COMMAND = (
    PYTHON, "-m", "uv", "pip", "compile", "--universal", "--python-version", "3.11",
    "--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url", "--quiet",
    "--system-certs",
)  # fmt: skip


def main() -> None:
    """Development locks first; the program then keeps to the versions that are tested."""
    folder = ROOT / "requirements"
    lock("dev")
    lock("run", "--constraint", str(without_hashes(folder / "dev.txt")))


def lock(name: str, *words: str) -> None:
    source, target = f"requirements/{name}.in", f"requirements/{name}.txt"
    subprocess.run([*COMMAND, source, "-o", target, *words], cwd=ROOT, check=True)
    print(f"Locked {source} into {target}.")


def without_hashes(locked: Path) -> Path:
    """The pins of a lock file as constraints, beside the other caches."""
    pins = [line.rstrip(" \\") for line in locked.read_text().splitlines() if "==" in line]
    target = ROOT / "var" / "constraints.txt"
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(pins) + "\n")
    return target


if __name__ == "__main__":
    main()
