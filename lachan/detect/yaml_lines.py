"""YAML that remembers on which line each value stood, checked against a JSON Schema."""

import json
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from lachan.detect.problems import Problem

Place = tuple[str | int, ...]
Lines = Mapping[Place, int]

# libyaml where the wheel has it: ten times as fast, and hundreds of files are read at each start.
_LOADER: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCHEMAS: Final = Path(__file__).parent / "schemas"
_SAYS: Final[Mapping[str, str]] = {
    "required": "thiếu mục bắt buộc {missing}.",
    "additionalProperties": "có mục lạ {extra}.",
    "enum": "giá trị “{value}” không thuộc các giá trị cho phép.",
    "pattern": "giá trị “{value}” không đúng khuôn mẫu.",
    "type": "giá trị “{value}” sai kiểu.",
    "minItems": "danh sách còn thiếu phần tử.",
    "minProperties": "mục này đang để trống.",
    "maxProperties": "mỗi điều kiện chỉ gồm một mục.",
    "minimum": "số {value} quá nhỏ.",
    "maximum": "số {value} quá lớn.",
    "minLength": "mục này đang để trống.",
}


def read_yaml(path: Path, schema: str) -> tuple[Any, Lines, list[Problem]]:
    """The file's value, the line of each place in it, and what is wrong with it.

    Never raises for what the file holds: a broken file gives `None` and one problem.
    """
    lines: dict[Place, int] = {}
    try:
        text = path.read_text(encoding="utf-8")
        root, value = _read(text)
        _note_lines(root, (), lines)
        errors = sorted(_validator(schema).iter_errors(value), key=lambda e: list(map(str, e.path)))
    except UnicodeDecodeError as error:
        what = f"tệp không phải UTF-8 (byte {error.start})."
        return None, {}, [Problem(path.name, 0, what, "lưu lại tệp với mã UTF-8.")]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # Also values that are none, such as a day 2020-99-99, and a list that holds itself.
        mark = getattr(error, "problem_mark", None)
        line = min(mark.line, text.rstrip("\n").count("\n")) + 1 if mark else 0
        what = "không đọc được cấu trúc YAML."
        remedy = "kiểm tra thụt dòng, dấu hai chấm và dấu nháy quanh dòng này."
        return None, {}, [Problem(path.name, line, what, remedy)]
    # A missing field is one error each, and each names them all.
    return value, lines, list(dict.fromkeys(_problem(path.name, e, lines) for e in errors))


def line_of(lines: Lines, place: Place) -> int:
    """The line of a place, or of the nearest place around it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _read(text: str) -> tuple[yaml.Node | None, Any]:
    """The tree with its lines, and the value that it stands for."""
    loader = _LOADER(text)
    try:
        root = loader.get_single_node()
        return root, None if root is None else loader.construct_document(root)
    finally:
        loader.dispose()


def _note_lines(node: yaml.Node | None, place: Place, lines: dict[Place, int]) -> None:
    if node is None:
        return
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            lines[(*place, key.value)] = key.start_mark.line + 1
            _note_lines(value, (*place, key.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(value, (*place, index), lines)


@lru_cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((_SCHEMAS / f"{schema}.json").read_text("utf-8")))


def _problem(file: str, error: ValidationError, lines: Lines) -> Problem:
    place = tuple(error.absolute_path)
    kind, wanted = str(error.validator), cast(Any, error.validator_value)
    given = cast(Any, error.instance)
    allowed = sorted(cast(Any, error.schema).get("properties", {}))
    names = {
        "value": str(given)[:40],
        "missing": _quoted(wanted, given) if kind == "required" else "",
        "extra": _quoted(given, allowed) if kind == "additionalProperties" else "",
    }
    what = _SAYS.get(kind, "giá trị “{value}” không hợp lệ.").format(**names)
    where = ".".join(str(part) for part in place) or "đầu tệp"
    remedy = {
        "enum": f"chọn một trong: {', '.join(map(str, wanted))}." if kind == "enum" else "",
        "additionalProperties": f"chỉ dùng các mục: {', '.join(allowed)}.",
        "required": "thêm mục còn thiếu.",
    }.get(kind, "xem mẫu trong content/rules/README.md.")
    return Problem(file, line_of(lines, place), f"mục “{where}” {what}", remedy)


def _quoted(names: Iterable[str], without: Container[str]) -> str:
    return ", ".join(f"“{name}”" for name in names if name not in without)
