"""Reports as a list."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from lachan.programme.rules import REPORT_LABELS, ReportState
from lachan.web.desk.common_columns import state_filter
from lachan.web.desk.tables import Column, Filter, Table


def report_table(units: dict[int, str]) -> Table:
    """The list as shown and exported."""
    return Table(
        name="bao-cao",
        columns=_columns(units),
        filters=_filters(),
        empty=gettext("Chưa có báo cáo nào. Cán bộ điều phối bắt đầu một kỳ báo cáo ở trên."),
        default="-ky",
    )


def _columns(units: dict[int, str]) -> tuple[Column, ...]:
    return (
        Column(
            "ky",
            gettext("Kỳ báo cáo"),
            lambda report: capfirst(report.period.title),
            link=lambda report: reverse("desk_report", args=[report.pk]),
            order=("period__starts_on", "edition"),
        ),
        Column("don-vi", gettext("Đơn vị"), lambda report: units.get(report.unit_id, "")),
        Column("ban", gettext("Lần"), lambda report: str(report.edition)),
        Column(
            "trang-thai",
            gettext("Trạng thái"),
            lambda report: gettext(REPORT_LABELS[ReportState(report.state)]),
            tag=lambda report: "green" if report.state == ReportState.ISSUED else "turquoise",
        ),
    )


def _filters() -> tuple[Filter, ...]:
    return (state_filter(REPORT_LABELS),)
