"""What happens in the processes that scan: rules loaded once, blocks scanned, an end in time."""

import os
import signal
import threading
from functools import lru_cache
from multiprocessing import parent_process
from pathlib import Path
from typing import NamedTuple

from lachan.detect.engine import RuleSet
from lachan.detect.scale.answers import Answer, answer
from lachan.detect.scale.blocks import Block
from lachan.detect.scale.errors import CannotScan


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


def begin() -> None:
    """Of a process of the pool: it leaves an interruption to its parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # Else a killed parent would leave its processes behind, waiting for ever.
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
