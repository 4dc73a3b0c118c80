"""The one permission table: who may do what, and to which rows. Whatever is not listed is denied.

A permission is granted to a role under one or more conditions; a row is open to somebody when at
least one condition of one of their positions holds for it. Each protected model says in its
`access.py` or queryset what a condition means for its rows (see `scoping.py`).
Source of the grants: reference/casework.md, section 6.4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lachan.common.errors import NotAllowed
from lachan.common.labels import mark as _
from lachan.journal.rules import Author
from lachan.people.rules import Actor, Role

R = Role


class Permission(StrEnum):
    """Everything that can be done behind a sign-in."""

    USE_DESK = "use_desk"
    READ_NOTICES = "read_notices"
    READ_DIRECTORY = "read_directory"
    READ_CLOCKS = "read_clocks"
    EXTEND_CLOCK = "extend_clock"
    RECORD_TIP = "record_tip"
    IMPORT_TIPS = "import_tips"
    READ_QUEUE = "read_queue"
    READ_TIP = "read_tip"
    MESSAGE_REPORTER = "message_reporter"
    TRIAGE = "triage"
    CONFIRM_NO_ACTION = "confirm_no_action"
    READ_ITEM = "read_item"
    IMPORT_ITEMS = "import_items"
    READ_CASE_METADATA = "read_case_metadata"
    ASSIGN_CASE = "assign_case"
    READ_CHILD_CASE = "read_child_case"
    WRITE_CHILD_CASE = "write_child_case"
    APPROVE_ASSESSMENT = "approve_assessment"
    APPROVE_PLAN = "approve_plan"
    CLOSE_CHILD_CASE = "close_child_case"
    READ_REFERRAL = "read_referral"
    READ_CONTENT_CASE = "read_content_case"
    WRITE_CONTENT_CASE = "write_content_case"
    APPROVE_TAKEDOWN = "approve_takedown"
    REQUEST_IDENTITY = "request_identity"
    DECIDE_IDENTITY = "decide_identity"
    READ_AGGREGATES = "read_aggregates"
    READ_PROGRAMME = "read_programme"
    WRITE_PROGRAMME = "write_programme"
    REPORT_DUTY = "report_duty"
    READ_REPORT = "read_report"
    PREPARE_REPORT = "prepare_report"
    SIGN_REPORT = "sign_report"
    EDIT_CONTENT = "edit_content"
    READ_JOURNAL = "read_journal"
    MANAGE_STAFF = "manage_staff"


class Condition(StrEnum):
    """For which rows a grant holds."""

    ANYWHERE = "anywhere"
    OWN_UNIT = "own_unit"
    UNIT_TREE = "unit_tree"
    ASSIGNED = "assigned"
    UNPROMOTED = "unpromoted"
    OWN_WORK = "own_work"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same thing said to staff and to developers."""

    vi: str
    en: str


P = Permission
C = Condition

