"""What the monitor counts: items read, findings by harm and severity, findings dismissed."""

from collections.abc import Iterable

from lachan.common.labels import mark as _
from lachan.common.measures import Fact, Measure, Window
from lachan.common.refs import Ref
from lachan.monitor.models import Finding, Item
from lachan.monitor.rules import FindingState


def _items(window: Window) -> Iterable[Fact]:
    rows = Item.objects.filter(fetched_at__gte=window.start, fetched_at__lt=window.end)
    wanted = rows.order_by("pk").values_list("pk", "fetched_at", "source__owner_unit", "medium")
    for pk, at, unit_id, medium in wanted.iterator():
        yield Fact(Ref("monitor.item", str(pk)), at, unit_id, f"MT-{pk}", {"medium": medium})


def _findings(window: Window) -> Iterable[Fact]:
    rows = Finding.objects.filter(found_at__gte=window.start, found_at__lt=window.end)
    wanted = rows.order_by("pk").values_list(
        "pk", "found_at", "item__source__owner_unit", "harm", "severity", "rule"
    )
    for pk, at, unit_id, harm, severity, rule in wanted.iterator():
        dims = {"harm": harm, "severity": severity, "rule": rule}
        yield Fact(Ref("monitor.finding", str(pk)), at, unit_id, f"PH-{pk}", dims)


def _dismissed(window: Window) -> Iterable[Fact]:
    rows = Finding.objects.filter(
        state=FindingState.DISMISSED.value,
        decided_at__gte=window.start,
        decided_at__lt=window.end,
    )
    wanted = rows.order_by("pk").values_list(
        "pk", "decided_at", "item__source__owner_unit", "harm", "rule", "dismiss_reason"
    )
    for pk, at, unit_id, harm, rule, reason in wanted.iterator():
        assert at is not None
        dims = {"harm": harm, "rule": rule, "reason": reason}
        yield Fact(Ref("monitor.finding", str(pk)), at, unit_id, f"PH-{pk}", dims)


MEASURES = (
    Measure("ITEMS_READ", _("Số mục tin đã thu thập"), _items),
    Measure("FINDINGS", _("Số phát hiện của quy tắc"), _findings),
    Measure("FINDINGS_DISMISSED", _("Số phát hiện bỏ qua sau khi xem"), _dismissed),
)
