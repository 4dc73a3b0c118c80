"""The rooms of the desk, and which of them a person may enter. Others are not shown."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from lachan.notices.queries import unread_for
from lachan.people.permissions import Permission, holds
from lachan.web.desk.needs import DeskRequest

ROOMS = (
    ("desk_home", _("Việc của tôi hôm nay"), Permission.USE_DESK),
    ("desk_intake", _("Ghi tin báo"), Permission.RECORD_TIP),
    ("desk_queue", _("Chờ phân loại"), Permission.READ_QUEUE),
    ("desk_child_cases", _("Ca bảo vệ trẻ"), Permission.READ_CASE_METADATA),
    ("desk_content_cases", _("Vụ nội dung"), Permission.READ_CONTENT_CASE),
    ("desk_items", _("Tin đã thu thập"), Permission.READ_ITEM),
    ("desk_sources", _("Nguồn theo dõi"), Permission.IMPORT_ITEMS),
    ("desk_assignments", _("Nhiệm vụ được giao"), Permission.READ_PROGRAMME),
    ("desk_entries", _("Nhập số liệu"), Permission.REPORT_DUTY),
    ("desk_reports", _("Báo cáo"), Permission.READ_REPORT),
    ("desk_notices", _("Nhắc việc"), Permission.READ_NOTICES),
    ("desk_units", _("Đơn vị, cán bộ"), Permission.READ_DIRECTORY),
    ("desk_journal", _("Nhật ký"), Permission.READ_JOURNAL),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the side navigation."""

    title: str
    href: str
    here: bool
    count: int


def places_for(request: DeskRequest) -> list[Place]:
    """The rooms this person may enter, in the order of a working day."""
    found = []
    for name, title, permission in ROOMS:
        if holds(request.actor, permission):
            href = reverse(name)
            count = unread_for(request.actor).count() if name == "desk_notices" else 0
            found.append(Place(gettext(title), href, _is_here(request.path, href), count))
    return found


def _is_here(path: str, href: str) -> bool:
    home = reverse("desk_home")
    return path == href if href == home else path.startswith(href)
