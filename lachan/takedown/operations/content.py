"""Loads the provisions that requests may rest on. All of the folder, or nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from lachan.common.errors import Fault
from lachan.common.refs import Ref
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require
from lachan.takedown.models import LegalBasis

_KINDS: Mapping[str, type] = {
    "code": str,
    "instrument": str,
    "provision": str,
    "title": str,
    "valid_from": date,
    "source": str,
    "verified": bool,
}
_OPTIONAL: Mapping[str, type] = {"valid_to": date}


@transaction.atomic
def load_content(*, folder: Path, by: Author, now: datetime) -> int:
    """Makes the table say what the files say; how many provisions changed. Safe to repeat.

    A provision that left the files stays, since old requests rest on it. Raises Fault with file,
    entry and field on the first thing wrong, and then changes nothing.
    """
    require(by, Permission.EDIT_CONTENT)
    changed = 0
    for path in sorted(folder.glob("*.yaml")):
        for place, row in enumerate(_rows(path), start=1):
            changed += _keep(_checked(row, f"{path.name}, entry {place}"))
    if changed:
        journal.record(
            by=by,
            action="legal_basis.loaded",
            subject=Ref("content.folder", folder.name),
            at=now,
            changed=changed,
        )
    return changed


def _rows(path: Path) -> list[Any]:
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise Fault(f"{path.name}, line {line}: this is not YAML in UTF-8.") from error
    if not isinstance(rows, list):
        raise Fault(f"{path.name}: a list of provisions is wanted.")
    return rows


def _checked(row: Any, place: str) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise Fault(f"{place}: a provision has fields.")
    unknown = set(row) - set(_KINDS) - set(_OPTIONAL)
    if unknown:
        raise Fault(f"{place}: unknown field {sorted(unknown)[0]!r}.")
    for field, kind in _KINDS.items():
        if not isinstance(row.get(field), kind):
            raise Fault(f"{place}: field {field!r} must be a {kind.__name__}.")
    until = row.get("valid_to")
    if until is not None and (not isinstance(until, date) or until <= row["valid_from"]):
        raise Fault(f"{place}: field 'valid_to' must be a day after valid_from.")
    return {"valid_to": None} | row


def _keep(row: dict[str, Any]) -> int:
    """1 when something had to be written."""
    code = row["code"]
    same = LegalBasis.objects.filter(**{k: v for k, v in row.items() if v is not None})
    if same.filter(valid_to=row["valid_to"]).exists():
        return 0
    LegalBasis.objects.update_or_create(code=code, defaults=row)
    return 1
