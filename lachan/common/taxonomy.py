"""The kinds of harm, T00-T16, as `content/taxonomy/harms.yaml` tells them. Read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml

from lachan.common.labels import mark

HARMS_FILE: Final = Path(__file__).resolve().parents[2] / "content" / "taxonomy" / "harms.yaml"


class Severity(StrEnum):
    """S1 is the gravest. Plain text order is the order of urgency."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"


SEVERITY_LABELS: Final[Mapping[Severity, str]] = {
    Severity.S1: mark("Khẩn cấp"),
    Severity.S2: mark("Nghiêm trọng"),
    Severity.S3: mark("Trung bình"),
    Severity.S4: mark("Thấp"),
}


@dataclass(frozen=True, slots=True)
class Harm:
    """One kind of harm.

    `severity` is where triage starts, `worst` how far triggers usually raise it; `functions` are
    codes of `people.rules.Function` that lead, first one first; `locator_only` means that address,
    account, time and text may be taken and nothing may be uploaded, fetched or previewed.
    """

    code: str
    label: str
    label_en: str
    four_c: tuple[str, ...]
    severity: Severity
    worst: Severity
    functions: tuple[str, ...]
    locator_only: bool = False

    def label_in(self, language: str) -> str:
        """The label in `en`, else in Vietnamese."""
        return self.label_en if language.startswith("en") else self.label


class CodeTwice(ValueError):
    """A harm code is given twice in one file."""


def read_harms(path: Path) -> Mapping[str, Harm]:
    """The harms of a file by code. Raises KeyError, ValueError or YAMLError on a bad file."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    harms = [_harm(row) for row in rows]
    if len({harm.code for harm in harms}) != len(harms):
        raise CodeTwice(path.name)
    return MappingProxyType({harm.code: harm for harm in harms})


def _harm(row: Mapping[str, Any]) -> Harm:
    severity = Severity(row["muc_do"])
    return Harm(
        code=row["ma"],
        label=row["ten"],
        label_en=row["ten_en"],
        four_c=tuple(row["nhom_4c"]),
        severity=severity,
        worst=Severity(row.get("muc_do_cao_nhat", severity)),
        functions=tuple(row["chuc_nang"]),
        locator_only=bool(row.get("chi_dia_chi", False)),
    )


HARMS: Final[Mapping[str, Harm]] = read_harms(HARMS_FILE)


def harm(code: str) -> Harm:
    """The harm of a code. Raises KeyError for a code that is not in the list."""
    return HARMS[code]
