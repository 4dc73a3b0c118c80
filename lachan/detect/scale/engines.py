"""Where blocks are scanned: here, or in a pool of processes on this machine."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from lachan.detect.engine import RuleSet
from lachan.detect.scale.answers import Answer, answer
from lachan.detect.scale.blocks import Block
from lachan.detect.scale.errors import CannotScan
from lachan.detect.scale.processes import Rules, begin, scan_block

Waiting = TypeVar("Waiting")
Run = Callable[[Iterable[Block]], Iterator[Answer]]
"""Answers in the order of the blocks; so few blocks are taken ahead that memory stays bounded."""


@contextmanager
def here(ruleset: RuleSet) -> Iterator[Run]:
    """In this process, one block after the other."""
    yield lambda blocks: (answer(ruleset, block) for block in blocks)


@contextmanager
def pool(rules: Rules, workers: int) -> Iterator[Run]:
    """On so many processes of this machine."""
    # Spawned: a fork would carry this process's open files, locks and threads along.
    processes = ProcessPoolExecutor(workers, get_context("spawn"), initializer=begin)

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
