"""Loads content/ through the operation of each app that owns a part of it."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path

from django.conf import settings

from lachan.common.errors import Refused
from lachan.journal.rules import Author
from lachan.serve.models import StartMark
from lachan.serve.operations import mark


class ContentRefused(SystemExit):
    """A file in content/ is wrong; the message names file, line and field. Nothing of it stays."""


# In the order of the storeys: what is loaded later may refer to what was loaded before.
OWNERS = ("people", "clocks", "papers", "notices", "tips", "monitor", "cases", "takedown",
          "triage", "programme")  # fmt: skip
_MARK = "content"


def load_changed(tell: Callable[[str], None], *, now: datetime) -> None:
    """Loads everything if a file or the program changed since the last whole load."""
    digest = _digest(settings.CONTENT)
    if StartMark.objects.filter(name=_MARK, value=digest).exists():
        return
    tell("Loading content/.")
    load(settings.CONTENT, now=now)
    mark(_MARK, digest, now=now)


def load(folder: Path, *, now: datetime) -> None:
    """Each app loads its part in one transaction; a bad file is refused by name, line and field."""
    for owner in OWNERS:
        module = import_module(f"lachan.{owner}.operations")
        if hasattr(module, "load_content"):
            try:
                module.load_content(folder=folder, by=Author.system("content"), now=now)
            except Refused as refusal:
                raise ContentRefused(f"{folder}: {refusal}") from None


def _digest(folder: Path) -> str:
    """Of the files and of the code that reads them: either may change what ends up stored."""
    code = (settings.ROOT / "lachan").rglob("*.py")
    prints = [
        f"{path.relative_to(settings.ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted([*(path for path in folder.rglob("*") if path.is_file()), *code])
    ]
    return hashlib.sha256("\n".join(prints).encode()).hexdigest()