PERMISSION_SENTENCES: Mapping[Permission, Sentence] = {
    P.USE_DESK: Sentence(_("Vào bàn làm việc."), "Enter the desk."),
    P.READ_NOTICES: Sentence(_("Đọc thông báo gửi cho mình."), "Read one's own notices."),
    P.READ_DIRECTORY: Sentence(
        _("Xem danh bạ đơn vị và chức năng."), "Read the directory of units and functions."
    ),
    P.READ_CLOCKS: Sentence(
        _("Xem thời hạn đang chạy: số hồ sơ và hạn, không có nội dung."),
        "See running deadlines: record numbers and times, no content.",
    ),
    P.EXTEND_CLOCK: Sentence(
        _("Duyệt gia hạn một thời hạn."), "Approve the extension of a deadline."
    ),
    P.RECORD_TIP: Sentence(
        _("Gửi, hoặc ghi lại hộ, một tin báo."), "Send a tip, or write one down for somebody."
    ),
    P.IMPORT_TIPS: Sentence(
        _("Nhập nhiều tin báo từ tệp của nơi khác."), "Import tips from another body's file."
    ),
    P.READ_QUEUE: Sentence(
        _("Xem hàng chờ tin báo và phát hiện."), "See the queue of tips and findings."
    ),
    P.READ_TIP: Sentence(_("Đọc nội dung tin báo."), "Read what a tip says."),
    P.MESSAGE_REPORTER: Sentence(
        _("Trao đổi với người báo tin, không biết họ là ai."),
        "Write to the person who sent the tip, without knowing who it is.",
    ),
    P.TRIAGE: Sentence(
        _("Phân loại: mở ca, mở vụ, hoặc đề nghị không xử lý."),
        "Triage: open a child case or content case, or propose no action.",
    ),
    P.CONFIRM_NO_ACTION: Sentence(
        _("Xác nhận không xử lý do người khác đề nghị."),
        "Confirm, as the second person, that nothing will be done.",
    ),
    P.READ_ITEM: Sentence(
        _("Đọc mục tin đã thu thập và phát hiện."), "Read collected items and findings."
    ),
    P.IMPORT_ITEMS: Sentence(
        _("Nhập mục tin từ tệp hoặc nguồn."), "Import items from files or feeds."
    ),
    P.READ_CASE_METADATA: Sentence(
        _("Xem số, trạng thái, đơn vị, thời hạn của ca và vụ; không xem nội dung."),
        "See number, state, unit and deadlines of cases, not their content.",
    ),
    P.ASSIGN_CASE: Sentence(
        _("Giao hoặc chuyển ca cho đơn vị khác."), "Assign or transfer a case to another unit."
    ),
    P.READ_CHILD_CASE: Sentence(_("Đọc ca bảo vệ trẻ."), "Read a child case."),
    P.WRITE_CHILD_CASE: Sentence(
        _("Làm việc trên ca bảo vệ trẻ: đánh giá, kế hoạch, dịch vụ."),
        "Work on a child case: assessment, plan, services.",
    ),
    P.APPROVE_ASSESSMENT: Sentence(
        _("Duyệt đánh giá do người khác lập."), "Approve an assessment somebody else made."
    ),
    P.APPROVE_PLAN: Sentence(
        _("Duyệt kế hoạch hỗ trợ và biện pháp bảo vệ do người khác lập."),
        "Approve a plan and protective measures somebody else made.",
    ),
    P.CLOSE_CHILD_CASE: Sentence(
        _("Duyệt đóng ca do người khác đề nghị."), "Close a child case on somebody else's request."
    ),
    P.READ_REFERRAL: Sentence(
        _("Xem phần việc được chuyển gửi: nhiệm vụ và các trường được chia sẻ."),
        "See a referral: the task and the fields that were shared.",
    ),
    P.READ_CONTENT_CASE: Sentence(_("Đọc vụ nội dung."), "Read a content case."),
    P.WRITE_CONTENT_CASE: Sentence(
        _("Xử lý vụ nội dung: lập và gửi yêu cầu gỡ bỏ."),
        "Work on a content case: draft and send takedown requests.",
    ),
    P.APPROVE_TAKEDOWN: Sentence(
        _("Duyệt yêu cầu gỡ bỏ do người khác lập."), "Approve a takedown somebody else drafted."
    ),
    P.REQUEST_IDENTITY: Sentence(
        _("Đề nghị mở danh tính người báo tin, nêu lý do."),
        "Ask, with a reason, to open a reporter's identity.",
    ),
    P.DECIDE_IDENTITY: Sentence(
        _("Đồng ý hoặc từ chối mở danh tính."), "Approve or refuse to open an identity."
    ),
    P.READ_AGGREGATES: Sentence(
        _("Xem số liệu tổng hợp, không dưới 5 trường hợp."), "See totals of five cases or more."
    ),
    P.READ_PROGRAMME: Sentence(
        _("Xem chương trình, văn bản, nhiệm vụ và chỉ tiêu."),
        "See programmes, directives, duties and indicators.",
    ),
    P.WRITE_PROGRAMME: Sentence(
        _("Lập và giao nhiệm vụ theo văn bản chỉ đạo."), "Write and assign duties of a directive."
    ),
    P.REPORT_DUTY: Sentence(
        _("Báo cáo kết quả nhiệm vụ của đơn vị."), "Report on the duties of one's unit."
    ),
    P.READ_REPORT: Sentence(_("Đọc báo cáo."), "Read reports."),
    P.PREPARE_REPORT: Sentence(_("Lập báo cáo định kỳ."), "Prepare a periodic report."),
    P.SIGN_REPORT: Sentence(
        _("Duyệt, ký báo cáo do người khác lập."), "Approve and sign a report somebody else wrote."
    ),
    P.EDIT_CONTENT: Sentence(
        _("Sửa biểu mẫu và dữ liệu nghiệp vụ dùng chung."), "Edit forms and shared content."
    ),
    P.READ_JOURNAL: Sentence(
        _("Đọc nhật ký: ai làm gì, lúc nào; không có nội dung hồ sơ."),
        "Read the trail: who did what and when, no content.",
    ),
    P.MANAGE_STAFF: Sentence(
        _("Thêm, ngừng tài khoản và vị trí công tác; không tự cấp cho mình."),
        "Add and end accounts and positions, never one's own.",
    ),
}

