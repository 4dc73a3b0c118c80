"""How far a long command is, on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def bar(least: int = 1 << 20) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on the terminal of stderr; without one, silence. `least`: the least step shown."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, file=sys.stderr, update_min_steps=least) as shown:
        move = shown.update

        def progress(done: int, total: int) -> None:
            shown.length = max(1, total)
            move(done - shown.pos)

        yield progress
