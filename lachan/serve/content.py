"""Loads content/ through the operation of each app that owns a part of it."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from lachan.clocks import operations as clocks
from lachan.common.errors import Fault, Refused
from lachan.journal.rules import Author
from lachan.people import operations as people
from lachan.programme import operations as programme
from lachan.takedown import operations as takedown


class ContentRefused(SystemExit):
    """A file in content/ is wrong; the message names file, line and field. Nothing of it stays."""


class Loader(Protocol):
    """Loads one part of content/; safe to repeat, all or nothing."""

    def __call__(self, *, folder: Path, by: Author, now: datetime) -> object: ...


# Each with the folder it takes, "" for all of content/. In the order of the storeys: what is
# loaded later may refer to what was loaded before.
LOADERS: tuple[tuple[Loader, str], ...] = (
    (people.load_content, "units"),
    (clocks.load_content, ""),
    (takedown.load_content, "legal_bases"),
    (programme.load_content, ""),
)


def load(folder: Path, *, now: datetime) -> None:
    """Each app loads its part. Raises ContentRefused with the file, line and field at fault."""
    for loader, part in LOADERS:
        try:
            loader(folder=folder / part, by=Author.system("content"), now=now)
        except (Refused, Fault) as refusal:
            raise ContentRefused(f"{folder / part}: {refusal}") from None
