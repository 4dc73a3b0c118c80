"""The list of content cases: number, platform, state and moments; never the address."""

from django.urls import reverse
from django.utils.translation import gettext

from lachan.takedown.rules import CONTENT_STATES, ContentState
from lachan.web.desk.choices import harm_label
from lachan.web.desk.common_columns import (
    opened_column,
    severity_column,
    severity_filter,
    state_filter,
)
from lachan.web.desk.tables import Column, Filter, Table

STATE_COLOURS = {
    ContentState.OPENED: "red",
    ContentState.REOPENED: "red",
    ContentState.VERIFIED: "green",
    ContentState.CLOSED: "grey",
    ContentState.NO_ACTION: "grey",
}


def content_case_table(units: dict[int, str]) -> Table:
    """The list as shown and exported."""
    return Table(
        name="vu-noi-dung",
        columns=_columns(units),
        filters=_filters(),
        search=lambda rows, word: rows.filter(number__icontains=word),
        empty=gettext("Chưa có vụ nội dung nào. Vụ được mở khi phân loại tin báo hoặc phát hiện."),
        default="-mo",
    )


def _columns(units: dict[int, str]) -> tuple[Column, ...]:
    return (
        Column(
            "so",
            gettext("Số"),
            lambda case: case.number,
            link=lambda case: reverse("desk_content_case", args=[case.pk]),
            narrow=True,
        ),
        Column(
            "trang-thai",
            gettext("Trạng thái"),
            lambda case: gettext(CONTENT_STATES[ContentState(case.state)]),
            tag=lambda case: STATE_COLOURS.get(ContentState(case.state), "turquoise"),
        ),
        severity_column(),
        Column("loai", gettext("Loại việc"), lambda case: harm_label(case.harm)),
        Column("nen-tang", gettext("Nền tảng"), lambda case: case.platform or "–"),
        Column("don-vi", gettext("Đơn vị"), lambda case: units.get(case.owner_unit_id, "")),
        opened_column(),
    )


def _filters() -> tuple[Filter, ...]:
    return (
        state_filter(CONTENT_STATES),
        severity_filter(),
    )
