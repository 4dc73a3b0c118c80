"""A child's sex as the official forms ask it."""

from collections.abc import Mapping
from enum import StrEnum

from lachan.common.labels import mark as _


class Sex(StrEnum):
    """As on Mẫu 01, where not knowing is an answer."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


SEXES: Mapping[Sex, str] = {
    Sex.MALE: _("Nam"),
    Sex.FEMALE: _("Nữ"),
    Sex.UNKNOWN: _("Không biết"),
}