CONDITION_SENTENCES: Mapping[Condition, Sentence] = {
    C.ANYWHERE: Sentence(_("Toàn tỉnh."), "Any row in the province."),
    C.OWN_UNIT: Sentence(
        _("Của đơn vị mình, và của đơn vị cũ mà đơn vị mình kế thừa việc."),
        "Owned by one's unit, or by a former unit whose work it inherited.",
    ),
    C.UNIT_TREE: Sentence(
        _("Của đơn vị mình và các đơn vị trực thuộc."), "Owned by one's unit or a unit below it."
    ),
    C.ASSIGNED: Sentence(
        _("Được giao đích danh hoặc chuyển gửi đến đơn vị mình."),
        "Assigned to the person by name, or referred to their unit.",
    ),
    C.UNPROMOTED: Sentence(
        _("Chưa trở thành ca hoặc vụ, hoặc đang chờ quyết định lại."),
        "Not yet promoted into a case, or waiting to be decided on again.",
    ),
    C.OWN_WORK: Sentence(_("Của chính mình."), "Made by, or addressed to, the person."),
}

Grants = Mapping[Role, frozenset[Condition]]


def _to(
    roles: frozenset[Role] | set[Role], *conditions: Condition
) -> dict[Role, frozenset[Condition]]:
    return {role: frozenset(conditions) for role in sorted(roles)}


_EVERYBODY = frozenset(Role)
_INTAKE = frozenset({R.INTAKE_OFFICER, R.TRIAGE_SUPERVISOR})
_PROVINCE_CASES = frozenset({R.TRIAGE_SUPERVISOR, R.COORDINATOR})
_COMMUNE = frozenset({R.COMMUNE_WORKER, R.COMMUNE_CHAIR})
_CONTENT = frozenset({R.CONTENT_OFFICER, R.POLICE})
_REPORTING = frozenset({R.UNIT_REPORTER, R.COMMUNE_CHAIR})

