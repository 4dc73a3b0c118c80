"""From checked content files to plain rows, and everything a schema cannot check."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lachan.people.rules import Function
from lachan.programme.content_files import ContentFile, Place, read
from lachan.programme.errors import BadContent, Problem
from lachan.programme.models.indicators import ENTERED

Row = dict[str, Any]
_SOURCED = ("version", "source", "verified")


@dataclass(frozen=True, slots=True)
class Files:
    """All files of the programme, checked one by one and against each other."""

    programmes: Sequence[ContentFile]
    directives: Sequence[ContentFile]
    reporting: Sequence[ContentFile]
    indicators: Sequence[ContentFile]


def read_all(folder: Path, *, measures: Collection[str]) -> Files:
    """Raises BadContent with every problem of every file. `measures` are the known codes."""
    programmes = folder / "programmes"
    special = {*programmes.glob("*.directive.yaml"), programmes / "reporting.yaml"}
    plain = sorted(set(programmes.glob("*.yaml")) - special)
    files = Files(
        programmes=[read(path, "programme") for path in plain],
        directives=[
            read(path, "directive") for path in sorted(programmes.glob("*.directive.yaml"))
        ],
        reporting=[read(path, "reporting") for path in sorted(programmes.glob("reporting.yaml"))],
        indicators=[
            read(path, "indicators") for path in sorted((folder / "indicators").glob("*.yaml"))
        ],
    )
    everything = [*files.programmes, *files.directives, *files.reporting, *files.indicators]
    problems = [problem for file in everything for problem in file.problems]
    # The finer checks read fields that the schema vouches for.
    problems = problems or [*_dates(files), *_references(files), *_sources(files, measures)]
    if problems:
        raise BadContent(problems)
    return files


def _dates(files: Files) -> Iterator[Problem]:
    for file in (*files.programmes, *files.directives):
        for name in ("starts_on", "ends_on", "issued_on"):
            if name in file.value and not isinstance(file.value[name], date):
                yield file.problem((name,), "phải là ngày, dạng 2022-05-10")
    for file in files.programmes:
        if not _later(file.value["ends_on"], file.value["starts_on"]):
            yield file.problem(("ends_on",), "phải sau starts_on")
    for file in files.directives:
        for index, duty in enumerate(file.value["duties"]):
            yield from _duty_problems(file, index, duty)


def _later(end: object, start: object) -> bool:
    # What is not a date has been named already.
    return not (isinstance(end, date) and isinstance(start, date)) or end > start


def _duty_problems(file: ContentFile, index: int, duty: Row) -> Iterator[Problem]:
    place: Place = ("duties", index)
    if (duty["kind"] == "recurring") != ("cadence" in duty):
        yield file.problem((*place, "kind"), "nhiệm vụ định kỳ, và chỉ nó, có cadence")
    if "due_on" in duty and not isinstance(duty["due_on"], date):
        yield file.problem((*place, "due_on"), "phải là ngày, dạng 2022-12-31")
    if set(duty["lead"]) & set(duty.get("coordinate", ())):
        yield file.problem((*place, "coordinate"), "một chức năng vừa chủ trì vừa phối hợp")


def _references(files: Files) -> Iterator[Problem]:
    programmes = {file.value["code"] for file in files.programmes}
    indicators: set[str] = set()
    for file in files.indicators:
        yield from _repeats(file, ("indicators",), indicators)
    for file in (*files.directives, *files.indicators):
        if file.value["programme"] not in programmes:
            yield file.problem(("programme",), "không có chương trình này trong content/programmes")
    for file in files.directives:
        yield from _repeats(file, ("duties",), set())
    for file in files.programmes:
        for index, target in enumerate(file.value["targets"]):
            if target["indicator"] not in indicators:
                yield file.problem(("targets", index, "indicator"), "không có chỉ tiêu này")


def _repeats(file: ContentFile, place: Place, seen: set[str]) -> Iterator[Problem]:
    for index, row in enumerate(file.value[place[0]]):
        if row["code"] in seen:
            yield file.problem((*place, index, "code"), f"mã {row['code']} bị trùng")
        seen.add(row["code"])


def _sources(files: Files, measures: Collection[str]) -> Iterator[Problem]:
    for file in files.indicators:
        for index, row in enumerate(file.value["indicators"]):
            place: Place = ("indicators", index)
            sides = {name: _codes(row[name]) for name in _SIDES if name in row}
            for name, codes in sides.items():
                for code in set(codes) - {ENTERED} - set(measures):
                    yield file.problem((*place, name), f"không có số đo {code}")
            if any(ENTERED in codes for codes in sides.values()) != bool(row.get("reporters")):
                yield file.problem(place, "chỉ tiêu nhập tay, và chỉ nó, có reporters")
            if "target" in row and "denominator" not in row:
                yield file.problem((*place, "target"), "chỉ tiêu có mục tiêu cần mẫu số")


_SIDES = ("numerator", "denominator")


def _codes(side: Row) -> list[str]:
    source = side["source"]
    return [source] if isinstance(source, str) else list(source)


def programme_fields(file: ContentFile) -> Row:
    names = ("title", "legal_basis", "starts_on", "ends_on", *_SOURCED)
    return {name: file.value[name] for name in names}


def directive_fields(file: ContentFile) -> Row:
    names = ("symbol", "issuer", "issued_on", "subject", "based_on", *_SOURCED)
    return {name: file.value[name] for name in names}


def duty_fields(row: Mapping[str, Any], position: int) -> Row:
    names = ("verb", "text", "quote", "deliverable", "recipient", "theme", "kind")
    fields = {name: row[name] for name in names}
    return fields | {
        "position": position,
        "cadence": row.get("cadence", ""),
        "due_on": row.get("due_on"),
    }


def addressees(row: Mapping[str, Any]) -> Iterator[tuple[Function, str]]:
    """The functions a duty names, with their part."""
    for part in ("lead", "coordinate"):
        for function in row.get(part, ()):
            yield Function(function), part


def indicator_rows(files: Iterable[ContentFile]) -> Iterator[tuple[str, Row]]:
    """Programme code and fields of every indicator, in the order of files and rows."""
    position = 0
    for file in files:
        shared = {name: file.value[name] for name in _SOURCED}
        shared |= {"group": file.value["group"], "group_title": file.value["title"]}
        for row in file.value["indicators"]:
            position += 1
            yield file.value["programme"], shared | _indicator_fields(row, position)


def _indicator_fields(row: Row, position: int) -> Row:
    fields: Row = {
        "code": row["code"],
        "position": position,
        "name": row["name"],
        "unit_word": row["unit"],
        "disaggregation": row.get("by", []),
        "reporters": row.get("reporters", []),
        "target_percent": row.get("target"),
        "counts_children": row.get("counts_children", False),
    }
    for name in _SIDES:
        side = row.get(name)
        fields[name] = "+".join(_codes(side)) if side else ""
        fields[f"{name}_where"] = side.get("where", {}) if side else {}
        fields[f"{name}_name"] = side["name"] if side else ""
    return fields
