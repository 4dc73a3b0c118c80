"""Spellings of people who type fast, as officers keep them in `content/teencode`."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lachan.detect.fold import fold
from lachan.detect.problems import Problem
from lachan.detect.yaml_lines import Lines, line_of, read_yaml

_PARTS: Final = ("thay", "chu_don", "dung_dau")


@dataclass(frozen=True, slots=True)
class Teencode:
    """What a token stands for, in plain lower-case letters; several words are spaced.

    `anywhere` is keyed by the folded token. `alone` holds single letters, to be read only in lower
    case between spaces. `as_typed` is keyed by the token in NFC lower case: without its marks it
    would be another word.
    """

    anywhere: Mapping[str, str] = field(default_factory=dict)
    alone: Mapping[str, str] = field(default_factory=dict)
    as_typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def tokens(self) -> Mapping[str, str]:
        """All of them: by folded token, or by token as typed where the marks matter."""
        return {**self.as_typed, **self.alone, **self.anywhere}


def read_teencode(folder: Path) -> tuple[Teencode, list[Problem]]:
    """All spellings of a folder, and what is wrong with its files. No folder: no spellings."""
    tables: dict[str, dict[str, str]] = {part: {} for part in _PARTS}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        value, lines, found = read_yaml(path, "teencode")
        problems += found or _fill(tables, path.name, value, lines)
    return Teencode(tables["thay"], tables["chu_don"], tables["dung_dau"]), problems


def _fill(
    tables: Mapping[str, dict[str, str]], file: str, value: Mapping[str, Any], lines: Lines
) -> Iterable[Problem]:
    problems = []
    for part, meant, spelling in _entries(value):
        key, plain = _key(part, spelling), fold(meant).text
        # dc and đc are one token once the marks are gone: said twice is no mistake.
        if tables[part].setdefault(key, plain) != plain:
            what = f"cách viết “{spelling}” đã có nghĩa “{tables[part][key]}”."
            line = line_of(lines, (part, meant))
            problems.append(Problem(file, line, what, "giữ một nghĩa, hoặc bỏ cách viết này."))
    return problems


def _entries(value: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for part in _PARTS:
        for meant, spellings in value.get(part, {}).items():
            for spelling in spellings:
                yield part, meant, spelling


def _key(part: str, spelling: str) -> str:
    if part == "dung_dau":
        return unicodedata.normalize("NFC", spelling).lower()
    return fold(spelling).text
