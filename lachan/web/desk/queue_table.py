"""The queue as a list: gravest first, without any words of a tip."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from lachan.common.taxonomy import SEVERITY_LABELS, Severity
from lachan.common.time import local
from lachan.triage.models import QueueEntry
from lachan.triage.rules import QUEUE_STATES, QueueState
from lachan.web.desk.choices import harm_label
from lachan.web.desk.common_columns import severity_filter, state_filter
from lachan.web.desk.tables import Column, Filter, Table

COLOURS = {Severity.S1: "red", Severity.S2: "orange", Severity.S3: "yellow", Severity.S4: "grey"}


def _by_state(rows: QuerySet[QueueEntry], value: str) -> QuerySet[QueueEntry]:
    return rows.filter(state=value)


def what(entry: QueueEntry) -> str:
    return gettext("Tin báo") if entry.tip_id else gettext("Phát hiện")


def queue_table() -> Table:
    """The list as shown and exported."""
    return Table(
        name="cho-phan-loai",
        columns=_columns(),
        filters=_filters(),
        empty=gettext("Không còn gì chờ phân loại. Tin báo và phát hiện mới tự vào đây."),
        default="muc",
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "so",
            gettext("Số"),
            lambda entry: entry.number,
            link=lambda entry: reverse("desk_entry", args=[entry.pk]),
            narrow=True,
        ),
        Column(
            "muc",
            gettext("Mức"),
            lambda entry: gettext(SEVERITY_LABELS[Severity(entry.severity)]),
            order=("severity", "received_at"),
            tag=lambda entry: COLOURS[Severity(entry.severity)],
            narrow=True,
        ),
        Column("nguon", gettext("Từ đâu"), what, narrow=True),
        Column("loai", gettext("Loại việc"), lambda entry: harm_label(entry.harm)),
        Column(
            "trang-thai",
            gettext("Trạng thái"),
            lambda entry: gettext(QUEUE_STATES[QueueState(entry.state)]),
        ),
        Column(
            "ai",
            gettext("Người xem"),
            lambda entry: entry.assigned_to.full_name if entry.assigned_to else "–",
        ),
        Column(
            "nhan",
            gettext("Nhận lúc"),
            lambda entry: f"{local(entry.received_at):%d/%m/%Y %H:%M}",
            order=("received_at",),
            narrow=True,
        ),
    )


def _filters() -> tuple[Filter, ...]:
    return (
        state_filter(QUEUE_STATES),
        Filter(
            "tu",
            gettext("Từ đâu"),
            [("tin-bao", gettext("Tin báo")), ("phat-hien", gettext("Phát hiện"))],
            lambda rows, value: rows.filter(tip__isnull=value != "tin-bao"),
        ),
        severity_filter(),
    )
