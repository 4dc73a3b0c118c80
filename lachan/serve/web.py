"""The web face or faces, served by granian."""

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from lachan.config import environment
from lachan.config.environment import Environment

TARGET = "lachan.config.wsgi:application"


def main() -> None:
    server(environment.read()).serve()


def server(given: Environment) -> MPServer:
    """One process with a few threads: what an office needs, in little memory.

    No access log: the address a child writes from is not ours to keep.
    """
    return MPServer(
        TARGET,
        address=given.host,
        port=given.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
        workers_kill_timeout=5,
    )
