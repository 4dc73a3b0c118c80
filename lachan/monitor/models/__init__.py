"""Sources, the items they gave, and the findings of rules in them."""

from lachan.monitor.models.finding import Finding, FindingQuerySet
from lachan.monitor.models.item import Item, ItemQuerySet
from lachan.monitor.models.source import Import, Source

__all__ = ["Finding", "FindingQuerySet", "Import", "Item", "ItemQuerySet", "Source"]
