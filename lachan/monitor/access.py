"""The doors to items and findings: absent and invisible answer the same."""

from datetime import datetime

from lachan.common.errors import NotFound
from lachan.journal.rules import Author
from lachan.monitor.models import Finding, Import, Item, Source
from lachan.people.permissions import Permission, require


def item_for(
    actor: Author, item_id: int, permission: Permission = Permission.READ_ITEM, *, now: datetime
) -> Item:
    """One item with its source. Raises NotFound, or NotAllowed for what may only be read."""
    item = Item.objects.visible_to(actor).select_related("source").filter(pk=item_id).first()
    if item is None:
        raise NotFound
    require(actor, permission)
    return item


def finding_for(
    actor: Author, finding_id: int, permission: Permission = Permission.READ_ITEM, *, now: datetime
) -> Finding:
    """One finding with its item. Raises NotFound, or NotAllowed for what may only be read."""
    rows = Finding.objects.visible_to(actor).select_related("item__source")
    finding = rows.filter(pk=finding_id).first()
    if finding is None:
        raise NotFound
    require(actor, permission)
    return finding


def source_for(actor: Author, source_id: int, *, now: datetime) -> Source:
    """One source, for those who may import. Raises NotFound or NotAllowed."""
    require(actor, Permission.IMPORT_ITEMS)
    source = Source.objects.filter(pk=source_id).first()
    if source is None:
        raise NotFound
    return source


def import_for(actor: Author, import_id: int, *, now: datetime) -> Import:
    """One import, for those who may import. Raises NotFound or NotAllowed."""
    require(actor, Permission.IMPORT_ITEMS)
    row = Import.objects.select_related("source").filter(pk=import_id).first()
    if row is None:
        raise NotFound
    return row
