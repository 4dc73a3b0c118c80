"""Loads content/units: rows the files name become what the files say, the rest stays."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

from lachan.common.content import digest as digest_of
from lachan.common.content import read_folder
from lachan.common.refs import Ref
from lachan.common.text_vi import sort_key
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.content.checks import check
from lachan.people.content.plan import Paper, Plan, plan_of
from lachan.people.models import (
    ContentLoad,
    Unit,
    UnitFunction,
    UnitRelation,
    UnitSuccession,
    UnitVersion,
)
from lachan.people.operations.units import consistent
from lachan.people.permissions import Permission, require

Key = tuple[Any, ...]
Values = dict[str, Any]


@transaction.atomic
def load_content(*, folder: Path, by: Author, now: datetime) -> int:
    """How many rows were made or changed: 0 when the files are as they were last loaded.

    Raises BadContent (file, line, field) or UnitClash (rule), with nothing written.
    """
    require(by, Permission.EDIT_CONTENT)
    last = ContentLoad.objects.order_by("-pk").first()
    digest = digest_of(folder)
    if last is not None and last.digest == digest:
        return 0
    files = read_folder(folder, text_only=True)
    plan = plan_of(files)
    check(plan, files)
    with consistent():
        changed = _apply(plan)
    load = ContentLoad.objects.create(digest=digest, loaded_at=now)
    facts = {"digest": digest, "units": len(plan.units), "changed": changed}
    journal.record(by=by, action="units.loaded", subject=Ref.of(load), at=now, **facts)
    return changed


def _apply(plan: Plan) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    ids = dict(Unit.objects.values_list("code", "pk"))
    new = [Unit(code=code) for code in plan.units if code not in ids]
    ids |= {unit.code: unit.pk for unit in Unit.objects.bulk_create(new)}
    changed = len(new) + sum(
        _upsert(model, rows)
        for model, rows in (
            (UnitVersion, _versions(plan, ids)),
            (UnitRelation, _relations(plan, ids)),
            (UnitFunction, _functions(plan, ids)),
            (UnitSuccession, _successions(plan, ids)),
        )
    )
    with connection.cursor() as cursor:
        # Here, and not at the commit, so that a clash is told to the one who loads.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return changed


def _upsert(model: type[models.Model], rows: Iterable[tuple[Values, Values]]) -> int:
    """Makes or changes each row, given as (what identifies it, the rest)."""
    rows = list(rows)
    if not rows:
        return 0
    names = tuple(rows[0][0])
    known: dict[Key, models.Model] = {
        tuple(getattr(row, name) for name in names): row for row in model._default_manager.all()
    }
    missing = [model(**key, **rest) for key, rest in rows if tuple(key.values()) not in known]
    changed = []
    for key, rest in rows:
        row = known.get(tuple(key.values()))
        if row is not None and any(getattr(row, name) != value for name, value in rest.items()):
            for name, value in rest.items():
                setattr(row, name, value)
            changed.append(row)
    if changed:
        model._default_manager.bulk_update(changed, list(rows[0][1]))
    model._default_manager.bulk_create(missing)
    return len(missing) + len(changed)


def _versions(plan: Plan, ids: Mapping[str, int]) -> Iterable[tuple[Values, Values]]:
    for row in plan.versions:
        key = {"unit_id": ids[row.unit], "valid_from": row.span.start}
        yield (
            key,
            {
                "valid_to": row.span.end,
                "name": row.name,
                "short_name": row.short_name,
                "kind": row.kind,
                "level": row.level,
                "sort_key": sort_key(row.short_name),
            }
            | _on(row.paper),
        )


def _relations(plan: Plan, ids: Mapping[str, int]) -> Iterable[tuple[Values, Values]]:
    for row in plan.relations:
        key = {"child_id": ids[row.child], "tree": row.tree, "valid_from": row.span.start}
        yield key, {"parent_id": ids[row.parent], "valid_to": row.span.end} | _on(row.paper)


def _functions(plan: Plan, ids: Mapping[str, int]) -> Iterable[tuple[Values, Values]]:
    for row in plan.functions:
        key = {"unit_id": ids[row.unit], "function": row.function, "valid_from": row.span.start}
        yield key, {"valid_to": row.span.end} | _on(row.paper)


def _successions(plan: Plan, ids: Mapping[str, int]) -> Iterable[tuple[Values, Values]]:
    for row in plan.successions:
        key = {
            "before_id": ids[row.before],
            "after_id": ids[row.after],
            "effective": row.effective,
        }
        rest = {"kind": row.kind, "share": row.share, "inherits_work": row.inherits_work}
        yield key, rest | _on(row.paper)


def _on(paper: Paper) -> Values:
    return {"legal_basis": paper.legal_basis, "verified": paper.verified}
