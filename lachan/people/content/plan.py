"""The rows that the files ask for, checked against each other before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from lachan.common.content import BadContent, Document, Place, Problem
from lachan.common.labels import mark as _
from lachan.people.rules import Tree, short_name_of

Entry = dict[str, Any]
TERRITORIAL = Tree.TERRITORIAL.value
NOBODY = "null"


@dataclass(frozen=True, slots=True)
class Paper:
    """On what it rests, and whether somebody has read that."""

    legal_basis: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The days [start, end)."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    unit: str
    span: Span
    name: str
    short_name: str
    kind: str
    level: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class RelationRow:
    child: str
    parent: str
    tree: str
    span: Span
    paper: Paper


@dataclass(frozen=True, slots=True)
class FunctionRow:
    unit: str
    function: str
    span: Span
    paper: Paper


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    before: str
    after: str
    effective: date
    kind: str
    share: Decimal | None
    inherits_work: bool
    paper: Paper


@dataclass(slots=True)
class Plan:
    """What the folder asks for. `units` maps each code to the names it ever has."""

    units: dict[str, set[str]] = field(default_factory=dict)
    versions: list[VersionRow] = field(default_factory=list)
    relations: list[RelationRow] = field(default_factory=list)
    functions: list[FunctionRow] = field(default_factory=list)
    successions: list[SuccessionRow] = field(default_factory=list)


def plan_of(documents: Sequence[Document]) -> Plan:
    """The rows the documents ask for.

    Raises BadContent for dates or fields that cannot be: the first of every unit.
    """
    plan = Plan()
    problems: list[Problem] = []
    for document in documents:
        defaults: Entry = document.values.get("defaults", {})
        for number, entry in enumerate(document.values["units"]):
            try:
                _plan_unit(plan, document, ("units", number), defaults | entry)
            except BadContent as bad:
                problems += bad.problems
        for entry in document.values.get("successions", []):
            plan.successions.append(_succession(_basis(defaults) | entry))
    if problems:
        raise BadContent(problems)
    return plan


def _basis(entry: Entry) -> Entry:
    return {key: entry[key] for key in ("legal_basis", "verified") if key in entry}


def _plan_unit(plan: Plan, document: Document, place: Place, entry: Entry) -> None:
    for wanted in ("kind", "level", "valid_from"):
        if wanted not in entry:
            raise document.refuse((*place, wanted), _("thiếu, và cũng không có trong defaults"))
    _plan_names(plan, document, place, entry)
    _plan_ties(plan, document, place, entry)
    _plan_functions(plan, document, place, entry)
    _plan_shorthand(plan, entry)
    for code, name in entry.get("communes", {}).items():
        life = {key: entry[key] for key in ("valid_from", "valid_to") if key in entry}
        commune = life | _basis(entry)
        commune |= {"code": code, "name": name, "parent": entry["code"]}
        commune |= {"kind": "commune", "level": "commune"}
        commune |= {"functions": entry.get("commune_functions", [])}
        _plan_unit(plan, document, (*place, "communes", code), commune)


def _plan_names(plan: Plan, document: Document, place: Place, entry: Entry) -> None:
    code = entry["code"]
    if code in plan.units:
        raise document.refuse((*place, "code"), _("mã đã dùng cho đơn vị khác"))
    life = _span(document, place, entry)
    later = entry.get("names", [])
    starts = [life.start, *(date.fromisoformat(name["valid_from"]) for name in later)]
    ends = [*starts[1:], life.end]
    for name, start, end in zip([entry, *later], starts, ends, strict=True):
        if end is not None and end <= start:
            raise document.refuse((*place, "names"), _("tên sau phải bắt đầu sau tên trước"))
        plan.versions.append(
            VersionRow(
                unit=code,
                span=Span(start, end),
                name=name["name"],
                short_name=name.get("short_name") or short_name_of(name["name"]),
                kind=entry["kind"],
                level=entry["level"],
                paper=_paper(_basis(entry) | name),
            )
        )
    plan.units[code] = {entry["name"], *(name["name"] for name in later)}


def _plan_ties(plan: Plan, document: Document, place: Place, entry: Entry) -> None:
    life = _span(document, place, entry)
    if entry.get("parent", NOBODY) != NOBODY:
        plan.relations.append(
            RelationRow(entry["code"], entry["parent"], TERRITORIAL, life, _paper(entry))
        )
    for number, tie in enumerate(entry.get("ties", [])):
        span = _span(document, (*place, "ties", number), tie, within=life)
        plan.relations.append(
            RelationRow(entry["code"], tie["parent"], tie["tree"], span, _paper(entry))
        )


def _plan_functions(plan: Plan, document: Document, place: Place, entry: Entry) -> None:
    life = _span(document, place, entry)
    for number, given in enumerate(entry.get("functions", [])):
        held: Entry = {"function": given} if isinstance(given, str) else given
        span = _span(document, (*place, "functions", number), held, within=life)
        plan.functions.append(
            FunctionRow(entry["code"], held["function"], span, _paper(_basis(entry) | held))
        )


def _plan_shorthand(plan: Plan, entry: Entry) -> None:
    """`from`, `part_of`, `takes_over`: successions of the day on which the unit begins."""
    whole, parts = entry.get("from", {}), entry.get("part_of", {})
    kind = "rename" if len(whole) == 1 and not parts else "merge"
    base = _basis(entry) | {"after": entry["code"], "effective": entry["valid_from"]}
    for code in whole:
        row = {"before": code, "kind": kind, "share": "1", "inherits_work": "true"}
        plan.successions.append(_succession(base | row))
    for code in parts:
        heir = "true" if code in entry.get("takes_over", []) else "false"
        row = {"before": code, "kind": "split", "inherits_work": heir}
        plan.successions.append(_succession(base | row))


def _succession(entry: Entry) -> SuccessionRow:
    return SuccessionRow(
        before=entry["before"],
        after=entry["after"],
        effective=date.fromisoformat(entry["effective"]),
        kind=entry["kind"],
        share=Decimal(entry["share"]) if "share" in entry else None,
        inherits_work=entry.get("inherits_work") == "true",
        paper=_paper(entry),
    )


def _span(document: Document, place: Place, entry: Entry, within: Span | None = None) -> Span:
    start = entry.get("valid_from")
    end = entry.get("valid_to", NOBODY)
    first = date.fromisoformat(start) if start else within.start if within else date.min
    last = date.fromisoformat(end) if end != NOBODY else within.end if within else None
    if last is not None and last <= first:
        raise document.refuse((*place, "valid_to"), _("phải sau valid_from"))
    return Span(first, last)


def _paper(entry: Entry) -> Paper:
    return Paper(entry.get("legal_basis", ""), entry.get("verified") == "true")
