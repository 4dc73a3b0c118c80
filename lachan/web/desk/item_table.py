"""Collected items as a list."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from lachan.common.time import local
from lachan.monitor.models import Finding, Item
from lachan.monitor.queries import holding
from lachan.web.desk.choices import harm_label
from lachan.web.desk.tables import Column, Filter, Table


def _found(rows: QuerySet[Item], value: str) -> QuerySet[Item]:
    found = Exists(Finding.objects.filter(item=OuterRef("pk")))
    return rows.filter(found if value == "co" else ~found)


def _harms_of(item: Item) -> str:
    found = {harm_label(finding.harm) for finding in item.findings.all()}
    return "; ".join(sorted(found)) or "–"


def item_table() -> Table:
    """The list as shown and exported."""
    return Table(
        name="tin-da-thu-thap",
        columns=_columns(),
        filters=_filters(),
        search=holding,
        search_title=gettext("Tìm chữ trong tin"),
        empty=gettext(
            "Chưa có tin nào. Hãy thêm nguồn theo dõi hoặc nhập tệp ở mục Nguồn theo dõi."
        ),
        default="-luc",
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "tieu-de",
            gettext("Tiêu đề"),
            lambda item: item.title or item.opening,
            link=lambda item: reverse("desk_item", args=[item.pk]),
        ),
        Column("nguon", gettext("Nguồn"), lambda item: item.publisher or item.source.name),
        Column("phat-hien", gettext("Phát hiện"), _harms_of),
        Column(
            "luc",
            gettext("Đăng lúc"),
            lambda item: f"{local(item.published_at):%d/%m/%Y %H:%M}" if item.published_at else "–",
            order=("published_at",),
            unknown_last=True,
        ),
    )


def _filters() -> tuple[Filter, ...]:
    return (
        Filter(
            "phat-hien",
            gettext("Phát hiện"),
            [("co", gettext("Có")), ("khong", gettext("Không"))],
            _found,
        ),
    )
