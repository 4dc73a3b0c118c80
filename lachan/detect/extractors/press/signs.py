"""The signs of the press rule as finders over a page."""

from collections.abc import Callable, Iterator
from typing import Final

from lachan.detect.extractors.press import changed, family, home
from lachan.detect.extractors.press.frames import is_round_up
from lachan.detect.extractors.press.reading import Reading, reading_of
from lachan.detect.extractors.view import Span
from lachan.detect.fold import Folded

Find = Callable[[Folded], Iterator[Span]]


def harmed(page: Folded) -> Iterator[Span]:
    """Places where the article says that one child was harmed."""
    reading = reading_of(page)
    if reading:
        yield from (reading.view.span(*place) for place in reading.harmed)


def _only_with_harm(look: Callable[[Reading], list[Span]]) -> Find:
    """Without a child that was harmed nothing in the article leads to one."""

    def find(page: Folded) -> Iterator[Span]:
        reading = reading_of(page)
        if reading and reading.harmed:
            apart = is_round_up(reading.view)
            yield from (
                reading.view.span(*place)
                for place in look(reading)
                if not apart or reading.harm_near(place[0], 0, 0)
            )

    return find


names_of_child: Final = _only_with_harm(family.child_of_harm)
names_of_family: Final = _only_with_harm(family.family_of_harm)
homes: Final = _only_with_harm(home.homes)
houses: Final = _only_with_harm(home.house_numbers)
schools: Final = _only_with_harm(home.schools_of_harm)
classes: Final = _only_with_harm(home.class_of_school)
phones: Final = _only_with_harm(home.phones_of_family)
accounts: Final = _only_with_harm(home.accounts_of_child)
changed_names: Final = _only_with_harm(changed.changed_names)
