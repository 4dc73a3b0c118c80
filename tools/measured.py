"""A promise that can be measured: what it is, how it is measured now, what it is held against.

Nothing is remembered between runs: a figure that is printed was measured by that run.
"""

import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What came out, what it is held against, and whether it holds."""

    value: str
    bound: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One promise of an issue, for example `A` / `warm start`."""

    part: str
    promise: str
    measure: Callable[[], Figure]


def at_most(value: float, bound: float, unit: str) -> Figure:
    return Figure(f"{value:.3g} {unit}", f"at most {bound:g} {unit}", value <= bound)


def at_least(value: float, bound: float, unit: str) -> Figure:
    return Figure(f"{value:.3g} {unit}", f"at least {bound:g} {unit}", value >= bound)


def run(lines: Sequence[Line], only: str = "") -> int:
    """Measures each line of the part, or of all; exit code 1 when one falls short or breaks."""
    chosen = [line for line in lines if not only or line.part == only]
    if not chosen:
        parts = ", ".join(sorted({line.part for line in lines})) or "none yet"
        print(f"Nothing is promised under {only!r}; there is: {parts}.")
        return 1
    results = [_tell(line) for line in chosen]
    print(f"{results.count(True)} of {len(results)} hold.")
    return 0 if all(results) else 1


def _tell(line: Line) -> bool:
    began = time.monotonic()
    try:
        figure = line.measure()
    except Exception:  # noqa: BLE001 (a measurement that breaks is told, and the others go on)
        traceback.print_exc()
        figure = Figure("could not be measured", "see above", holds=False)
    word = "holds      " if figure.holds else "FALLS SHORT"
    took = time.monotonic() - began
    print(f"{word} {line.part}  {line.promise}: {figure.value} ({figure.bound}; {took:.0f} s)")
    return figure.holds
