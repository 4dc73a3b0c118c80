"""Articles and posts, as text."""

from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models.functions import MD5

from lachan.journal.rules import Author
from lachan.monitor.models.source import MEDIA, Source
from lachan.people.permissions import Condition, Permission
from lachan.people.scoping import AccessPaths, anywhere, own_unit, visible


class ItemQuerySet(models.QuerySet["Item"]):
    paths: ClassVar[AccessPaths] = {
        Condition.ANYWHERE: anywhere,
        Condition.OWN_UNIT: own_unit("source__owner_unit"),
    }

    def visible_to(self, actor: Author, permission: Permission = Permission.READ_ITEM) -> Self:
        return visible(self, self.paths, actor, permission)  # type: ignore[return-value]


class Item(models.Model):
    """One article or post, as text. Nothing is fetched from what it links to."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="items")
    external_id = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200, blank=True)
    medium = models.CharField(max_length=20, choices=MEDIA)
    url = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=1000, blank=True)
    text = models.TextField()
    # Start of title and text without marks, for search: the database's own text search knows no
    # Vietnamese, and takes no more than a megabyte.
    folded = models.TextField()
    published_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField()
    # SHA-256 of the folded title and text, in hexadecimal.
    text_hash = models.CharField(max_length=64)
    # Digest of the rule set that read it last; empty while no rule has.
    scanned_with = models.CharField(max_length=64, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = [models.F("published_at").desc(nulls_last=True), "-id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="item_once_per_id"),
            models.UniqueConstraint(
                "source", "text_hash", MD5("url"), name="item_once_per_text_and_address"
            ),
        ]
        indexes = [
            models.Index(
                models.F("published_at").desc(nulls_last=True),
                models.F("id").desc(),
                name="item_latest_first",
            ),
            models.Index(fields=["scanned_with", "id"], name="item_scanned_with"),
            models.Index(fields=["text_hash"], name="item_text_hash"),
            GinIndex(SearchVector("folded", config="simple"), name="item_search"),
        ]

    class Personal:
        erase = frozenset({"external_id", "url", "title", "text", "folded", "text_hash"})
        keep = frozenset(
            {"id", "source", "publisher", "medium", "published_at", "fetched_at", "scanned_with"}
        )

    def __str__(self) -> str:
        return f"item {self.pk}"
