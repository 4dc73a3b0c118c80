"""Blocks scanned by the machines of a Ray cluster: the same function, as tasks.

Ray is an optional extra. Every machine needs this program and the rules in the same place; what
they hold is checked by digest. A task whose machine is lost is given to another by Ray; since a
block has one answer, and answers are written here in the blocks' order, none is lost or doubled.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from lachan.detect.scale.answers import Answer
from lachan.detect.scale.blocks import Block
from lachan.detect.scale.engines import Run, in_order
from lachan.detect.scale.errors import CannotScan
from lachan.detect.scale.processes import Rules, scan_block

# How often a block is given out again when machines are lost; past it something else is wrong.
_RETRIES: Final = 20
_LOCAL: Final = "127.0.0.1"


@contextmanager
def on_ray(rules: Rules, workers: int | None = None) -> Iterator[Run]:
    """On the cluster that RAY_ADDRESS names, or one made for this scan on this machine alone.

    Raises CannotScan when Ray is not installed or the cluster is lost.
    """
    ray = _ray()
    mine = not ray.is_initialized()
    if mine:
        _connect(ray, workers)
    try:
        task = ray.remote(num_cpus=1, max_retries=_RETRIES)(scan_block)
        ahead = 2 * int(ray.cluster_resources().get("CPU", 1))

        def run(blocks: Iterable[Block]) -> Iterator[Answer]:
            try:
                yield from in_order(
                    blocks, lambda block: task.remote(rules, block), ray.get, ahead=ahead
                )
            except ray.exceptions.RayTaskError as failed:
                raise failed.cause from None
            except ray.exceptions.RayError as lost:
                raise CannotScan(
                    f"Mất liên lạc với cụm Ray ({type(lost).__name__}). "
                    "Chạy lại cùng lệnh: phần đã quét được giữ."
                ) from lost

        yield run
    finally:
        if mine:
            ray.shutdown()


def _ray() -> Any:
    # Before Ray is loaded: it would else report its use to its makers.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        import ray
    except ImportError:
        raise CannotScan(
            "Chưa cài Ray. Cài bằng: pip install 'lachan[ray]', hoặc bỏ --engine ray."
        ) from None
    return ray


def _connect(ray: Any, workers: int | None) -> None:
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    if os.environ.get("RAY_ADDRESS"):
        ray.init(**options)
        return
    ray.init(
        address="local",
        num_cpus=workers,
        include_dashboard=False,
        _node_ip_address=_LOCAL,
        **options,
    )
