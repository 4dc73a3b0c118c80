"""A stream of JSON in which no single value may grow without end."""

from typing import BinaryIO, Final

STRETCH_CAP: Final = 2 * 1024 * 1024
"""Most bytes from one quotation mark to the next. A parser holds a value until it ends."""

_PIECE: Final = 64 * 1024


class TooLongAStretch(Exception):
    """One value is longer than any that a chat program writes."""


class Bounded:
    """Reads on like the stream it is given; raises TooLongAStretch before memory is spent."""

    def __init__(self, stream: BinaryIO, cap: int = STRETCH_CAP) -> None:
        self._stream = stream
        self._cap = cap
        self._since_quote = 0
        self._escape = b""

    def read(self, size: int = _PIECE) -> bytes:
        """At most `size` bytes, and never more than a piece of 64 KiB."""
        piece = self._stream.read(min(size, _PIECE) if size >= 0 else _PIECE)
        # A quotation mark after a backslash ends nothing; neither counts when the two are halved.
        plain = (self._escape + piece).replace(b"\\\\", b"..").replace(b'\\"', b"..")
        self._escape = b"\\" if plain.endswith(b"\\") else b""
        first, last = plain.find(b'"'), plain.rfind(b'"')
        if self._since_quote + (len(plain) if first < 0 else first) > self._cap:
            raise TooLongAStretch
        self._since_quote = self._since_quote + len(plain) if last < 0 else len(plain) - last - 1
        return piece
