"""Invented staff: one person for each role, in units that hold the right functions today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lachan.common.errors import Fault
from lachan.common.time import local_date
from lachan.journal.rules import Author
from lachan.people.models import Membership, Unit, User
from lachan.people.operations import add_member, create_user
from lachan.people.queries import actor_of, commune_units, holder_of
from lachan.people.rules import Actor, Function, Role

BY = Author.system("demo")


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person: a role, where it is held, a name nobody bears."""

    role: Role
    place: Function
    name: str
    mailbox: str


STAFF = (
    Invented(Role.INTAKE_OFFICER, Function.INTAKE_DESK, "Nguyễn Thị Tiếp Nhận", "tiep-nhan"),
    Invented(Role.TRIAGE_SUPERVISOR, Function.INTAKE_DESK, "Trần Văn Phân Loại", "phan-loai"),
    Invented(Role.COMMUNE_WORKER, Function.COMMUNE_AUTHORITY, "Lê Thị Cán Bộ Xã", "can-bo-xa"),
    Invented(Role.COMMUNE_CHAIR, Function.COMMUNE_AUTHORITY, "Phạm Văn Chủ Tịch Xã", "chu-tich-xa"),
    Invented(Role.CONTENT_OFFICER, Function.E_INFORMATION_LEAD, "Hoàng Thị Nội Dung", "noi-dung"),
    Invented(Role.POLICE, Function.CYBER_POLICE, "Vũ Văn An Ninh Mạng", "an-ninh-mang"),
    Invented(Role.COORDINATOR, Function.PROGRAMME_LEAD, "Đặng Thị Điều Phối", "dieu-phoi"),
    Invented(Role.LEADER, Function.PROGRAMME_LEAD, "Bùi Văn Lãnh Đạo", "lanh-dao"),
    Invented(Role.UNIT_REPORTER, Function.EDUCATION_LEAD, "Đỗ Thị Báo Cáo", "bao-cao"),
    Invented(Role.CUSTODIAN, Function.PROVINCE_AUTHORITY, "Hồ Văn Giữ Danh Tính", "giu-danh-tinh"),
    Invented(Role.AUDITOR, Function.PROVINCE_AUTHORITY, "Ngô Thị Kiểm Tra", "kiem-tra"),
    Invented(Role.SYSTEM_ADMIN, Function.PROVINCE_AUTHORITY, "Dương Văn Quản Trị", "quan-tri"),
)


def invent(*, now: datetime) -> Mapping[Role, User]:
    """Makes whoever is missing; running it again changes nothing. Raises Fault without units."""
    return {one.role: _person(one, now) for one in STAFF}


def _person(one: Invented, now: datetime) -> User:
    email = f"{one.mailbox}@lachan.example"
    user = User.objects.filter(email=email).first() or create_user(
        email=email, full_name=one.name, by=BY, now=now
    )
    if not Membership.objects.filter(user=user, role=one.role).exists():
        add_member(user=user, unit=unit_for(one.place, now), role=one.role, by=BY, now=now)
    return user


def unit_for(function: Function, now: datetime) -> Unit:
    """Who holds the function today; for communes the first in Vietnamese order."""
    on = local_date(now)
    if function is Function.COMMUNE_AUTHORITY:
        unit = commune_units(on).first()
    else:
        unit = holder_of(function, on)
    if unit is None:
        raise Fault(f"No unit holds {function} on {on}: load content/units first.")
    return unit


def cast(now: datetime) -> Mapping[Role, Actor]:
    """The invented staff as actors at a moment. Raises Fault when somebody was not invented."""
    found = {}
    for one in STAFF:
        user = User.objects.filter(email=f"{one.mailbox}@lachan.example").first()
        if user is None:
            raise Fault("The invented staff are missing: start in demo mode once, or seed.")
        found[one.role] = actor_of(user, now)
    return found
