"""Works out the figures of a report, each with the very records it counts. Writes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from lachan.common.measures import Window
from lachan.common.refs import Ref
from lachan.common.time import start_of
from lachan.journal.models import Entry
from lachan.people import queries as people
from lachan.people.rules import Function
from lachan.programme import periods
from lachan.programme.models import EnteredValue, Indicator, Period, Side
from lachan.programme.models.indicators import ENTERED
from lachan.programme.registry import MEASURES


@dataclass(frozen=True, slots=True)
class Source:
    """One record behind a number."""

    ref: Ref
    label: str
    at: datetime
    unit_id: int | None
    amount: int
    dims: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its records. `value` is None when nobody has a figure, and then it has none.

    `missing` are the units that owe a value; `answered` those that gave one or said why not.
    """

    value: int | None
    sources: tuple[Source, ...] = ()
    missing: frozenset[int] = frozenset()
    answered: frozenset[int] = frozenset()


NO_COUNT = Count(None)


@dataclass(frozen=True, slots=True)
class Worked:
    """The four numbers of one indicator."""

    indicator: Indicator
    numerator: Count
    denominator: Count
    previous_numerator: Count
    previous_denominator: Count

    @property
    def missing(self) -> frozenset[int]:
        """Units that owe a value for this period."""
        return self.numerator.missing | self.denominator.missing

    @property
    def answered(self) -> frozenset[int]:
        """Units that gave a value or said why they have none."""
        return self.numerator.answered | self.denominator.answered


class Counting:
    """Counts indicators over one period. Each measure is asked once.

    `scope` limits the units whose records count; None is the whole province.
    """

    def __init__(self, period: periods.PeriodWindow, *, scope: frozenset[int] | None) -> None:
        self.period = period
        self.scope = scope
        self._facts: dict[str, tuple[Source, ...]] = {}

    def count(self, indicator: Indicator, side: Side) -> Count:
        source, where = (
            (indicator.numerator, indicator.numerator_where)
            if side is Side.NUMERATOR
            else (indicator.denominator, indicator.denominator_where)
        )
        if not source:
            return NO_COUNT
        if source == ENTERED:
            return self._entered(indicator, side)
        return self._measured(source.split("+"), where)

    def _measured(self, codes: Sequence[str], where: Mapping[str, str]) -> Count:
        found = tuple(
            source
            for code in codes
            for source in self._of_measure(code)
            if all(source.dims.get(name) == value for name, value in where.items())
        )
        if not found and self._before_the_system:
            # Nothing was recorded because nobody recorded: that is not zero.
            return NO_COUNT
        return Count(sum(source.amount for source in found), found)

    def _of_measure(self, code: str) -> tuple[Source, ...]:
        if code not in self._facts:
            self._facts[code] = tuple(
                Source(fact.subject, fact.label, fact.at, fact.unit_id, fact.amount, fact.dims)
                for fact in MEASURES[code].facts(self._window)
                if self.scope is None or fact.unit_id in self.scope
            )
        return self._facts[code]

    @cached_property
    def _window(self) -> Window:
        return Window(start_of(self.period.start), start_of(self.period.end))

    @cached_property
    def _before_the_system(self) -> bool:
        first = Entry.objects.order_by("id").values_list("at", flat=True).first()
        return first is None or self._window.end <= first

    def _entered(self, indicator: Indicator, side: Side) -> Count:
        expected = self._reporters(tuple(indicator.reporters))
        latest = [
            value
            for value in self._values.get((indicator.code, side.value), {}).values()
            if value.unit_id in expected
        ]
        given = [value for value in latest if value.value is not None]
        missing = expected - {value.unit_id for value in given}
        answered = frozenset(value.unit_id for value in latest)
        sources = tuple(self._source(value) for value in given)
        total = sum(source.amount for source in sources) if given else None
        return Count(total, sources, missing, answered)

    def _source(self, value: EnteredValue) -> Source:
        name = self._names.get(value.unit_id, "")
        assert value.value is not None
        return Source(Ref.of(value), name[:120], value.entered_at, value.unit_id, value.value)

    @cached_property
    def _values(self) -> Mapping[tuple[str, str], Mapping[int, EnteredValue]]:
        """The newest version of every value of the period, by indicator code, side and unit.

        By code, so that last year's value still counts after an indicator got a new version.
        """
        values: dict[tuple[str, str], dict[int, EnteredValue]] = {}
        of_period = EnteredValue.objects.filter(period__code=self.period.code)
        for value in of_period.select_related("indicator").order_by("version", "id"):
            key = (value.indicator.code, value.side)
            values.setdefault(key, {})[value.unit_id] = value
        return values

    @cached_property
    def _names(self) -> Mapping[int, str]:
        return people.names_on(self.period.last_day)

    def _reporters(self, functions: Iterable[str]) -> frozenset[int]:
        """Units that hold one of the functions as the period ends."""
        held = frozenset().union(*(self._holders(function) for function in functions))
        return held if self.scope is None else held & self.scope

    def _holders(self, function: str) -> frozenset[int]:
        if function not in self._held:
            units = people.holders_of(Function(function), self.period.last_day)
            self._held[function] = frozenset(unit.pk for unit in units)
        return self._held[function]

    @cached_property
    def _held(self) -> dict[str, frozenset[int]]:
        return {}


def work_out(
    indicators: Iterable[Indicator], period: Period, *, scope: frozenset[int] | None
) -> list[Worked]:
    """Every indicator over the period and over the same period of the year before."""
    now = Counting(period.window, scope=scope)
    before = Counting(periods.a_year_before(period.window), scope=scope)
    return [
        Worked(
            indicator,
            now.count(indicator, Side.NUMERATOR),
            now.count(indicator, Side.DENOMINATOR),
            before.count(indicator, Side.NUMERATOR),
            before.count(indicator, Side.DENOMINATOR),
        )
        for indicator in indicators
    ]
