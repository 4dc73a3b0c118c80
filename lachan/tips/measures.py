"""The countable facts of the tip-line."""

from collections.abc import Iterator

from lachan.common.labels import mark as _
from lachan.common.measures import Fact, Measure, Window
from lachan.common.refs import Ref
from lachan.tips.models import Tip

# Columns a figure may be broken down by. None tells who the reporter is.
_DIMS = ("harm", "severity", "age_band", "reporter_role", "channel", "place_kind", "state")


def _facts(moment: str, window: Window) -> Iterator[Fact]:
    found = Tip.objects.filter(**{f"{moment}__gte": window.start, f"{moment}__lt": window.end})
    for tip in found.order_by(moment, "pk").iterator():
        yield Fact(
            subject=Ref.of(tip),
            at=getattr(tip, moment),
            unit_id=tip.owner_unit_id,
            label=tip.number,
            dims={name: getattr(tip, name) for name in _DIMS},
        )


MEASURES = (
    Measure("tips.received", _("Tin báo đã nhận"), lambda window: _facts("received_at", window)),
    Measure(
        "tips.promoted", _("Tin báo đã mở hồ sơ"), lambda window: _facts("promoted_at", window)
    ),
    Measure("tips.closed", _("Tin báo đã đóng"), lambda window: _facts("closed_at", window)),
)
