"""`lachan serve`: looks before it leaps, then hands over to the parent."""

import shutil
import sys

from lachan.config import environment
from lachan.serve.only_one import only_one
from lachan.serve.parent import Parent
from lachan.serve.ports import refuse_taken_port

# PostgreSQL stops taking writes when the disk is full; below this we do not even begin.
LEAST_FREE_BYTES = 200 * 1024 * 1024


class DiskFull(SystemExit):
    """Too little room to begin; the message says where and how much is wanted."""


def serve() -> int:
    """Exit code of the program. Everything that can refuse refuses before anything is started."""
    given = environment.read()
    with only_one(given.var, " ".join(["lachan", *sys.argv[1:]])):
        refuse_taken_port(given.host, given.port)
        refuse_full_disk(given)
        return Parent(given).run()


def refuse_full_disk(given: environment.Environment) -> None:
    """Raises DiskFull when the state folder's disk has too little room."""
    free = shutil.disk_usage(given.var).free
    if free < LEAST_FREE_BYTES:
        raise DiskFull(
            f"{given.var} has {free // 1024**2} MB free; Lá Chắn wants at least "
            f"{LEAST_FREE_BYTES // 1024**2} MB to begin. Make room, or move LACHAN_VAR. "
            "What is stored is untouched."
        )
