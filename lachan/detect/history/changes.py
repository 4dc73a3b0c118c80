"""Which rules of two rule sets find other things."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a rule differs from what it was."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that differs. Codes and fingerprints are empty on the side where it is not."""

    kind: Kind
    old_code: str
    code: str
    old_mark: str
    mark: str

    @property
    def name(self) -> str:
        """The code that it is told by."""
        return self.code or self.old_code


def changes(old: Mapping[str, str], new: Mapping[str, str]) -> list[Change]:
    """Every rule whose fingerprint or code differs, in order of code. Both map code to fingerprint.

    A rule that went and one that came with the same fingerprint are one rule under another code.
    """
    gone = {mark: code for code, mark in sorted(old.items()) if code not in new}
    found = []
    for code, mark in sorted(new.items()):
        if code in old and old[code] != mark:
            found.append(Change(Kind.CHANGED, code, code, old[code], mark))
        elif code not in old and mark in gone:
            found.append(Change(Kind.RENAMED, gone.pop(mark), code, mark, mark))
        elif code not in old:
            found.append(Change(Kind.ADDED, "", code, "", mark))
    renamed = {change.old_code for change in found}
    lost = [code for code in sorted(old) if code not in new and code not in renamed]
    found += [Change(Kind.REMOVED, code, "", old[code], "") for code in lost]
    return sorted(found, key=lambda change: change.name)
