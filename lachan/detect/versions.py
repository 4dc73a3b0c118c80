"""The name of a rule set: a digest over everything that decides its verdicts."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

# Raised when folding or matching changes what rules find, so that old verdicts are told apart.
ENGINE_VERSION: Final = 2
# Folders beside the rules that decide verdicts too.
COMPANIONS: Final = ("teencode", "gazetteer", "models")


def digest_of(rules: Path, lexicons: Path) -> str:
    """SHA-256 over the engine's version and every file that rules lean on, by name and content."""
    digest = hashlib.sha256(f"engine {ENGINE_VERSION}".encode())
    for name, path in _files(rules, lexicons):
        body = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"\n{name} {body}".encode())
    return digest.hexdigest()


def _files(rules: Path, lexicons: Path) -> Iterator[tuple[str, Path]]:
    for folder in (rules, lexicons):
        for path in sorted(folder.glob("*.yaml")):
            yield f"{folder.name}/{path.name}", path
    for name in COMPANIONS:
        folder = rules.parent / name
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".md":
                yield path.relative_to(rules.parent).as_posix(), path
