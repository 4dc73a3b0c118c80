"""One reviewed YAML file: valid by the schema beside it, or refused by line and field."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml
from jsonschema import Draft202012Validator, ValidationError

from lachan.clocks.errors import BadContent
from lachan.common.labels import mark as _

SCHEMA = "schema.json"

# Why a value breaks its schema, in words for the one who wrote it.
PROBLEMS = {
    "required": _("thiếu mục bắt buộc"),
    "additionalProperties": _("có mục lạ"),
    "type": _("sai kiểu dữ liệu"),
    "enum": _("không thuộc các giá trị cho phép"),
    "pattern": _("sai dạng"),
    "oneOf": _("không đúng cấu trúc"),
}
OTHER_PROBLEM = _("ngoài giới hạn cho phép")


# The one in C where the wheel has it, ten times faster; else its twin in Python.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _PlainLoader(_Loader):  # type: ignore[misc]
    """YAML in which `off` is a word, 2026-01-02 is text and 07:30 too: the schema judges them."""


_PlainLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", "true|false", "tf"),
    ("int", "[0-9]+", "0123456789"),
    ("null", "null|", ["n", ""]),
):
    _PlainLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first)
    )


@dataclass(frozen=True)
class Document:
    """One file, parsed, that still knows on which line each of its values stands."""

    path: Path
    values: Any
    tree: yaml.Node

    def refuse(self, place: Sequence[str | int], problem: str) -> BadContent:
        field = ".".join(str(part) for part in place) or "-"
        return BadContent(file=self.path.name, line=self._line(place), field=field, problem=problem)

    def _line(self, place: Sequence[str | int]) -> int:
        node = self.tree
        for part in place:
            node = _child(node, part)
        return node.start_mark.line + 1


def _child(node: yaml.Node, part: str | int) -> yaml.Node:
    """What stands under a key or at a place; the mapping itself where the key is missing."""
    if isinstance(node, yaml.MappingNode):
        found: yaml.Node = next((value for key, value in node.value if key.value == part), node)
        return found
    item: yaml.Node = node.value[part]
    return item


def documents(folder: Path) -> list[Document]:
    """Every YAML file of the folder, in order of name, valid by the schema beside it."""
    schema = Draft202012Validator(json.loads((folder / SCHEMA).read_text(encoding="utf-8")))
    found = [_read(path) for path in sorted(folder.glob("*.yaml"))]
    for document in found:
        _validate(document, schema)
    return found


def _read(path: Path) -> Document:
    try:
        text = path.read_text(encoding="utf-8")
        loader = _PlainLoader(text)
        tree = loader.get_single_node()
    except UnicodeDecodeError as error:
        raise BadContent(file=path.name, line=1, field="-", problem="UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BadContent(file=path.name, line=line, field="-", problem="YAML") from error
    if tree is None:
        raise BadContent(file=path.name, line=1, field="-", problem=PROBLEMS["oneOf"])
    _refuse_doubles(path, tree)
    return Document(path, loader.construct_document(tree), tree)


def _refuse_doubles(path: Path, node: yaml.Node) -> None:
    """YAML lets a second key silently win over the first; a deadline must not."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_doubles(path, item)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, value in node.value:
        if key.value in seen:
            line = key.start_mark.line + 1
            raise BadContent(file=path.name, line=line, field=key.value, problem=_("có hai lần"))
        seen.add(key.value)
        _refuse_doubles(path, value)


def _validate(document: Document, schema: Draft202012Validator) -> None:
    error = next(iter(schema.iter_errors(document.values)), None)
    if error is None:
        return
    error = _deepest(error)
    place = [*error.absolute_path]
    if error.validator == "required":
        wanted = cast(list[str], error.validator_value)
        given = cast(dict[str, Any], error.instance)
        place.append(next(name for name in wanted if name not in given))
    raise document.refuse(place, PROBLEMS.get(str(error.validator), OTHER_PROBLEM))


def _deepest(error: ValidationError) -> ValidationError:
    """The most telling cause: of the alternatives, the one that got furthest into the file."""
    while error.context:
        error = max(error.context, key=lambda cause: len(cause.absolute_path))
    return error


def day_of(document: Document, place: Sequence[str | int]) -> date:
    """The date that stands at a place of the file. BadContent for 30 February and the like."""
    value = document.values
    for part in place:
        value = value[part]
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise document.refuse(place, _("không phải một ngày có thật")) from None
