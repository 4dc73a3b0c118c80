"""One article read once for all signs of the press rule."""

import threading
from dataclasses import dataclass

from lachan.detect.extractors.persons import Person, persons
from lachan.detect.extractors.press.harm import (
    deeds_told,
    harmed_children,
    has_victim,
    may_tell_of_harm,
)
from lachan.detect.extractors.press.mentions import Mentions, mentions
from lachan.detect.extractors.press.sentences import Sentences, sentences
from lachan.detect.extractors.view import Span, View, view_of
from lachan.detect.fold import Folded


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with its sentences, who is named, and where a child is said to be harmed."""

    view: View
    parts: Sentences
    people: list[Person]
    told: Mentions
    harmed: list[Span]

    def harm_near(self, place: int, before: int, after: int) -> bool:
        """Whether a child is harmed within so many sentences of a place."""
        start, end = self.parts.around(self.parts.number_at(place), before, after)
        return any(start <= low < end for low, _ in self.harmed)

    def sentence(self, place: int) -> Span:
        return self.parts[self.parts.number_at(place)]


_last = threading.local()


def reading_of(page: Folded) -> Reading | None:
    """The reading of a page that may tell of harm to a child, or None.

    The last one of each thread is kept, as for views.
    """
    if getattr(_last, "page", None) is not page:
        _last.reading = _read(page)
        _last.page = page
    reading: Reading | None = _last.reading
    return reading


def _read(page: Folded) -> Reading | None:
    """Looks for deeds first: most pages have none, and who is who is dear to work out."""
    if not may_tell_of_harm(page.text):
        return None
    view = view_of(page)
    cues = deeds_told(view)
    if not cues and not has_victim(view):
        return None
    parts, people = sentences(view), persons(view)
    told = mentions(view, people)
    return Reading(view, parts, people, told, list(harmed_children(view, cues, parts, told)))
