"""How deadlines were kept: three facts, never two. Late is never hidden in an extension."""

from collections.abc import Callable, Iterable

from lachan.clocks.queries import met_in
from lachan.clocks.rules.states import ClockState
from lachan.common.labels import mark as _
from lachan.common.measures import Fact, Measure, Window


def _kept_as(state: ClockState) -> Callable[[Window], Iterable[Fact]]:
    """Facts by owner unit at the moment of the evidence; `about` is the kind of record."""

    def facts(window: Window) -> Iterable[Fact]:
        for clock in met_in(window).filter(state=state).iterator():
            # met_in lists only clocks that have a moment.
            assert clock.met_at is not None
            yield Fact(
                subject=clock.subject,
                at=clock.met_at,
                unit_id=clock.owner_unit_id,
                label=clock.label,
                dims={"rule": clock.code, "about": clock.subject_kind},
            )

    return facts


MEASURES = (
    Measure("CLOCKS_MET", _("Thời hạn hoàn thành đúng hạn ban đầu"), _kept_as(ClockState.MET)),
    Measure(
        "CLOCKS_MET_EXTENDED",
        _("Thời hạn hoàn thành sau khi được gia hạn"),
        _kept_as(ClockState.MET_EXTENDED),
    ),
    Measure("CLOCKS_LATE", _("Thời hạn hoàn thành trễ"), _kept_as(ClockState.LATE)),
)
