"""The countable facts of triage (indicator C2): what tips and findings turned out to be."""

from collections.abc import Callable, Iterable, Iterator

from lachan.common.labels import mark as _
from lachan.common.measures import Fact, Measure, Window
from lachan.common.refs import Ref
from lachan.triage.models import QueueEntry
from lachan.triage.rules import NO_ACTION_REASONS, UNDECIDED, Outcome

_Facts = Callable[[Window], Iterable[Fact]]


def _decided(window: Window, outcomes: frozenset[Outcome]) -> Iterator[Fact]:
    rows = QueueEntry.objects.filter(
        decided_at__gte=window.start, decided_at__lt=window.end, outcome__in=sorted(outcomes)
    ).exclude(state__in=sorted(UNDECIDED))
    for entry in rows.select_related("tip").order_by("decided_at", "pk").iterator():
        assert entry.decided_at is not None  # filtered
        dims = {
            "harm": entry.harm,
            "severity": entry.severity,
            "outcome": str(entry.outcome),
            "origin": "finding" if entry.tip is None else "tip",
            "channel": "monitor" if entry.tip is None else str(entry.tip.channel),
        }
        yield Fact(Ref.of(entry), entry.decided_at, entry.unit_id, entry.number, dims)


def _of(*outcomes: Outcome) -> _Facts:
    return lambda window: _decided(window, frozenset(outcomes))


MEASURES = (
    Measure("triage.decided", _("Tin báo, phát hiện đã phân loại"), _of(*Outcome)),
    Measure("triage.verified", _("Có cơ sở, đã mở hồ sơ"), _of(Outcome.VERIFIED)),
    Measure("triage.unfounded", _("Không có cơ sở"), _of(Outcome.UNFOUNDED)),
    Measure("triage.duplicate", _("Trùng tin đã có"), _of(Outcome.DUPLICATE)),
    Measure("triage.out_of_scope", _("Ngoài phạm vi"), _of(Outcome.OUT_OF_SCOPE)),
    Measure("triage.no_action", _("Không xử lý"), _of(*NO_ACTION_REASONS)),
)
