"""Where blocks are scanned: here, or in a pool of processes on this machine."""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import NamedTuple, TypeVar

from lachan.detect.engine import RuleSet
from lachan.detect.scale.answers import Answer, answer
from lachan.detect.scale.blocks import Block
from lachan.detect.scale.errors import CannotScan

Waiting = TypeVar("Waiting")
Run = Callable[[Iterable[Block]], Iterator[Answer]]
"""Answers in the order of the blocks; so few blocks are taken ahead that memory stays bounded."""


class Rules(NamedTuple):
    """Which rules a process has to scan with: where they are, and what their content must be."""

    folder: str
    digest: str


@lru_cache(maxsize=1)
def loaded(rules: Rules) -> RuleSet:
    """The rule set, compiled once in a process. Raises CannotScan, BadRules."""
    ruleset = RuleSet.load(Path(rules.folder))
    if ruleset.digest != rules.digest:
        raise CannotScan(f"Quy tắc trong {rules.folder} khác với lúc bắt đầu quét.")
    return ruleset


def scan_block(rules: Rules, block: Block) -> Answer:
    """What every engine has done in its processes."""
    return answer(loaded(rules), block)


@contextmanager
def here(ruleset: RuleSet) -> Iterator[Run]:
    """In this process, one block after the other."""
    yield lambda blocks: (answer(ruleset, block) for block in blocks)


@contextmanager
def pool(rules: Rules, workers: int) -> Iterator[Run]:
    """On so many processes of this machine."""
    # Spawned: a fork would carry this process's open files, locks and threads along.
    processes = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin)

    def submit(block: Block) -> Future[Answer]:
        return processes.submit(scan_block, rules, block)

    def run(blocks: Iterable[Block]) -> Iterator[Answer]:
        try:
            yield from in_order(blocks, submit, Future.result, ahead=2 * workers)
        except BrokenProcessPool:
            raise CannotScan(
                "Một tiến trình quét bị hệ điều hành dừng (có thể do thiếu bộ nhớ). "
                "Chạy lại lệnh với --workers nhỏ hơn: phần đã quét được giữ."
            ) from None

    try:
        yield run
    finally:
        processes.shutdown(cancel_futures=True)


def in_order(
    blocks: Iterable[Block],
    submit: Callable[[Block], Waiting],
    take: Callable[[Waiting], Answer],
    *,
    ahead: int,
) -> Iterator[Answer]:
    """Has at most so many blocks on their way, and takes their answers in the blocks' order."""
    waiting: deque[Waiting] = deque()
    for block in blocks:
        waiting.append(submit(block))
        if len(waiting) > ahead:
            yield take(waiting.popleft())
    while waiting:
        yield take(waiting.popleft())


def _begin() -> None:
    """Of a process of the pool: it leaves an interruption to its parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # Else a killed parent would leave its processes behind, waiting for ever.
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
