"""Every code a file names exists in some file, and a name written beside a code is its name."""

from collections.abc import Iterator, Sequence

from lachan.common.content import BadContent, Document, Place, Problem
from lachan.common.labels import mark as _
from lachan.people.content.plan import NOBODY, Entry, Plan

UNKNOWN = _("không có đơn vị mang mã này")


def check(plan: Plan, documents: Sequence[Document]) -> None:
    """Raises BadContent. Called once all files are planned, since any may name any."""
    problems = [problem for document in documents for problem in _problems(plan, document)]
    if problems:
        raise BadContent(problems)


def _problems(plan: Plan, document: Document) -> Iterator[Problem]:
    for place, code in _mentions(document):
        if code != NOBODY and code not in plan.units:
            yield document.problem(place, UNKNOWN)
    for number, unit in enumerate(document.values["units"]):
        yield from _shorthand(plan, document, ("units", number), unit)
    yield from _rings(plan, document)


def _mentions(document: Document) -> Iterator[tuple[Place, str]]:
    yield ("defaults", "parent"), document.values.get("defaults", {}).get("parent", NOBODY)
    for number, unit in enumerate(document.values["units"]):
        place: Place = ("units", number)
        yield (*place, "parent"), unit.get("parent", NOBODY)
        for n, tie in enumerate(unit.get("ties", [])):
            yield (*place, "ties", n, "parent"), tie["parent"]
        for key in ("from", "part_of"):
            yield from (((*place, key, code), code) for code in unit.get(key, {}))
    for number, row in enumerate(document.values.get("successions", [])):
        yield ("successions", number, "before"), row["before"]
        yield ("successions", number, "after"), row["after"]


def _shorthand(plan: Plan, document: Document, place: Place, unit: Entry) -> Iterator[Problem]:
    for key in ("from", "part_of"):
        for code, name in unit.get(key, {}).items():
            # An unknown code has been told already.
            if name not in plan.units.get(code, {name}):
                yield document.problem((*place, key, code), _("tên không phải của mã này"))
    for code in unit.get("takes_over", []):
        if code not in unit.get("part_of", {}):
            yield document.problem((*place, "takes_over"), _("mã không có trong part_of"))


def _rings(plan: Plan, document: Document) -> Iterator[Problem]:
    """Told here because the database can only say that there is a ring, not in which line."""
    later: dict[str, list[str]] = {}
    for row in plan.successions:
        later.setdefault(row.before, []).append(row.after)
    for number, row in enumerate(document.values.get("successions", [])):
        seen: set[str] = set()
        waiting = [row["after"]]
        while waiting:
            code = waiting.pop()
            if code == row["before"]:
                yield document.problem(("successions", number), _("đơn vị kế thừa chính nó"))
                break
            waiting += [] if code in seen else later.get(code, [])
            seen.add(code)
