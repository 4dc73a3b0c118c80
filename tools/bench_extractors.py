"""How many articles a second the finders read, each alone and all of the press rule together."""

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from sys import path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
path[:0] = [str(ROOT)] if str(ROOT) not in path else []

import measured  # noqa: E402  (run as a script, the root is not on the path before)

from lachan.detect.extractors import EXTRACTORS  # noqa: E402
from lachan.detect.fold import Folded, fold  # noqa: E402
from tests.detect.press.articles import read  # noqa: E402

TIMES: Final = 5
PRESS: Final = ("tre_em_bi_hai", "ten_tre_bi_hai", "ten_nguoi_than", "truong_cua_tre")


@cache
def texts() -> tuple[str, ...]:
    return tuple(f"{a.title}\n\n{a.text}" for a in read("development"))


def pages() -> list[Folded]:
    """Folded anew each time: a finder keeps what it read of the last page."""
    return [fold(text) for text in texts()]


def per_second(names: tuple[str, ...]) -> measured.Figure:
    best = min(_seconds(pages(), names) for _ in range(TIMES))
    return measured.known(f"{len(texts()) / best:,.0f} articles of about 290 characters a second")


def _seconds(these: list[Folded], names: tuple[str, ...]) -> float:
    began = time.perf_counter()
    for page in these:
        for name in names:
            _drain(EXTRACTORS[name].find(page))
    return time.perf_counter() - began


def _drain(found: Any) -> int:
    return sum(1 for _ in found)


def _line(what: str, names: tuple[str, ...]) -> measured.Line:
    measure: Callable[[], measured.Figure] = lambda: per_second(names)  # noqa: E731
    return measured.Line("detect.extractors", what, measure, binding=False)


LINES: tuple[measured.Line, ...] = (
    _line("all signs of the press rule", PRESS),
    _line("all other signs", tuple(name for name in EXTRACTORS if name not in PRESS)),
    *(_line(name, (name,)) for name in EXTRACTORS if name not in PRESS),
)

if __name__ == "__main__":
    measured.run(LINES)
