"""The words of the people storey: roles, functions, trees, and who acts with what reach.

Standard library only. Labels are Vietnamese and marked for translation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lachan.common.labels import mark as _
from lachan.journal.rules import Author


class Role(StrEnum):
    """In which capacity somebody works in a unit (casework reference, 6.4)."""

    INTAKE_OFFICER = "intake_officer"
    TRIAGE_SUPERVISOR = "triage_supervisor"
    COMMUNE_WORKER = "commune_worker"
    COMMUNE_CHAIR = "commune_chair"
    POLICE = "police"
    CONTENT_OFFICER = "content_officer"
    SCHOOL = "school"
    SERVICE_PROVIDER = "service_provider"
    JUDICIAL_LIAISON = "judicial_liaison"
    COORDINATOR = "coordinator"
    LEADER = "leader"
    UNIT_REPORTER = "unit_reporter"
    CUSTODIAN = "custodian"
    AUDITOR = "auditor"
    SYSTEM_ADMIN = "system_admin"


ROLE_LABELS: Mapping[Role, str] = {
    Role.INTAKE_OFFICER: _("Cán bộ tiếp nhận"),
    Role.TRIAGE_SUPERVISOR: _("Phụ trách phân loại"),
    Role.COMMUNE_WORKER: _("Người làm công tác bảo vệ trẻ em cấp xã"),
    Role.COMMUNE_CHAIR: _("Chủ tịch UBND cấp xã hoặc người được ủy quyền"),
    Role.POLICE: _("Công an"),
    Role.CONTENT_OFFICER: _("Cán bộ xử lý nội dung"),
    Role.SCHOOL: _("Đầu mối trường học"),
    Role.SERVICE_PROVIDER: _("Cơ sở cung cấp dịch vụ"),
    Role.JUDICIAL_LIAISON: _("Đầu mối Viện kiểm sát, Tòa án"),
    Role.COORDINATOR: _("Điều phối cấp tỉnh"),
    Role.LEADER: _("Lãnh đạo"),
    Role.UNIT_REPORTER: _("Người lập báo cáo của đơn vị"),
    Role.CUSTODIAN: _("Người giữ danh tính"),
    Role.AUDITOR: _("Kiểm tra nhật ký"),
    Role.SYSTEM_ADMIN: _("Quản trị hệ thống"),
}

# Granting one of these needs a second administrator. SYSTEM_ADMIN is among them because an
# administrator who could make another alone would be both of the two.
TWO_ADMIN_ROLES = frozenset({Role.CUSTODIAN, Role.AUDITOR, Role.SYSTEM_ADMIN})


class Function(StrEnum):
    """What the law or the programme gives to somebody; a unit holds it for a period."""

    PROGRAMME_LEAD = "programme_lead"
    E_INFORMATION_LEAD = "e_information_lead"
    CHILD_AFFAIRS_LEAD = "child_affairs_lead"
    EDUCATION_LEAD = "education_lead"
    CYBER_POLICE = "cyber_police"
    COMMUNE_AUTHORITY = "commune_authority"
    INTAKE_DESK = "intake_desk"
    PROVINCE_AUTHORITY = "province_authority"
    YOUTH_UNION = "youth_union"
    FATHERLAND_FRONT = "fatherland_front"
    COURT = "court"
    PROCURACY = "procuracy"
    FINANCE = "finance"
    PRESS = "press"
    CULTURE = "culture"


FUNCTION_LABELS: Mapping[Function, str] = {
    Function.PROGRAMME_LEAD: _("Chủ trì chương trình"),
    Function.E_INFORMATION_LEAD: _("Quản lý thông tin điện tử"),
    Function.CHILD_AFFAIRS_LEAD: _("Quản lý công tác trẻ em"),
    Function.EDUCATION_LEAD: _("Quản lý giáo dục"),
    Function.CYBER_POLICE: _("An ninh mạng và phòng, chống tội phạm công nghệ cao"),
    Function.COMMUNE_AUTHORITY: _("Chính quyền cấp xã"),
    Function.INTAKE_DESK: _("Đầu mối tiếp nhận tin báo"),
    Function.PROVINCE_AUTHORITY: _("Chính quyền cấp tỉnh"),
    Function.YOUTH_UNION: _("Đoàn thanh niên"),
    Function.FATHERLAND_FRONT: _("Mặt trận Tổ quốc"),
    Function.COURT: _("Tòa án"),
    Function.PROCURACY: _("Viện kiểm sát"),
    Function.FINANCE: _("Tài chính, kế hoạch"),
    Function.PRESS: _("Báo chí, truyền thông"),
    Function.CULTURE: _("Văn hóa, gia đình"),
}

# Held by every commune at once; any other function has at most one holder at a time.
SHARED_FUNCTIONS = frozenset({Function.COMMUNE_AUTHORITY})


class Tree(StrEnum):
    """Units stand in several trees at once."""

    TERRITORIAL = "territorial"
    LINE = "line"
    PROGRAMME = "programme"


_TERRITORIAL_WORDS = ("Thành phố ", "Thị trấn ", "Thị xã ", "Phường ", "Huyện ", "Tỉnh ", "Xã ")


def short_name_of(name: str) -> str:
    """`Xã Định Hóa` as `Định Hóa`, by which lists are ordered; other bodies keep their name."""
    for word in _TERRITORIAL_WORDS:
        if name.startswith(word):
            return name.removeprefix(word)
    return name


@dataclass(frozen=True, slots=True)
class Position:
    """One role in one unit, with its reach.

    `unit_ids` is the unit, all below it in the territorial tree, and the former units whose open
    work these inherited. `inherited` is the part of it that the unit itself inherited.
    """

    role: Role
    unit_id: int
    unit_ids: frozenset[int]
    inherited: frozenset[int] = frozenset()

    @property
    def own_ids(self) -> frozenset[int]:
        """The unit itself and the former units whose work it took over."""
        return self.inherited | {self.unit_id}


@dataclass(frozen=True)
class Actor(Author):
    """A signed-in person at one moment, with every position held then. Never kept in a session."""

    positions: tuple[Position, ...] = ()

    def has(self, role: Role) -> bool:
        return any(position.role is role for position in self.positions)
