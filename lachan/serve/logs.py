"""Logs for operators: what broke and where, never what somebody wrote."""

import logging
from types import TracebackType
from typing import TypeAlias

ExcInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class WithoutWords(logging.Formatter):
    """Writes an exception as its chain of types and places, without its text.

    The text of an exception may quote what a person sent: PostgreSQL puts the offending value in
    its DETAIL, a parser quotes its input. The places are enough to find the fault.
    """

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (the library's name)
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            lines.append(f"  {_name(error)}")
            lines += _places(error.__traceback__)
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def _name(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    # PostgreSQL's own code for the fault, for example 53100 for a full disk.
    state = getattr(error, "sqlstate", None)
    return f"{kind} [{state}]" if state else kind


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"    {code.co_filename}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return places
