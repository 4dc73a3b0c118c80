"""Writes to units: born, renamed, placed in trees, given functions, succeeded, ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from lachan.common.text_vi import sort_key
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.errors import UnitClash
from lachan.people.models import (
    Level,
    SuccessionKind,
    Unit,
    UnitFunction,
    UnitKind,
    UnitRelation,
    UnitSuccession,
    UnitVersion,
)
from lachan.people.permissions import Permission, require
from lachan.people.queries import valid_on
from lachan.people.rules import Function, Tree, short_name_of


@contextmanager
def consistent() -> Iterator[None]:
    """Turns what the database refuses into a refusal; the rule's name is ours, no data is in it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diag = getattr(error.__cause__, "diag", None)
        raise UnitClash(rule=getattr(diag, "constraint_name", None) or "unit") from error


@transaction.atomic
def create_unit(
    *,
    code: str,
    name: str,
    kind: UnitKind | str,
    valid_from: date,
    by: Author,
    now: datetime,
    level: Level | str = Level.PROVINCE,
    short_name: str = "",
    valid_to: date | None = None,
    parent: Unit | None = None,
    legal_basis: str = "",
    verified: bool = False,
) -> Unit:
    """A unit with its first version and, if given, its place in the territorial tree."""
    require(by, Permission.EDIT_CONTENT)
    with consistent():
        unit = Unit.objects.create(code=code)
        UnitVersion.objects.create(
            unit=unit,
            name=name,
            short_name=short_name or short_name_of(name),
            kind=kind,
            level=level,
            valid_from=valid_from,
            valid_to=valid_to,
            legal_basis=legal_basis,
            verified=verified,
            sort_key=sort_key(short_name or short_name_of(name)),
        )
    journal.record(by=by, action="unit.created", subject=unit, at=now, code=code)
    if parent is not None:
        place_unit(
            unit=unit,
            parent=parent,
            tree=Tree.TERRITORIAL,
            valid_from=valid_from,
            valid_to=valid_to,
            by=by,
            now=now,
        )
    return unit


@transaction.atomic
def rename_unit(
    *,
    unit: Unit,
    name: str,
    effective: date,
    by: Author,
    now: datetime,
    short_name: str = "",
    legal_basis: str = "",
    verified: bool = False,
) -> UnitVersion:
    """The same unit under another name from the day on. What was printed before keeps the old."""
    require(by, Permission.EDIT_CONTENT)
    Unit.objects.select_for_update().get(pk=unit.pk)
    last = unit.versions.filter(valid_on(effective)).first()
    if last is None:
        raise UnitClash(rule="unit_not_valid")
    valid_to = last.valid_to
    with consistent():
        last.valid_to = effective
        last.save(update_fields=["valid_to"])
        version = UnitVersion.objects.create(
            unit=unit,
            name=name,
            short_name=short_name or short_name_of(name),
            kind=last.kind,
            level=last.level,
            valid_from=effective,
            valid_to=valid_to,
            legal_basis=legal_basis,
            verified=verified,
            sort_key=sort_key(short_name or short_name_of(name)),
        )
    journal.record(by=by, action="unit.renamed", subject=unit, at=now, effective=str(effective))
    return version


@transaction.atomic
def place_unit(
    *,
    unit: Unit,
    parent: Unit,
    tree: Tree,
    valid_from: date,
    by: Author,
    now: datetime,
    valid_to: date | None = None,
) -> UnitRelation:
    """Puts the unit under the parent in one tree for a period. No rings, no two parents."""
    require(by, Permission.EDIT_CONTENT)
    with consistent():
        relation = UnitRelation.objects.create(
            child=unit, parent=parent, tree=tree, valid_from=valid_from, valid_to=valid_to
        )
    facts = {"parent": parent.code, "tree": tree.value, "from": str(valid_from)}
    journal.record(by=by, action="unit.placed", subject=unit, at=now, **facts)
    return relation


@transaction.atomic
def give_function(
    *,
    unit: Unit,
    function: Function,
    valid_from: date,
    by: Author,
    now: datetime,
    valid_to: date | None = None,
    legal_basis: str = "",
    verified: bool = False,
) -> UnitFunction:
    """The unit holds the function from the day on; a second holder at the same time is refused."""
    require(by, Permission.EDIT_CONTENT)
    with consistent():
        held = UnitFunction.objects.create(
            unit=unit,
            function=function,
            valid_from=valid_from,
            valid_to=valid_to,
            legal_basis=legal_basis,
            verified=verified,
        )
    facts = {"function": function.value, "from": str(valid_from)}
    journal.record(by=by, action="unit.function_given", subject=unit, at=now, **facts)
    return held


@transaction.atomic
def record_succession(
    *,
    before: Unit,
    after: Unit,
    effective: date,
    kind: SuccessionKind | str,
    by: Author,
    now: datetime,
    share: Decimal | None = None,
    inherits_work: bool = False,
    legal_basis: str = "",
    verified: bool = False,
) -> UnitSuccession:
    """What became of a unit. `share` None: divided, nobody decided the parts."""
    require(by, Permission.EDIT_CONTENT)
    with consistent():
        succession = UnitSuccession.objects.create(
            before=before,
            after=after,
            effective=effective,
            kind=kind,
            share=share,
            inherits_work=inherits_work,
            legal_basis=legal_basis,
            verified=verified,
        )
    facts = {"after": after.code, "kind": str(kind), "effective": str(effective)}
    journal.record(by=by, action="unit.succeeded", subject=before, at=now, **facts)
    return succession


@transaction.atomic
def end_unit(*, unit: Unit, on: date, by: Author, now: datetime) -> Unit:
    """From the day on the unit is no more: its version, ties and functions end with it.

    UnitClash when something of it is planned to begin on that day or later.
    """
    require(by, Permission.EDIT_CONTENT)
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    ties: list[QuerySet[Model]] = [
        locked.versions.all(),
        locked.relations_up.all(),
        locked.relations_down.all(),
        locked.functions.all(),
    ]
    if any(tie.filter(valid_from__gte=on).exists() for tie in ties):
        raise UnitClash(rule="unit_has_later_rows")
    with consistent():
        for tie in ties:
            tie.filter(valid_on(on)).update(valid_to=on)
    journal.record(by=by, action="unit.ended", subject=locked, at=now, on=str(on))
    return locked
