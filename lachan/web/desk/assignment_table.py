"""Who has to do what, as a list."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from lachan.programme import queries
from lachan.programme.models import Part, Theme
from lachan.programme.rules import ASSIGNMENT_LABELS, TIMELINESS_LABELS, AssignmentState
from lachan.web.desk.common_columns import state_filter
from lachan.web.desk.tables import Column, Filter, Table


def assignment_table(units: dict[int, str], today: date) -> Table:
    """The list as shown and exported."""
    return Table(
        name="nhiem-vu",
        columns=_columns(units, today),
        filters=_filters(),
        empty=gettext("Chưa giao nhiệm vụ nào. Cán bộ điều phối giao từ văn bản chỉ đạo ở trên."),
        default="viec",
    )


def _columns(units: dict[int, str], today: date) -> tuple[Column, ...]:
    return (
        Column(
            "viec",
            gettext("Nhiệm vụ"),
            lambda one: gettext(one.duty.text),
            link=lambda one: reverse("desk_assignment", args=[one.pk]),
            order=("duty__position",),
        ),
        Column("phan", gettext("Phần việc"), lambda one: str(Part(one.part).label)),
        Column("don-vi", gettext("Đơn vị"), lambda one: units.get(one.unit_id, "")),
        Column(
            "trang-thai",
            gettext("Trạng thái"),
            lambda one: gettext(ASSIGNMENT_LABELS[AssignmentState(one.state)]),
            tag=lambda one: "green" if one.state == AssignmentState.VERIFIED_DONE else "turquoise",
        ),
        Column(
            "han",
            gettext("Hạn"),
            lambda one: gettext(TIMELINESS_LABELS[queries.timeliness_of(one, today)]),
            order=("due_on",),
        ),
    )


def _filters() -> tuple[Filter, ...]:
    return (
        state_filter(ASSIGNMENT_LABELS),
        Filter(
            "nhom",
            gettext("Nhóm"),
            [(value, str(label)) for value, label in Theme.choices],
            lambda rows, value: rows.filter(duty__theme=value),
        ),
    )
