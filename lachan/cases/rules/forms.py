"""The words of Mẫu 01-07 (NĐ 56/2017): what may be ticked, and what it is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from lachan.common.labels import mark as _
from lachan.common.sexes import SEXES as SEXES
from lachan.common.sexes import Sex as Sex


class Risk(StrEnum):
    EMERGENCY = "emergency"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


RISKS: Mapping[Risk, str] = {
    Risk.EMERGENCY: _("Khẩn cấp"),
    Risk.HIGH: _("Cao"),
    Risk.MEDIUM: _("Trung bình"),
    Risk.LOW: _("Thấp"),
}


class Level(StrEnum):
    """The three columns of Mẫu 02 and Mẫu 06."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


LEVELS: Mapping[Level, str] = {
    Level.HIGH: _("Cao"),
    Level.MEDIUM: _("Trung bình"),
    Level.LOW: _("Thấp"),
}


class AssessmentKind(StrEnum):
    M02 = "M02"
    M03 = "M03"
    M06 = "M06"


ASSESSMENT_KINDS: Mapping[AssessmentKind, str] = {
    AssessmentKind.M02: _("Mẫu 02 – Đánh giá nguy cơ ban đầu"),
    AssessmentKind.M03: _("Mẫu 03 – Đánh giá nguy cơ cụ thể"),
    AssessmentKind.M06: _("Mẫu 06 – Rà soát, đánh giá sau can thiệp"),
}


class HarmItem(StrEnum):
    """First half of the grid: what the child suffers or may suffer. High is worse."""

    CURRENT_HARM = "current_harm"
    FURTHER_RISK = "further_risk"
    OFFENDER_ACCESS = "offender_access"


HARM_ITEMS: Mapping[HarmItem, str] = {
    HarmItem.CURRENT_HARM: _("Mức độ tổn hại hiện tại"),
    HarmItem.FURTHER_RISK: _("Nguy cơ tiếp tục bị tổn hại"),
    HarmItem.OFFENDER_ACCESS: _("Khả năng tiếp cận trẻ của đối tượng"),
}


class ProtectionItem(StrEnum):
    """Second half of the grid: what protects the child. High is better."""

    SELF_PROTECTION = "self_protection"
    ADULT_SUPPORT = "adult_support"
    REACH_OF_HELP = "reach_of_help"


PROTECTION_ITEMS: Mapping[ProtectionItem, str] = {
    ProtectionItem.SELF_PROTECTION: _("Khả năng tự bảo vệ của trẻ"),
    ProtectionItem.ADULT_SUPPORT: _("Năng lực bảo vệ của người chăm sóc"),
    ProtectionItem.REACH_OF_HELP: _("Khả năng tiếp cận sự giúp đỡ"),
}


class Measure(StrEnum):
    SAFE_PLACE = "safe_place"
    SEPARATION = "separation"
    MEDICAL = "medical"
    POLICE_PROTECTION = "police_protection"
    PSYCHOLOGICAL = "psychological"
    CONTENT_STOPPED = "content_stopped"


MEASURES: Mapping[Measure, str] = {
    Measure.SAFE_PLACE: _("Đưa trẻ đến nơi an toàn"),
    Measure.SEPARATION: _("Tạm thời cách ly trẻ khỏi môi trường gây tổn hại (Mẫu 07)"),
    Measure.MEDICAL: _("Chăm sóc y tế khẩn cấp"),
    Measure.POLICE_PROTECTION: _("Đề nghị công an bảo vệ"),
    Measure.PSYCHOLOGICAL: _("Hỗ trợ tâm lý khẩn cấp"),
    Measure.CONTENT_STOPPED: _("Ngăn chặn ngay nguồn gây hại trên mạng"),
}

# A separation is decided for a time; the casework reference holds it to fifteen days.
SEPARATION_AT_MOST = timedelta(days=15)


