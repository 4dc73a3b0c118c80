"""Names of communes, as officers keep them in `content/gazetteer`."""

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from lachan.detect.extractors.view import Span, unmarked
from lachan.detect.fold import Folded
from lachan.detect.problems import BadRules, Problem
from lachan.detect.yaml_lines import read_yaml

FOLDER: Final = Path(__file__).resolve().parents[3] / "content" / "gazetteer"
_KINDS: Final = ("xa", "phuong", "thi_tran")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of communes, lower case: with marks, without, and those that mean one alone."""

    marked: frozenset[str]
    plain: frozenset[str]
    alone: frozenset[str]

    def holds(self, marked: str, plain: str) -> bool:
        """Whether a name is that of a commune; `marked` is the same as `plain` without marks."""
        return marked in self.marked or (marked == plain and plain in self.plain)


_current: Final[ContextVar[Gazetteer | None]] = ContextVar("gazetteer", default=None)


def gazetteer() -> Gazetteer:
    """The names that finders know just now: those of `finding_with`, else those that ship."""
    return _current.get() or _shipped()


def finding_with(
    known: Gazetteer, find: Callable[[Folded], Iterator[Span]]
) -> Callable[[Folded], Iterator[Span]]:
    """The same finder, knowing these names."""

    def found(page: Folded) -> Iterator[Span]:
        token = _current.set(known)
        try:
            # All at once: later the names would be others again.
            return iter(list(find(page)))
        finally:
            _current.reset(token)

    return found


@lru_cache(maxsize=1)
def _shipped() -> Gazetteer:
    return read_gazetteer(FOLDER)


def beside(content: Path) -> Path:
    """Where the names of a folder of content are: in it, else those that ship."""
    folder = content / "gazetteer"
    return folder if folder.is_dir() else FOLDER


def read_gazetteer(folder: Path) -> Gazetteer:
    """The names of every file of a folder; none when there is no such folder.

    Raises BadRules, with file, line and remedy, for a file that is not as its schema says.
    """
    names: set[str] = set()
    districts: set[str] = set()
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        value, _, found = read_yaml(path, "gazetteer")
        problems += found
        if not found:
            districts |= {name.lower() for name in value.get("cung_la_ten_huyen", [])}
            names |= {
                name.lower()
                for unit in value["don_vi"]
                for kind in _KINDS
                for name in unit.get(kind, [])
            }
    if problems:
        raise BadRules(problems)
    alone = names - districts
    plain = frozenset(unmarked(name) for name in names)
    return Gazetteer(frozenset(names), plain, frozenset(alone | {unmarked(name) for name in alone}))