GRANTS: Mapping[Permission, Grants] = {
    P.USE_DESK: _to(_EVERYBODY, C.ANYWHERE),
    P.READ_NOTICES: _to(_EVERYBODY, C.OWN_WORK),
    P.READ_DIRECTORY: _to(_EVERYBODY, C.ANYWHERE),
    P.READ_CLOCKS: _to(_EVERYBODY, C.OWN_UNIT, C.ASSIGNED) | _to(_PROVINCE_CASES, C.ANYWHERE),
    P.EXTEND_CLOCK: _to({R.TRIAGE_SUPERVISOR}, C.ANYWHERE) | _to({R.COMMUNE_CHAIR}, C.OWN_UNIT),
    P.RECORD_TIP: _to(_INTAKE | {R.COMMUNE_WORKER, R.SCHOOL, R.POLICE}, C.ANYWHERE),
    P.IMPORT_TIPS: _to(_INTAKE, C.ANYWHERE),
    P.READ_QUEUE: _to(_INTAKE, C.ANYWHERE),
    P.READ_TIP: _to({R.TRIAGE_SUPERVISOR}, C.ANYWHERE)
    | _to({R.INTAKE_OFFICER}, C.UNPROMOTED)
    | _to({R.COMMUNE_WORKER}, C.OWN_UNIT)
    | _to({R.POLICE}, C.ASSIGNED)
    | _to({R.SCHOOL}, C.OWN_WORK),
    P.MESSAGE_REPORTER: _to({R.TRIAGE_SUPERVISOR}, C.ANYWHERE)
    | _to({R.INTAKE_OFFICER}, C.UNPROMOTED)
    | _to({R.COMMUNE_WORKER}, C.OWN_UNIT),
    P.TRIAGE: _to(_INTAKE, C.ANYWHERE),
    P.CONFIRM_NO_ACTION: _to({R.TRIAGE_SUPERVISOR}, C.ANYWHERE),
    P.READ_ITEM: _to(_INTAKE | _CONTENT, C.ANYWHERE),
    P.IMPORT_ITEMS: _to(_INTAKE | {R.CONTENT_OFFICER}, C.ANYWHERE),
    P.READ_CASE_METADATA: _to(_PROVINCE_CASES, C.ANYWHERE)
    | _to(_COMMUNE, C.OWN_UNIT)
    | _to(_CONTENT, C.OWN_UNIT, C.ASSIGNED),
    P.ASSIGN_CASE: _to(_PROVINCE_CASES, C.ANYWHERE),
    P.READ_CHILD_CASE: _to(_COMMUNE, C.OWN_UNIT) | _to({R.POLICE, R.COORDINATOR}, C.ASSIGNED),
    P.WRITE_CHILD_CASE: _to({R.COMMUNE_WORKER}, C.OWN_UNIT),
    P.APPROVE_ASSESSMENT: _to({R.COMMUNE_CHAIR}, C.OWN_UNIT),
    P.APPROVE_PLAN: _to({R.COMMUNE_CHAIR}, C.OWN_UNIT),
    P.CLOSE_CHILD_CASE: _to({R.COMMUNE_CHAIR}, C.OWN_UNIT),
    P.READ_REFERRAL: _to({R.SCHOOL, R.SERVICE_PROVIDER, R.JUDICIAL_LIAISON, R.POLICE}, C.ASSIGNED)
    | _to(_COMMUNE, C.OWN_UNIT),
    P.READ_CONTENT_CASE: _to(_CONTENT, C.OWN_UNIT, C.ASSIGNED)
    | _to({R.TRIAGE_SUPERVISOR}, C.ANYWHERE),
    P.WRITE_CONTENT_CASE: _to(_CONTENT, C.OWN_UNIT),
    P.APPROVE_TAKEDOWN: _to({R.TRIAGE_SUPERVISOR}, C.ANYWHERE),
    P.REQUEST_IDENTITY: _to(_INTAKE, C.ANYWHERE)
    | _to({R.COMMUNE_WORKER}, C.OWN_UNIT)
    | _to({R.POLICE}, C.ASSIGNED),
    P.DECIDE_IDENTITY: _to({R.CUSTODIAN}, C.ANYWHERE),
    P.READ_AGGREGATES: _to({R.LEADER, R.COORDINATOR}, C.ANYWHERE),
    P.READ_PROGRAMME: _to({R.LEADER, R.COORDINATOR}, C.ANYWHERE) | _to(_REPORTING, C.OWN_UNIT),
    P.WRITE_PROGRAMME: _to({R.COORDINATOR}, C.ANYWHERE),
    P.REPORT_DUTY: _to({R.UNIT_REPORTER, R.COORDINATOR}, C.OWN_UNIT),
    P.READ_REPORT: _to({R.LEADER, R.COORDINATOR}, C.ANYWHERE) | _to(_REPORTING, C.OWN_UNIT),
    P.PREPARE_REPORT: _to({R.COORDINATOR}, C.ANYWHERE) | _to({R.UNIT_REPORTER}, C.OWN_UNIT),
    P.SIGN_REPORT: _to({R.LEADER}, C.OWN_UNIT, C.UNIT_TREE) | _to({R.COMMUNE_CHAIR}, C.OWN_UNIT),
    P.EDIT_CONTENT: _to({R.COORDINATOR}, C.ANYWHERE),
    P.READ_JOURNAL: _to({R.AUDITOR}, C.ANYWHERE),
    P.MANAGE_STAFF: _to({R.SYSTEM_ADMIN}, C.ANYWHERE),
}

# What somebody without an account may do.
PUBLIC: frozenset[Permission] = frozenset({P.RECORD_TIP})


def is_system(author: Author) -> bool:
    """Whether a named part of the system acts, not a person. Only code makes such authors."""
    return author.user_id is None and author.role.startswith("system:")


def holds(author: Author, permission: Permission) -> bool:
    """Whether the author may do it to some row; which rows is for `scoping.visible`."""
    if is_system(author):
        return True
    if isinstance(author, Actor):
        grants = GRANTS[permission]
        return any(position.role in grants for position in author.positions)
    return author == Author.public() and permission in PUBLIC


def require(actor: Author, permission: Permission) -> None:
    """Raises NotAllowed unless the author holds the permission in some position."""
    if not holds(actor, permission):
        raise NotAllowed(permission=permission.value)