class Need(StrEnum):
    """What a plan (Mẫu 04) answers to; every chosen need must get a service."""

    SAFETY = "safety"
    HEALTH = "health"
    MENTAL_HEALTH = "mental_health"
    CARE = "care"
    EDUCATION = "education"
    LEGAL = "legal"
    DIGITAL_SKILLS = "digital_skills"


NEEDS: Mapping[Need, str] = {
    Need.SAFETY: _("An toàn"),
    Need.HEALTH: _("Sức khỏe"),
    Need.MENTAL_HEALTH: _("Tâm lý"),
    Need.CARE: _("Chăm sóc, nuôi dưỡng"),
    Need.EDUCATION: _("Học tập"),
    Need.LEGAL: _("Pháp lý"),
    Need.DIGITAL_SKILLS: _("Kỹ năng an toàn trên mạng"),
}


class ClosureReason(StrEnum):
    GOALS_MET = "goals_met"
    AGED_OUT = "aged_out"
    MOVED = "moved"
    DECLINED = "declined"
    DUPLICATE = "duplicate"
    LOST_CONTACT = "lost_contact"
    DEATH = "death"


CLOSURE_REASONS: Mapping[ClosureReason, str] = {
    ClosureReason.GOALS_MET: _("Đạt mục tiêu hỗ trợ"),
    ClosureReason.AGED_OUT: _("Quá tuổi, đã bàn giao"),
    ClosureReason.MOVED: _("Chuyển nơi ở, đã chuyển giao"),
    ClosureReason.DECLINED: _("Trẻ hoặc người chăm sóc không đồng ý tiếp tục"),
    ClosureReason.DUPLICATE: _("Trùng ca khác"),
    ClosureReason.LOST_CONTACT: _("Mất liên lạc sau nhiều lần liên hệ"),
    ClosureReason.DEATH: _("Trẻ qua đời"),
}

# Nobody is left at risk by these: another desk carries on, or there is nobody to carry on for.
HANDED_OVER = frozenset(
    {
        ClosureReason.AGED_OUT,
        ClosureReason.MOVED,
        ClosureReason.DUPLICATE,
        ClosureReason.DEATH,
    }
)


class Outcome(StrEnum):
    SAFE = "safe"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    UNKNOWN = "unknown"


OUTCOMES: Mapping[Outcome, str] = {
    Outcome.SAFE: _("Trẻ an toàn, ổn định"),
    Outcome.IMPROVED: _("Có cải thiện"),
    Outcome.UNCHANGED: _("Chưa thay đổi"),
    Outcome.UNKNOWN: _("Không rõ"),
}


class FollowUpMethod(StrEnum):
    VISIT = "visit"
    CALL = "call"
    SCHOOL = "school"
    ONLINE = "online"


FOLLOW_UP_METHODS: Mapping[FollowUpMethod, str] = {
    FollowUpMethod.VISIT: _("Gặp tại nhà"),
    FollowUpMethod.CALL: _("Gọi điện"),
    FollowUpMethod.SCHOOL: _("Gặp tại trường"),
    FollowUpMethod.ONLINE: _("Trực tuyến"),
}


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """What is known of a child. Everything may be missing: then the child is "unknown" for now.

    `estimated_age` is in whole years as of `estimated_in`, a calendar year.
    """

    name: str = ""
    sex: Sex = Sex.UNKNOWN
    birth_year: int | None = None
    estimated_age: int | None = None
    estimated_in: int | None = None
    commune_id: int | None = None

    def problem(self, *, year: int) -> tuple[str, str] | None:
        """Field and sentence of the first thing that cannot be, None when all may be true.

        Somebody of 18 or more is no child; a year is given so that one turning 18 still fits.
        """
        if self.birth_year is not None and self.estimated_age is not None:
            return ("estimated_age", _("chỉ nhập năm sinh hoặc tuổi ước đoán."))
        if self.birth_year is not None and not year - 18 <= self.birth_year <= year:
            return ("birth_year", _("năm sinh không phải của trẻ em."))
        if self.estimated_age is not None and not 0 <= self.estimated_age <= 18:
            return ("estimated_age", _("tuổi không phải của trẻ em."))
        return None
