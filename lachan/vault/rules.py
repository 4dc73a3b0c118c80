"""Key classes and the binding of a ciphertext to its place. Pure."""

from enum import StrEnum


class KeyClass(StrEnum):
    """Which master key wraps a record's key. Two, so that opening one does not open the other."""

    CASE = "case"
    IDENTITY = "identity"


def place(*, table: str, column: str, row: str, version: int) -> bytes:
    """The associated data of a ciphertext: moved to another row or column it no longer opens."""
    return f"{table}|{column}|{row}|{version}".encode()
