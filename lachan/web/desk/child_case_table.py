"""The list of child cases: number, state, unit and moments; no child's data."""

from django.urls import reverse
from django.utils.translation import gettext

from lachan.cases.rules import CASE_STATES, RISKS, CaseState, Risk
from lachan.web.desk.choices import harm_label
from lachan.web.desk.common_columns import (
    opened_column,
    severity_column,
    severity_filter,
    state_filter,
)
from lachan.web.desk.tables import Column, Filter, Table

STATE_COLOURS = {
    CaseState.IDENTIFIED: "red",
    CaseState.CLOSED: "grey",
    CaseState.SUSPENDED: "yellow",
    CaseState.PLAN_REVIEW: "purple",
    CaseState.CLOSURE_REQUESTED: "purple",
}


def child_case_table(units: dict[int, str]) -> Table:
    """The list as shown and exported. A row says whether the reader `opens` it."""
    return Table(
        name="ca-bao-ve-tre",
        columns=_columns(units),
        filters=_filters(),
        search=lambda rows, word: rows.filter(number__icontains=word),
        empty=gettext("Chưa có ca nào. Ca được mở khi phân loại tin báo hoặc phát hiện."),
        default="-mo",
    )


def _columns(units: dict[int, str]) -> tuple[Column, ...]:
    return (
        Column(
            "so",
            gettext("Số"),
            lambda case: case.number,
            link=lambda case: reverse("desk_child_case", args=[case.pk]) if case.opens else None,
            narrow=True,
        ),
        Column(
            "trang-thai",
            gettext("Trạng thái"),
            lambda case: gettext(CASE_STATES[CaseState(case.state)]),
            tag=lambda case: STATE_COLOURS.get(CaseState(case.state), "turquoise"),
        ),
        severity_column(),
        Column(
            "nguy-co",
            gettext("Nguy cơ"),
            lambda case: gettext(RISKS[Risk(case.risk_level)]) if case.risk_level else "–",
        ),
        Column("loai", gettext("Loại việc"), lambda case: harm_label(case.harm)),
        Column("don-vi", gettext("Đơn vị"), lambda case: units.get(case.owner_unit_id, "")),
        opened_column(),
    )


def _filters() -> tuple[Filter, ...]:
    return (
        state_filter(CASE_STATES),
        severity_filter(),
    )
