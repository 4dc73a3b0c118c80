"""Đơn vị, cán bộ: who is who today, and the positions an administrator gives and ends."""

from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext

from lachan.common.time import local_date
from lachan.people.models import FUNCTIONS, Unit, UnitKind
from lachan.people.permissions import Permission, holds
from lachan.people.queries import units_on
from lachan.web.desk.listing import show
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.tables import Column, Filter, Table


def _by_function(rows: QuerySet[Unit], value: str) -> QuerySet[Unit]:
    return rows.filter(functions__function=value, functions__valid_to__isnull=True)


def _plain(pairs: Iterable[tuple[str, object]]) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in pairs]


@needs(Permission.READ_DIRECTORY)
def units(request: DeskRequest) -> HttpResponseBase:
    """Every unit of today's map."""
    table = Table(
        name="don-vi",
        columns=(
            Column("ten", gettext("Đơn vị"), lambda unit: unit.name, order=("sort_key",)),
            Column(
                "loai",
                gettext("Loại"),
                lambda unit: str(UnitKind(unit.kind).label),
                order=("kind",),
            ),
            Column("ma", gettext("Mã"), lambda unit: unit.code, order=("code",)),
        ),
        filters=(
            Filter(
                "loai", gettext("Loại"), _plain(UnitKind.choices), lambda q, v: q.filter(kind=v)
            ),
            Filter("chuc-nang", gettext("Chức năng"), _plain(FUNCTIONS), _by_function),
        ),
        empty=gettext(
            "Chưa có đơn vị nào. Người vận hành nạp danh mục bằng lệnh lachan load-content."
        ),
        default="ten",
    )
    context = {"heading": gettext("Đơn vị"), "lead": gettext("Theo bản đồ hành chính hôm nay.")}
    if holds(request.actor, Permission.MANAGE_STAFF):
        context |= {"action_href": "can-bo/", "action_title": gettext("Quản lý cán bộ")}
    rows = units_on(local_date(request.now)).annotate(sort_key=F("versions__sort_key"))
    return show(request, table, rows, "desk/list.html", context)
