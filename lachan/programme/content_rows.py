"""From checked content files to plain rows, and everything a schema cannot check."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lachan.common.content import BadContent, Document, Place, Problem, files_of, read_files
from lachan.common.labels import mark as _
from lachan.people.rules import Function
from lachan.programme.models.indicators import ENTERED

Row = dict[str, Any]
_SOURCED = ("version", "source", "verified")
_SCHEMAS = Path(__file__).parent / "schemas"


@dataclass(frozen=True, slots=True)
class Files:
    """All files of the programme, checked one by one and against each other."""

    programmes: Sequence[Document]
    directives: Sequence[Document]
    reporting: Sequence[Document]
    indicators: Sequence[Document]


def read_all(folder: Path, *, measures: Collection[str]) -> Files:
    """Raises BadContent with every problem of every file. `measures` are the known codes."""
    pairs = [
        *((path, _schema(path)) for path, _beside in files_of(folder / "programmes")),
        *files_of(folder / "indicators", schema=_SCHEMAS / "indicators.json"),
    ]
    kinds: dict[str, list[Document]] = defaultdict(list)
    for (_path, schema), document in zip(pairs, read_files(pairs), strict=True):
        kinds[schema.stem].append(document)
    files = Files(
        programmes=kinds["programme"],
        directives=kinds["directive"],
        reporting=kinds["reporting"],
        indicators=kinds["indicators"],
    )
    # The finer checks read fields that the schemas vouch for.
    problems = [*_dates(files), *_references(files), *_sources(files, measures)]
    if problems:
        raise BadContent(problems)
    return files


def _schema(path: Path) -> Path:
    """By its name a file of content/programmes tells what it is."""
    if path.name.endswith(".directive.yaml"):
        return _SCHEMAS / "directive.json"
    return _SCHEMAS / ("reporting.json" if path.name == "reporting.yaml" else "programme.json")


def _dates(files: Files) -> Iterator[Problem]:
    for file in files.programmes:
        if file.values["ends_on"] <= file.values["starts_on"]:
            yield file.problem(("ends_on",), _("phải sau starts_on"))
    for file in files.directives:
        for index, duty in enumerate(file.values["duties"]):
            yield from _duty_problems(file, index, duty)


def _duty_problems(file: Document, index: int, duty: Row) -> Iterator[Problem]:
    place: Place = ("duties", index)
    if (duty["kind"] == "recurring") != ("cadence" in duty):
        yield file.problem((*place, "kind"), _("nhiệm vụ định kỳ, và chỉ nó, có cadence"))
    if set(duty["lead"]) & set(duty.get("coordinate", ())):
        yield file.problem((*place, "coordinate"), _("một chức năng vừa chủ trì vừa phối hợp"))


def _references(files: Files) -> Iterator[Problem]:
    programmes = {file.values["code"] for file in files.programmes}
    indicators: set[str] = set()
    for file in files.indicators:
        yield from _repeats(file, ("indicators",), indicators)
    for file in (*files.directives, *files.indicators):
        if file.values["programme"] not in programmes:
            yield file.problem(
                ("programme",), _("không có chương trình này trong content/programmes")
            )
    for file in files.directives:
        yield from _repeats(file, ("duties",), set())
    for file in files.programmes:
        for index, target in enumerate(file.values["targets"]):
            if target["indicator"] not in indicators:
                yield file.problem(("targets", index, "indicator"), _("không có chỉ tiêu này"))


def _repeats(file: Document, place: Place, seen: set[str]) -> Iterator[Problem]:
    for index, row in enumerate(file.values[place[0]]):
        if row["code"] in seen:
            yield file.problem((*place, index, "code"), _("mã %(code)s bị trùng"), code=row["code"])
        seen.add(row["code"])


def _sources(files: Files, measures: Collection[str]) -> Iterator[Problem]:
    for file in files.indicators:
        for index, row in enumerate(file.values["indicators"]):
            place: Place = ("indicators", index)
            sides = {name: _codes(row[name]) for name in _SIDES if name in row}
            for name, codes in sides.items():
                for code in set(codes) - {ENTERED} - set(measures):
                    yield file.problem((*place, name), _("không có số đo %(code)s"), code=code)
            if any(ENTERED in codes for codes in sides.values()) != bool(row.get("reporters")):
                yield file.problem(place, _("chỉ tiêu nhập tay, và chỉ nó, có reporters"))
            if "target" in row and "denominator" not in row:
                yield file.problem((*place, "target"), _("chỉ tiêu có mục tiêu cần mẫu số"))


_SIDES = ("numerator", "denominator")


def _codes(side: Row) -> list[str]:
    source = side["source"]
    return [source] if isinstance(source, str) else list(source)


def programme_fields(file: Document) -> Row:
    dates = {name: date.fromisoformat(file.values[name]) for name in ("starts_on", "ends_on")}
    return dates | {name: file.values[name] for name in ("title", "legal_basis", *_SOURCED)}


def directive_fields(file: Document) -> Row:
    names = ("symbol", "issuer", "subject", "based_on", *_SOURCED)
    fields = {name: file.values[name] for name in names}
    return fields | {"issued_on": date.fromisoformat(file.values["issued_on"])}


def duty_fields(row: Mapping[str, Any], position: int) -> Row:
    names = ("verb", "text", "quote", "deliverable", "recipient", "theme", "kind")
    fields = {name: row[name] for name in names}
    return fields | {
        "position": position,
        "cadence": row.get("cadence", ""),
        "due_on": date.fromisoformat(row["due_on"]) if "due_on" in row else None,
    }


def addressees(row: Mapping[str, Any]) -> Iterator[tuple[Function, str]]:
    """The functions a duty names, with their part."""
    for part in ("lead", "coordinate"):
        for function in row.get(part, ()):
            yield Function(function), part


def indicator_rows(files: Iterable[Document]) -> Iterator[tuple[Document, Place, Row]]:
    """Where each indicator stands, and its fields, in the order of files and rows."""
    position = 0
    for file in files:
        shared = {name: file.values[name] for name in _SOURCED}
        shared |= {"group": file.values["group"], "group_title": file.values["title"]}
        for index, row in enumerate(file.values["indicators"]):
            position += 1
            yield file, ("indicators", index), shared | _indicator_fields(row, position)


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
