"""Scans on a cluster of two machines and takes one away in the middle: IN, OUT, RULES, LOG.

Run as a process of its own: a cluster opens connections and makes noise.
"""

import os
import socket
import sys
import time
from pathlib import Path

# Before Ray is loaded: on this machine only, and silent about its use.
os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"

import ray
from ray.cluster_utils import Cluster

from lachan.detect.scale import json_lines, ray_engine
from lachan.detect.scale.processes import scan_block
from lachan.detect.scan_file import Engine, Options, scan_file

HERE = {"node_ip_address": "127.0.0.1", "object_store_memory": 80 << 20}


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def slow(rules, block):
    """Leaves the name of its machine, so that the test knows who has worked."""
    with Path(os.environ["NODES_LOG"]).open("a") as log:
        log.write(f"{ray.get_runtime_context().get_node_id()}\n")
    time.sleep(0.03)
    return scan_block(rules, block)


def main(source, target, rules, log):
    os.environ["NODES_LOG"] = log
    json_lines.BLOCK = 4000
    ray_engine.scan_block = slow
    head = {"num_cpus": 0, "include_dashboard": False, "gcs_server_port": free_port(), **HERE}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    try:
        cluster.add_node(num_cpus=1, **HERE)
        lost = cluster.add_node(num_cpus=1, **HERE)
        ray.init(cluster.address, log_to_driver=False, logging_level="ERROR")
        taken = []

        def progress(read, size):
            if not taken and has_worked_on_both(log):
                cluster.remove_node(lost, allow_graceful=False)
                taken.append(read / size)

        scan_file(Path(source), Path(target), Path(rules), progress, Options(Engine.RAY))
        print(f"lost a machine at {taken[0]:.2f}", flush=True)
    finally:
        ray.shutdown()
        cluster.shutdown()


def has_worked_on_both(log):
    seen = Path(log).read_text().split() if Path(log).exists() else []
    return len(seen) > 8 and len(set(seen)) == 2


if __name__ == "__main__":
    main(*sys.argv[1:])
