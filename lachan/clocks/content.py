"""Reads content/clocks and content/calendar: checked against their schemas, refused by line."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import yaml
from jsonschema import Draft202012Validator, ValidationError

from lachan.clocks.errors import BadContent
from lachan.clocks.rules.calendar import DayKind
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


class _PlainLoader(yaml.SafeLoader):
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
            node = _child(node, part) or node
        return node.start_mark.line + 1


def _child(node: yaml.Node, part: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
        return node.value[part] if part < len(node.value) else None
    return None


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
        tree = yaml.compose(text, Loader=_PlainLoader)
        values = yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader
    except UnicodeDecodeError as error:
        raise BadContent(file=path.name, line=1, field="-", problem="UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BadContent(file=path.name, line=line, field="-", problem="YAML") from error
    if tree is None:
        raise BadContent(file=path.name, line=1, field="-", problem=PROBLEMS["oneOf"])
    return Document(path, values, tree)


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


# --- the rules -------------------------------------------------------------------------------


def rule_rows(found: Sequence[Document]) -> Iterator[dict[str, Any]]:
    """The fields of a ClockRule for each rule file, ladder by name made whole, with their hash."""
    ladders: dict[str, Any] = {}
    for document in found:
        ladders |= document.values.get("ladders", {})
    seen: set[tuple[str, str]] = set()
    for document in found:
        if "ladders" in document.values:
            continue
        key = (document.values["code"], document.values["effective_from"])
        if key in seen:
            raise document.refuse(["effective_from"], _("trùng quy định và ngày hiệu lực"))
        seen.add(key)
        yield _rule_row(document, ladders)


def _rule_row(document: Document, ladders: dict[str, Any]) -> dict[str, Any]:
    given = document.values
    if given["ladder"] not in ladders:
        raise document.refuse(["ladder"], _("không có bậc thang nhắc việc tên này"))
    begins = day_of(document, ["effective_from"])
    ends = day_of(document, ["effective_to"]) if "effective_to" in given else None
    if ends is not None and ends <= begins:
        raise document.refuse(["effective_to"], _("phải sau ngày bắt đầu hiệu lực"))
    whole_days = given["unit"].endswith("_days") and given["start"] == "next_day"
    if given.get("roll_forward") and not whole_days:
        raise document.refuse(["roll_forward"], _("chỉ dùng cho hạn tính trọn ngày"))
    row = {
        "article": "",
        "note": "",
        "roll_forward": False,
        "pausable_when": [],
        "extension": None,
    }
    row |= given
    row["ladder"] = ladders[given["ladder"]]
    row["start_convention"] = row.pop("start")
    row["content_hash"] = hashlib.sha256(
        json.dumps(row, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
    return row | {"effective_from": begins, "effective_to": ends}


def day_of(document: Document, place: Sequence[str | int]) -> date:
    """The date that stands at a place of the file. BadContent for 30 February and the like."""
    value = document.values
    for part in place:
        value = value[part]
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise document.refuse(place, _("không phải một ngày có thật")) from None


# --- the calendar ----------------------------------------------------------------------------


@dataclass(frozen=True)
class DayRow:
    """An exceptional day as a file gives it; `unit` is a unit's code, None for everywhere."""

    document: Document
    place: tuple[str | int, ...]
    unit: str | None
    on: date
    kind: DayKind
    name: str
    source: str
    verified: bool


def day_rows(found: Sequence[Document]) -> Iterator[DayRow]:
    """Every day of every year file; a swapped pair gives two. BadContent when one comes twice."""
    seen: set[tuple[str | None, date]] = set()
    for document in found:
        for row in (*_days(document), *_swaps(document)):
            if (row.unit, row.on) in seen:
                raise document.refuse(row.place, _("ngày này đã có ở mục khác"))
            seen.add((row.unit, row.on))
            yield row


def _days(document: Document) -> Iterator[DayRow]:
    for index, given in enumerate(document.values.get("days", [])):
        place = ("days", index)
        on = day_of(document, [*place, "date"])
        for unit in given.get("units", [None]):
            yield _day_row(document, place, given, on, DayKind(given["kind"]), unit)


def _swaps(document: Document) -> Iterator[DayRow]:
    for index, given in enumerate(document.values.get("swaps", [])):
        place = ("swaps", index)
        for key, kind in (("off", DayKind.SWAPPED_OFF), ("worked", DayKind.WORKED_WEEKEND)):
            on = day_of(document, [*place, key])
            if (on.isoweekday() >= 6) is (kind is DayKind.SWAPPED_OFF):
                raise document.refuse(
                    [*place, key], _("ngày hoán đổi phải đổi ngày thường lấy cuối tuần")
                )
            yield _day_row(document, place, given, on, kind, None)


def _day_row(
    document: Document,
    place: tuple[str | int, ...],
    given: dict[str, Any],
    on: date,
    kind: DayKind,
    unit: str | None,
) -> DayRow:
    return DayRow(
        document=document,
        place=place,
        unit=unit,
        on=on,
        kind=kind,
        name=given["name"],
        source=given.get("source", document.values["source"]),
        verified=given.get("verified", document.values["verified"]),
    )


@dataclass(frozen=True)
class HoursRow:
    """Office hours as the file gives them; `unit` is a unit's code, None for everywhere."""

    document: Document
    place: tuple[str | int, ...]
    unit: str | None
    since: date
    weekdays: list[int]
    sessions: list[list[str]]
    source: str
    verified: bool


def hours_rows(found: Sequence[Document]) -> Iterator[HoursRow]:
    """The working weeks. BadContent for sessions that overlap or run backwards."""
    for document in found:
        for index, given in enumerate(document.values.get("office_hours", [])):
            place = ("office_hours", index)
            ends = [time.fromisoformat(end) for session in given["sessions"] for end in session]
            if any(later <= sooner for sooner, later in pairwise(ends)):
                raise document.refuse(
                    [*place, "sessions"], _("các buổi phải theo thứ tự, không chồng nhau")
                )
            yield HoursRow(
                document=document,
                place=place,
                unit=given.get("unit"),
                since=day_of(document, [*place, "since"]),
                weekdays=sorted(given["weekdays"]),
                sessions=given["sessions"],
                source=given["source"],
                verified=given["verified"],
            )
