"""One YAML file: its values as text, and the line of each, valid by the schema beside it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from lachan.common.labels import mark as _
from lachan.people.errors import BadContent

SCHEMA = "schema.json"
Place = tuple[str | int, ...]

PROBLEMS: Mapping[str, str] = {
    "required": _("thiếu mục bắt buộc"),
    "additionalProperties": _("có mục lạ"),
    "enum": _("không thuộc các giá trị cho phép"),
    "type": _("sai kiểu dữ liệu"),
    "format": _("không phải ngày có thật, dạng năm-tháng-ngày"),
    "pattern": _("sai dạng"),
}
OTHER_PROBLEM = _("không đúng cấu trúc (xem schema.json)")


@dataclass(frozen=True, slots=True)
class Document:
    """Every scalar is text: 19.164 is a code, not a number, and 2025-07-01 is checked by us."""

    file: str
    values: Any
    lines: Mapping[Place, int] = field(repr=False)

    def refuse(self, place: Place, problem: str) -> BadContent:
        """The refusal that names file, line and field of the place."""
        around = place
        while around and around not in self.lines:
            around = around[:-1]
        name = ".".join(map(str, place)) or "-"
        return BadContent(
            file=self.file, line=self.lines.get(around, 1), field=name, problem=problem
        )


def documents(folder: Path) -> list[Document]:
    """The YAML files of the folder by name. Raises BadContent for the first thing wrong."""
    schema = json.loads((folder / SCHEMA).read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=_DATES)
    return [_checked(_read(path), validator) for path in sorted(folder.glob("*.yaml"))]


def digest(folder: Path) -> str:
    """Changes when any file of the folder that `documents` reads changes. SHA-256, hex."""
    parts = (
        path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest()
        for path in sorted(folder.glob("*.yaml"))
    )
    return hashlib.sha256(b"".join(parts)).hexdigest()


_DATES = FormatChecker(formats=())


@_DATES.checks("date", raises=ValueError)
def _is_a_day(value: object) -> bool:
    return bool(date.fromisoformat(str(value)))


def _read(path: Path) -> Document:
    lines: dict[Place, int] = {}
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except UnicodeDecodeError:
        raise Document(path.name, None, {}).refuse((), _("tệp không phải UTF-8")) from None
    except yaml.MarkedYAMLError as error:
        at: dict[Place, int] = {(): error.problem_mark.line + 1 if error.problem_mark else 1}
        raise Document(path.name, None, at).refuse((), _("sai cấu trúc YAML")) from None
    document = Document(path.name, None, lines)
    return Document(path.name, _value(root, (), document, lines), lines)


def _value(
    node: yaml.Node | None, place: Place, document: Document, lines: dict[Place, int]
) -> Any:
    if node is None:
        return None
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*place, n), document, lines) for n, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            here = (*place, str(key.value))
            told_before = here in lines
            lines[here] = key.start_mark.line + 1
            if told_before:
                raise document.refuse(here, _("ghi hai lần"))
            found[str(key.value)] = _value(value, here, document, lines)
        return found
    return node.value


def _checked(document: Document, validator: Draft202012Validator) -> Document:
    errors = sorted(validator.iter_errors(document.values), key=lambda e: list(map(str, e.path)))
    for error in errors:
        place, problem = _told(error)
        raise document.refuse(place, problem)
    return document


def _told(error: ValidationError) -> tuple[Place, str]:
    place = tuple(error.absolute_path)
    problem = PROBLEMS.get(str(error.validator), OTHER_PROBLEM)
    if error.validator in ("required", "additionalProperties"):
        # Names of fields, quoted by the validator itself: 'code' is a required property.
        return place, f"{problem} ({error.message.split(chr(39))[1]})"
    return place, problem
