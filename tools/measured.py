"""A promise that can be measured: what it is, how it is measured now, what it is held against.

Nothing is remembered between runs: a figure that is printed was measured by that run.
"""

import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What came out, what it is held against, and whether it holds."""

    value: str
    bound: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One promise, for example `A.4` / `the slowest desk list`.

    One that is not `binding` says when it falls short and fails nothing: a timing on a busy
    machine is news, not a mistake.
    """

    part: str
    promise: str
    measure: Callable[[], Figure]
    binding: bool = True

    def is_of(self, wanted: str) -> bool:
        """Whether it belongs to the part: `A` holds `A.1` to `A.4`."""
        return not wanted or self.part == wanted or self.part.startswith(f"{wanted}.")


def at_most(value: float, bound: float, unit: str) -> Figure:
    return Figure(f"{value:.3g} {unit}", f"at most {bound:g} {unit}", value <= bound)


def at_least(value: float, bound: float, unit: str) -> Figure:
    return Figure(f"{value:.3g} {unit}", f"at least {bound:g} {unit}", value >= bound)


def known(value: str) -> Figure:
    """A figure that nothing is held against."""
    return Figure(value, "no bound", holds=True)


def none_of(found: Iterable[str], of: int, what: str) -> Figure:
    """Holds when nothing was found among so many; else says what."""
    bad = list(found)
    told = f"none of {of} {what}" if not bad else f"{len(bad)} of {of} {what}: {'; '.join(bad)}"
    return Figure(told, "none", not bad)


def run(lines: Sequence[Line], only: str = "") -> int:
    """Measures each line of the part, or of all; exit code 1 when one falls short or breaks."""
    chosen = [line for line in lines if line.is_of(only)]
    if not chosen:
        parts = ", ".join(sorted({line.part for line in lines})) or "none yet"
        print(f"Nothing is promised under {only!r}; there is: {parts}.")
        return 1
    results = [_tell(line) for line in chosen]
    print(f"{sum(held for held, _ in results)} of {len(results)} hold.")
    return 0 if all(held or not binding for held, binding in results) else 1


def _tell(line: Line) -> tuple[bool, bool]:
    """Whether it holds, and whether it binds: what breaks always does."""
    began, binding = time.monotonic(), line.binding
    try:
        figure = line.measure()
    except Exception:  # noqa: BLE001 (a measurement that breaks is told, and the others go on)
        traceback.print_exc()
        figure, binding = Figure("could not be measured", "see above", holds=False), True
    word = "holds      " if figure.holds else "FALLS SHORT"
    took = time.monotonic() - began
    print(
        f"{word} {line.part}  {line.promise}: {figure.value} ({figure.bound}; {took:.0f} s)",
        flush=True,
    )
    return figure.holds, binding
