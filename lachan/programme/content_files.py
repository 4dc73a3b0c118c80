"""Reads the YAML of content/programmes and content/indicators, and says where it is wrong."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from lachan.programme.errors import Problem

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One file: its value and where each part of it stands."""

    path: Path
    value: Any
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...] = ()

    def problem(self, place: Place, what: str) -> Problem:
        line = next((self.lines[p] for p in _outward(place) if p in self.lines), 1)
        return Problem(self.path.name, line, ".".join(map(str, place)) or "tệp", what)


def read(path: Path, schema: str) -> ContentFile:
    """The file, with its problems instead of an exception. `schema` names a file in schemas/."""
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        value = yaml.safe_load(text)
    except UnicodeDecodeError as error:
        broken = Problem(path.name, 1, "tệp", f"không phải UTF-8 (byte {error.start})")
        return ContentFile(path, None, {}, (broken,))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        broken = Problem(path.name, mark.line + 1 if mark else 1, "tệp", "sai cấu trúc YAML")
        return ContentFile(path, None, {}, (broken,))
    lines: dict[Place, int] = {}
    _note(root, (), lines)
    file = ContentFile(path, value, lines)
    errors = sorted(_validator(schema).iter_errors(value), key=lambda e: list(map(str, e.path)))
    problems = tuple(file.problem(tuple(e.absolute_path), _says(e)) for e in errors)
    return ContentFile(path, value, lines, problems)


def _outward(place: Place) -> list[Place]:
    return [place[:length] for length in range(len(place), -1, -1)]


def _note(node: yaml.Node | None, place: Place, lines: dict[Place, int]) -> None:
    if node is None:
        return
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            lines[(*place, key.value)] = key.start_mark.line + 1
            _note(value, (*place, key.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note(value, (*place, index), lines)


@lru_cache
def _validator(schema: str) -> Draft202012Validator:
    text = (Path(__file__).parent / "schemas" / f"{schema}.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def _says(error: ValidationError) -> str:
    rule: Any = error.validator_value
    instance: Any = error.instance
    if error.validator == "required":
        return "thiếu mục " + ", ".join(name for name in rule if name not in instance)
    if error.validator == "additionalProperties":
        known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        return "có mục lạ " + ", ".join(name for name in instance if name not in known)
    if error.validator == "enum":
        return "phải là một trong: " + ", ".join(map(str, rule))
    return f"giá trị “{str(instance)[:40]}” không hợp lệ ({error.validator})"
