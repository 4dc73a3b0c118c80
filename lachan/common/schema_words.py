"""What a JSON Schema finds wrong with a file, in words for the one who wrote it."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from lachan.common.labels import mark as _

Place = tuple[str | int, ...]
# Where, a sentence marked for translation, and what fills it.
Wrong = tuple[Place, str, Mapping[str, object]]

MISSING: Final = _("thiếu mục bắt buộc")
STRANGE: Final = _("có mục lạ")
OTHER: Final = _("không đúng cấu trúc (xem lược đồ JSON của thư mục)")
WORDS: Final[Mapping[str, str]] = {
    "type": _("sai kiểu dữ liệu: phải là %(limit)s"),
    "enum": _("không thuộc các giá trị cho phép: %(limit)s"),
    "const": _("phải là %(limit)s"),
    "pattern": _("sai dạng"),
    "format": _("phải là ngày có thật, dạng năm-tháng-ngày"),
    "minimum": _("ngoài giới hạn cho phép: nhỏ nhất là %(limit)s"),
    "maximum": _("ngoài giới hạn cho phép: lớn nhất là %(limit)s"),
    "minLength": _("quá ngắn: số ký tự ít nhất là %(limit)s"),
    "maxLength": _("quá dài: số ký tự nhiều nhất là %(limit)s"),
    "minItems": _("quá ít: số phần tử ít nhất là %(limit)s"),
    "maxItems": _("quá nhiều: số phần tử nhiều nhất là %(limit)s"),
    "minProperties": _("quá ít: số mục con ít nhất là %(limit)s"),
    "uniqueItems": _("có phần tử ghi hai lần"),
}
KINDS: Final[Mapping[object, str]] = {
    "object": _("nhóm mục có tên"),
    "array": _("danh sách"),
    "string": _("chữ"),
    "integer": _("số nguyên"),
    "boolean": _("true hoặc false"),
}
# Rules that tell which of several alternatives a file is not.
_SHAPE: Final = frozenset({"type", "const", "required", "additionalProperties"})
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_formats = FormatChecker(formats=())


@_formats.checks("date", raises=ValueError)
def _is_a_day(value: object) -> bool:
    # Python alone would take 2026-W01-1 as well. What is not text has the wrong type already.
    return not isinstance(value, str) or bool(_DAY.fullmatch(value) and date.fromisoformat(value))


def validator_of(schema: Path) -> Draft202012Validator:
    """The schema of a file, which knows which dates exist."""
    rules = json.loads(schema.read_text(encoding="utf-8"))
    return Draft202012Validator(rules, format_checker=_formats)


def wrongs(values: object, validator: Draft202012Validator) -> Iterator[Wrong]:
    """Everything that is wrong. A missing or strange field is told at its own place."""
    for error in validator.iter_errors(values):
        for cause in _causes(error):
            yield from _told(cause)


def _causes(error: ValidationError) -> Iterator[ValidationError]:
    """The error; or, where no alternative fits, what is wrong with the one most likely meant."""
    if not error.context:
        yield error
        return
    alternatives: dict[object, list[ValidationError]] = {}
    for cause in error.context:
        alternatives.setdefault(cause.relative_schema_path[0], []).append(cause)
    for cause in min(alternatives.values(), key=_strangeness):
        yield from _causes(cause)


def _strangeness(causes: list[ValidationError]) -> int:
    """How many things tell that the file was not meant to be this alternative."""
    own = [cause for cause in causes if not cause.relative_path and cause.validator in _SHAPE]
    return len({(place, what) for cause in own for place, what, _facts in _told(cause)})


def _told(error: ValidationError) -> Iterator[Wrong]:
    place, rule = tuple(error.absolute_path), str(error.validator)
    limit: Any = error.validator_value
    given: Any = error.instance
    schema: Any = error.schema
    if rule == "required":
        yield from (((*place, name), MISSING, {}) for name in limit if name not in given)
    elif rule == "additionalProperties":
        known = schema.get("properties", {})
        yield from (((*place, name), STRANGE, {}) for name in given if name not in known)
    else:
        if "propertyNames" in error.absolute_schema_path:
            place = (*place, given)
        yield place, WORDS.get(rule, OTHER), {"limit": _limit(rule, limit)}


def _limit(rule: str, limit: Any) -> object:
    if rule == "enum":
        return ", ".join(map(str, limit))
    return KINDS.get(limit, limit) if rule == "type" else limit
