"""Where the sentences of an article begin and end."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from lachan.detect.extractors.view import Span, View

# A full stop before a capital; not after one letter (initials) nor after a title.
_END: Final = re.compile(
    r"[.!?…][\"')\]]* +(?=[\"'(*\[-]{0,2}[A-Z0-9])|\n\n|[;:] (?=\"?[A-Z][a-z]+ [a-z])"
)
_NO_END: Final = re.compile(r"(?:\b(?:[Tt]p|TP|[Tt][Hh]?[Ss]|BS|GS|Dr|St|Mr|Mrs)|\bP|\bQ)\.$")


@dataclass(frozen=True, slots=True)
class Sentences:
    """Half-open spans of a view, one after the other, covering it."""

    spans: list[Span]

    def number_at(self, place: int) -> int:
        """The number of the sentence that holds a place."""
        return max(0, bisect_right(self.spans, (place, 1 << 60)) - 1)

    def __getitem__(self, number: int) -> Span:
        return self.spans[number]

    def around(self, number: int, before: int, after: int) -> Span:
        """From so many sentences before to so many after, as far as there are any."""
        first = max(0, number - before)
        last = min(len(self.spans) - 1, number + after)
        return self.spans[first][0], self.spans[last][1]


def sentences(view: View) -> Sentences:
    spans, start = [], 0
    for match in _END.finditer(view.cased):
        stop = match.start() + 1
        if view.cased[match.start()] == "." and _NO_END.search(view.cased, start, stop):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(view.cased)))
    return Sentences(spans)
