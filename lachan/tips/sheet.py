"""Phiếu tiếp nhận: what an officer writes down beside the answers of the public form. Pure.

The lines are those of Mẫu 01 (NĐ 56/2017). None has to be filled in: not knowing is an answer.
There is no line for who told: only the anonymous mode exists, so part A.3 of the form stays empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from lachan.common.labels import mark as _
from lachan.common.sexes import SEXES as SEXES
from lachan.common.sexes import Sex as Sex
from lachan.tips.rules import AGE_LABELS, AgeBand, ReporterRole

PARTICULAR_MAX = 1000
BODY_NAME_MAX = 120
NUMBER_MAX = 40
# A slip of the month is likelier than a call nobody wrote down for so long; a hand-over may lag.
WRITTEN_WITHIN = timedelta(days=31)
IMPORTED_WITHIN = timedelta(days=366)


class Body(StrEnum):
    """Who handed a tip over that was told to them first."""

    HOTLINE = "111"
    VN_COP = "vn_cop"
    SCHOOL = "school"
    POLICE = "police"
    OTHER = "other"


BODY_LABELS: Mapping[Body, str] = {
    Body.HOTLINE: _("Tổng đài 111"),
    Body.VN_COP: _("Mạng lưới VN-COP"),
    Body.SCHOOL: _("Trường học"),
    Body.POLICE: _("Công an"),
    Body.OTHER: _("Nơi khác"),
}
# Each counts its own tips: without a name, the first of one school would be that of another.
MANY_OF_A_KIND = frozenset({Body.SCHOOL, Body.POLICE, Body.OTHER})


class Particular(StrEnum):
    """The lines of part A.2 of Mẫu 01."""

    NAME = "ten_tre"
    BORN = "ngay_sinh_hoac_tuoi"
    SEX = "gioi_tinh"
    PLACE = "noi_xay_ra"
    CONDITION = "tinh_trang"
    CONSEQUENCES = "hau_qua"
    FATHER = "cha"
    MOTHER = "me"
    FAMILY = "hoan_canh"
    CARER = "nguoi_cham_soc"
    DONE = "da_lam"


PARTICULARS: Mapping[Particular, str] = {
    Particular.NAME: _("Họ và tên trẻ"),
    Particular.BORN: _("Ngày sinh hoặc tuổi ước đoán"),
    Particular.SEX: _("Giới tính"),
    Particular.PLACE: _("Nơi xảy ra"),
    Particular.CONDITION: _("Tình trạng của trẻ lúc này"),
    Particular.CONSEQUENCES: _("Hậu quả có thể xảy ra nếu trẻ không được giúp"),
    Particular.FATHER: _("Cha: họ tên, tuổi, nghề nghiệp"),
    Particular.MOTHER: _("Mẹ: họ tên, tuổi, nghề nghiệp"),
    Particular.FAMILY: _("Hoàn cảnh gia đình"),
    Particular.CARER: _("Người đang chăm sóc trẻ"),
    Particular.DONE: _("Những việc đã làm để giúp trẻ"),
}


# The public form speaks to the child; the officer writes about one.
CALLERS: Mapping[ReporterRole, str] = {
    ReporterRole.SELF: _("Chính trẻ"),
    ReporterRole.FRIEND: _("Bạn của trẻ"),
    ReporterRole.PARENT: _("Cha mẹ, người thân"),
    ReporterRole.TEACHER: _("Thầy cô, nhà trường"),
    ReporterRole.OTHER: _("Người khác"),
    ReporterRole.UNKNOWN: _("Không rõ"),
}
AGES: Mapping[AgeBand, str] = {**AGE_LABELS, AgeBand.UNKNOWN: _("Không rõ")}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as written. `number` is the one under which the other body keeps it."""

    particulars: Mapping[Particular, str] = field(default_factory=dict)
    body: Body | None = None
    body_name: str = ""
    number: str = ""

    def filled(self) -> dict[str, str]:
        """The lines that say something, by code."""
        lines = {line.value: text.strip() for line, text in self.particulars.items()}
        return {line: text for line, text in lines.items() if text}

    def problem(self) -> tuple[str, str] | None:
        """The first field that cannot stand so, and why; None when all can."""
        if self.number and self.body is None:
            return "body", _("chọn nơi đã chuyển tin mang số này.")
        if self.number and self.body in MANY_OF_A_KIND and not self.body_name:
            return "body_name", _("ghi tên nơi chuyển, vì mỗi nơi đánh số riêng.")
        if len(self.body_name) > BODY_NAME_MAX:
            return "body_name", _("dài quá.")
        if len(self.number) > NUMBER_MAX:
            return "number", _("dài quá.")
        long = (line for line, text in self.filled().items() if len(text) > PARTICULAR_MAX)
        return next(((line, _("dài quá.")) for line in long), None)


def time_problem(received_at: datetime, *, now: datetime, within: timedelta) -> str:
    """Why a tip cannot have been received then; '' when it can."""
    if received_at > now:
        return _("không được ở tương lai.")
    if received_at < now - within:
        return _("quá lâu rồi: hãy xem lại ngày, tháng, năm.")
    return ""
