"""Loads content/programmes and content/indicators. Safe to repeat; all of it or nothing."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from lachan.common.content import Document, Place
from lachan.common.labels import mark as _
from lachan.common.refs import Ref
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require
from lachan.programme import content_rows
from lachan.programme.models import (
    Directive,
    Duty,
    DutyAddressee,
    EnteredValue,
    Figure,
    Indicator,
    LevelDeadline,
    Objective,
    Programme,
    Target,
)
from lachan.programme.registry import MEASURES

M = TypeVar("M", bound=models.Model)


@transaction.atomic
def load_content(*, folder: Path, by: Author, now: datetime) -> int:
    """Loads `folder`/programmes and `folder`/indicators; how many rows are new or changed.

    Raises BadContent, with file, line and field of each problem, before anything is written. What
    has been used (assigned duties, indicators with figures) is never changed under its old version.
    """
    require(by, Permission.EDIT_CONTENT)
    files = content_rows.read_all(folder, measures=MEASURES)
    changed = sum(_load_programme(file) for file in files.programmes)
    programmes = {programme.code: programme for programme in Programme.objects.all()}
    for file, place, row in content_rows.indicator_rows(files.indicators):
        changed += _load_indicator(programmes[file.values["programme"]], file, place, row)
    changed += sum(_load_directive(file, programmes) for file in files.directives)
    changed += sum(_load_deadlines(file) for file in files.reporting)
    if changed:
        journal.record(
            by=by,
            action="programme.content_loaded",
            subject=Ref("programme.content", "content"),
            at=now,
            rows=changed,
        )
    return changed


def _save(row: M, fields: Mapping[str, Any]) -> bool:
    """Sets what differs; whether anything did."""
    differing = [name for name, value in fields.items() if getattr(row, name) != value]
    if row.pk is not None and not differing:
        return False
    for name in differing:
        setattr(row, name, fields[name])
    row.save()
    return True


def _load_programme(file: Document) -> bool:
    code = file.values["code"]
    programme = Programme.objects.filter(code=code).first() or Programme(code=code)
    changed = _save(programme, content_rows.programme_fields(file))
    for position, row in enumerate(file.values["objectives"]):
        objective = Objective(programme=programme, letter=row["letter"])
        known = programme.objectives.filter(letter=row["letter"]).first()
        changed |= _save(known or objective, {"text": row["text"], "position": position})
    for row in file.values["targets"]:
        target = Target(programme=programme, number=row["number"])
        known_target = programme.targets.filter(number=row["number"]).first()
        fields = {"indicator_code": row["indicator"], "text": row["text"]}
        changed |= _save(known_target or target, fields)
    return changed


def _load_indicator(
    programme: Programme, file: Document, place: Place, fields: dict[str, Any]
) -> bool:
    key = {"programme": programme, "code": fields["code"], "version": fields["version"]}
    known = Indicator.objects.filter(**key).first()
    if known is None:
        return _save(Indicator(**key), fields)
    meaning = {name: value for name, value in fields.items() if name != "position"}
    if any(getattr(known, name) != value for name, value in meaning.items()) and _used(known):
        raise file.refuse(place, _("chỉ tiêu đã có số liệu: hãy tăng version"))
    return _save(known, fields)


def _used(indicator: Indicator) -> bool:
    return (
        Figure.objects.filter(indicator=indicator).exists()
        or EnteredValue.objects.filter(indicator=indicator).exists()
    )


def _load_directive(file: Document, programmes: Mapping[str, Programme]) -> bool:
    code = file.values["code"]
    directive = Directive.objects.filter(code=code).first() or Directive(
        code=code, programme=programmes[file.values["programme"]]
    )
    changed = _save(directive, content_rows.directive_fields(file))
    for position, row in enumerate(file.values["duties"], start=1):
        altered = _load_duty(directive, row, position)
        if altered and directive.assigned_at is not None:
            raise file.refuse(
                ("duties", position - 1),
                _("văn bản đã giao việc: nhiệm vụ không sửa được nữa, hãy lập văn bản mới"),
            )
        changed |= altered
    return changed


def _load_duty(directive: Directive, row: Mapping[str, Any], position: int) -> bool:
    duty = directive.duties.filter(code=row["code"]).first()
    duty = duty or Duty(directive=directive, code=row["code"])
    changed = _save(duty, content_rows.duty_fields(row, position))
    wanted = dict(content_rows.addressees(row))
    named = {addressee.function: addressee for addressee in duty.addressees.all()}
    for function, part in wanted.items():
        addressee = named.pop(function, None)
        addressee = addressee or DutyAddressee(duty=duty, function=function.value)
        changed |= _save(addressee, {"part": part})
    for no_longer in named.values():
        no_longer.delete()
        changed = True
    return changed


def _load_deadlines(file: Document) -> bool:
    changed = False
    sourced = {name: file.values[name] for name in ("version", "source", "verified")}
    for row in file.values["deadlines"]:
        for level in ("commune", "district", "province"):
            key = {"kind": row["kind"], "level": level}
            known = LevelDeadline.objects.filter(**key).first() or LevelDeadline(**key)
            changed |= _save(known, sourced | {"days_after_close": row[level]})
    return changed
