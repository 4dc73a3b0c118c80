"""Loads the provisions that requests may rest on. All of the folder, or nothing."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from lachan.common.content import BadContent, Document, Problem, read_folder
from lachan.common.labels import mark as _
from lachan.common.refs import Ref
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require
from lachan.takedown.models import LegalBasis

Row = dict[str, Any]


@transaction.atomic
def load_content(*, folder: Path, by: Author, now: datetime) -> int:
    """Makes the table say what the files say; how many provisions changed. Safe to repeat.

    A provision that left the files stays, since old requests rest on it. Raises BadContent with
    file, line and field of everything wrong, and then changes nothing.
    """
    require(by, Permission.EDIT_CONTENT)
    documents = read_folder(folder)
    problems = list(_problems(documents))
    if problems:
        raise BadContent(problems)
    changed = sum(_keep(_fields(row)) for document in documents for row in document.values)
    if changed:
        journal.record(
            by=by,
            action="legal_basis.loaded",
            subject=Ref("content.folder", folder.name),
            at=now,
            changed=changed,
        )
    return changed


def _problems(documents: Sequence[Document]) -> Iterator[Problem]:
    """What the schema cannot see."""
    seen: set[str] = set()
    for document in documents:
        for number, row in enumerate(document.values):
            if row["code"] in seen:
                yield document.problem((number, "code"), _("mã này đã có ở mục khác"))
            seen.add(row["code"])
            if row.get("valid_to", "9999") <= row["valid_from"]:
                yield document.problem((number, "valid_to"), _("phải sau valid_from"))


def _fields(row: Row) -> Row:
    until = row.get("valid_to")
    return row | {
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_to": date.fromisoformat(until) if until else None,
    }


def _keep(row: Row) -> int:
    """1 when something had to be written."""
    code = row["code"]
    same = LegalBasis.objects.filter(**{k: v for k, v in row.items() if v is not None})
    if same.filter(valid_to=row["valid_to"]).exists():
        return 0
    LegalBasis.objects.update_or_create(code=code, defaults=row)
    return 1
