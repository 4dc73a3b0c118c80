"""Mẫu 01 of a tip, line by line: the same words for the page that is printed and the .docx."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from lachan.common.time import local_date
from lachan.people.queries import names_on
from lachan.tips import queries
from lachan.tips.models import Tip
from lachan.tips.rules import CHANNEL_LABELS, AgeBand, Channel, ReporterRole
from lachan.tips.sheet import AGES, BODY_LABELS, CALLERS, PARTICULARS, SEXES, Particular, Sex, Sheet
from lachan.web.desk.choices import harm_label
from lachan.web.desk.moments import clock_time

UNKNOWN = _("Không biết")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the form: its heading and its lines."""

    title: str
    lines: Sequence[tuple[str, str]]


def parts_of(tip: Tip) -> list[Part]:
    """Every line of the form; what nobody knows is said so. The door has recorded who reads."""
    sheet = queries.sheet_of(tip)
    return [
        Part(gettext("A.1. Nguồn thông tin"), _source(tip, sheet)),
        Part(gettext("A.2. Thông tin về trẻ em"), _child(tip, sheet)),
        Part(gettext("Nội dung sự việc"), _told(tip)),
        Part(gettext("A.3. Người cung cấp thông tin"), _reporter(tip)),
    ]


def _source(tip: Tip, sheet: Sheet) -> list[tuple[str, str]]:
    lines = [
        (gettext("Hình thức"), gettext(CHANNEL_LABELS[Channel(tip.channel)])),
        (gettext("Nhận lúc"), clock_time(tip.received_at)),
        (gettext("Ghi vào hệ thống lúc"), clock_time(tip.recorded_at)),
    ]
    if sheet.body:
        body = " – ".join(filter(None, [gettext(BODY_LABELS[sheet.body]), sheet.body_name]))
        lines.append((gettext("Nơi chuyển"), body))
        lines.append((gettext("Số của nơi chuyển"), sheet.number or gettext(UNKNOWN)))
    return lines


def _child(tip: Tip, sheet: Sheet) -> list[tuple[str, str]]:
    lines = {line: sheet.particulars.get(line, "") for line in Particular}
    sex = lines[Particular.SEX]
    lines[Particular.SEX] = gettext(SEXES[Sex(sex)]) if sex in set(Sex) else sex
    told = [(gettext(PARTICULARS[line]), text or gettext(UNKNOWN)) for line, text in lines.items()]
    commune = names_on(local_date(tip.received_at)).get(tip.commune_id or 0, gettext(UNKNOWN))
    return [
        *told[:2],
        (gettext("Nhóm tuổi"), gettext(AGES[AgeBand(tip.age_band)])),
        *told[2:3],
        (gettext("Xã, phường"), commune),
        *told[3:],
    ]


def _told(tip: Tip) -> list[tuple[str, str]]:
    words = queries.reading(tip)
    where = ": ".join(filter(None, [tip.get_place_kind_display(), words.locator]))
    return [
        (gettext("Loại việc"), f"{tip.harm} – {harm_label(tip.harm)}"),
        (gettext("Trẻ đang gặp nguy hiểm"), tip.get_danger_display()),
        (gettext("Việc còn tiếp diễn"), tip.get_ongoing_display()),
        (gettext("Ở đâu trên mạng"), where),
        (gettext("Lời kể"), words.narrative or gettext("(không viết gì thêm)")),
    ]


def _reporter(tip: Tip) -> list[tuple[str, str]]:
    """Nothing of who it was: the tip was given without a name."""
    return [
        (gettext("Là ai đối với trẻ"), gettext(CALLERS[ReporterRole(tip.reporter_role)])),
        (
            gettext("Họ tên, điện thoại, địa chỉ"),
            gettext("Không ghi: tin được nhận ẩn danh."),
        ),
    ]
