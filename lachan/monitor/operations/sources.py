"""Adds and stops sources."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from lachan.common.errors import Invalid
from lachan.detect.rows import BadRow
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.monitor.errors import BadAddress
from lachan.monitor.models import Source
from lachan.monitor.reading.entries import address as checked_address
from lachan.monitor.rules import Medium, SourceKind
from lachan.people.models import Unit
from lachan.people.permissions import Permission, require


@transaction.atomic
def add_source(
    *,
    name: str,
    kind: SourceKind,
    owner_unit: Unit,
    by: Author,
    now: datetime,
    address: str = "",
    medium: Medium = Medium.PRESS,
) -> Source:
    """A new source. Raises BadAddress, or Invalid for a name the unit uses already."""
    require(by, Permission.IMPORT_ITEMS)
    if not name.strip() or Source.objects.filter(owner_unit=owner_unit, name=name.strip()).exists():
        raise Invalid(field="name", problem=_("để trống hoặc đã dùng cho nguồn khác."))
    source = Source.objects.create(
        name=name.strip(),
        kind=kind.value,
        medium=medium.value,
        address=_address(address, kind),
        owner_unit=owner_unit,
        created_at=now,
    )
    journal.record(by=by, action="monitor.source_added", subject=source, at=now, kind=kind.value)
    return source


def _address(address: str, kind: SourceKind) -> str:
    try:
        url = checked_address(address)
    except BadRow:
        raise BadAddress from None
    if not url and kind is not SourceKind.FILE:
        raise BadAddress
    return url


@transaction.atomic
def set_active(*, source: Source, active: bool, by: Author, now: datetime) -> Source:
    """Starts or stops watching a source. Its items stay."""
    require(by, Permission.IMPORT_ITEMS)
    source = Source.objects.select_for_update().get(pk=source.pk)
    if source.is_active != active:
        source.is_active = active
        source.save(update_fields=["is_active"])
        journal.record(
            by=by, action="monitor.source_switched", subject=source, at=now, active=active
        )
    return source
