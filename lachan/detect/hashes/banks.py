"""Banks: named sets of hashes, each with its own limit; those of harmless things are asked first.

A match orders a queue and shows why. It decides nothing.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from lachan.detect.hashes.codec import BYTES, Id, as_words
from lachan.detect.hashes.flood import FloodGuard
from lachan.detect.hashes.index import HashIndex
from lachan.detect.hashes.slots import LIMIT
from lachan.detect.hashes.urls import canonical_url


class Kind(StrEnum):
    """What a bank holds. Only PDQ knows nearness; the others are the same or not."""

    PDQ = "pdq"
    MD5 = "md5"
    SHA256 = "sha256"
    URL = "url"


_DIGITS: Final = {Kind.PDQ: 64, Kind.MD5: 32, Kind.SHA256: 64}


@dataclass(frozen=True, slots=True)
class Bank:
    """A named set of hashes. `limit`: how many bits a picture may be away, 0 to 31.

    A negative bank holds what is known to be harmless: what matches it is asked of no other bank.
    Keep its limit small, since a wide one would clear what only resembles.
    """

    name: str
    kind: Kind
    limit: int = 0
    negative: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError for a limit that the kind cannot have."""
        highest = LIMIT if self.kind is Kind.PDQ else 0
        if not 0 <= self.limit <= highest:
            raise ValueError(f"The limit of a bank of {self.kind} is 0 to {highest} bits.")
        if not self.name or not self.name.replace("-", "_").isidentifier():
            raise ValueError(f"The name of a bank is letters, digits, - and _, not {self.name!r}.")


@dataclass(frozen=True, slots=True)
class Match:
    """The entry that matched, its bank, and how many bits away it is."""

    bank: str
    id: Id
    distance: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the banks say of one value, nearest first.

    `cleared_by`: the harmless entry that it is, and then nothing else was asked. `held`: matches
    of entries in quarantine, which wait until somebody has looked at the entry.
    """

    matches: tuple[Match, ...] = ()
    held: tuple[Match, ...] = ()
    cleared_by: Match | None = None


class Banks:
    """Several banks of any kinds, in memory or each in a folder of its own."""

    def __init__(
        self,
        banks: Iterable[Bank],
        folder: Path | None = None,
        *,
        guard: FloodGuard | None = None,
        read_only: bool = False,
    ) -> None:
        """Raises ValueError for two banks of one name, and what HashIndex raises."""
        self.guard = guard or FloodGuard()
        self._banks: dict[str, tuple[Bank, HashIndex]] = {}
        for bank in banks:
            if bank.name in self._banks:
                raise ValueError(f"Two banks are named {bank.name!r}.")
            place = folder / bank.name if folder is not None else None
            self._banks[bank.name] = bank, HashIndex(place, read_only=read_only)

    def add(self, bank: str, entries: Mapping[Id, str]) -> None:
        """Id and value: hexadecimal digits, or an address. Raises ValueError for a bad one."""
        kept, index = self._banks[bank]
        keys = [key_of(kept.kind, value) for value in entries.values()]
        index.add(list(entries), keys)

    def disable(self, bank: str, ids: Sequence[Id]) -> int:
        return self._banks[bank][1].disable(ids)

    def match(self, kind: Kind, values: Sequence[str]) -> list[Answer]:
        """What the banks of this kind say of each value. Counts the matches for the flood guard.

        Raises ValueError for a bad value.
        """
        keys = [key_of(kind, value) for value in values]
        cleared = self._nearest(kind, keys, negative=True)
        asked = [number for number, found in enumerate(cleared) if not found]
        found = self._nearest(kind, [keys[number] for number in asked], negative=False)
        self.guard.count((match.bank, match.id) for matches in found for match in matches)
        answers = [Answer(cleared_by=matches[0] if matches else None) for matches in cleared]
        for number, matches in zip(asked, found, strict=True):
            answers[number] = self._answer(matches)
        return answers

    def close(self) -> None:
        for _bank, index in self._banks.values():
            index.close()

    def _nearest(self, kind: Kind, keys: list[bytes], *, negative: bool) -> list[list[Match]]:
        found: list[list[Match]] = [[] for _ in keys]
        for bank, index in self._banks.values():
            if keys and bank.kind is kind and bank.negative is negative:
                for mine, theirs in zip(found, index.query(keys, bank.limit), strict=True):
                    mine += [Match(bank.name, *pair) for pair in zip(*theirs, strict=True)]
        for mine in found:
            mine.sort(key=lambda match: match.distance)
        return found

    def _answer(self, matches: list[Match]) -> Answer:
        held = [(match.bank, match.id) in self.guard.quarantined for match in matches]
        pairs = list(zip(matches, held, strict=True))
        return Answer(
            tuple(match for match, waits in pairs if not waits),
            tuple(match for match, waits in pairs if waits),
        )


def key_of(kind: Kind, value: str) -> bytes:
    """32 bytes for any value. An address is the SHA-256 of its one spelling, MD5 stands twice.

    Raises ValueError for what is none of the kind.
    """
    if kind is Kind.URL:
        return hashlib.sha256(canonical_url(value).encode()).digest()
    if len(value) != _DIGITS[kind]:
        raise ValueError(f"A value of {kind} has {_DIGITS[kind]} hexadecimal digits.")
    return as_words(value * (2 * BYTES // len(value))).tobytes()
