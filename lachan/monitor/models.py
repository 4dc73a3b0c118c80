"""Sources, the items they gave, and the findings of rules in them."""

from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from django.utils.translation import gettext_lazy as _

from lachan.common.taxonomy import HARMS, SEVERITY_LABELS
from lachan.journal.rules import Author
from lachan.monitor import rules
from lachan.people.models import Unit, User
from lachan.people.permissions import Condition, Permission
from lachan.people.scoping import AccessPaths, anywhere, own_unit, visible

_SEVERITIES = [(severity.value, _(label)) for severity, label in SEVERITY_LABELS.items()]
_HARMS = [(harm.code, harm.label) for harm in HARMS.values()]
_OPEN = rules.FindingState.OPEN.value
_DISMISSED = rules.FindingState.DISMISSED.value
_MEDIA = [(medium.value, _(label)) for medium, label in rules.MEDIUM_LABELS.items()]


class Source(models.Model):
    """A feed, a page or a series of files that we watch."""

    name = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=10, choices=[(k.value, _(v)) for k, v in rules.SOURCE_KIND_LABELS.items()]
    )
    medium = models.CharField(max_length=20, choices=_MEDIA, default=rules.Medium.PRESS.value)
    address = models.URLField(max_length=2000, blank=True)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True, blank=True)
    # Class name of the last refusal, empty when the last fetch went well.
    trouble = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner_unit", "name"], name="source_name_once"),
            models.CheckConstraint(
                condition=Q(kind=rules.SourceKind.FILE.value) | ~Q(address=""),
                name="source_has_an_address",
            ),
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "name",
                "kind",
                "medium",
                "address",
                "owner_unit",
                "is_active",
                "created_at",
                "fetched_at",
                "trouble",
            }
        )

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """One file handed in, and how far its reading came."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="imports")
    # Name of our own copy in VAR/imports; the name it was handed in under may name a person.
    file = models.CharField(max_length=100)
    state = models.CharField(
        max_length=10,
        choices=[(k.value, _(v)) for k, v in rules.IMPORT_STATE_LABELS.items()],
        default=rules.ImportState.WAITING.value,
    )
    # How far the reading came, in bytes and lines: where a killed import goes on.
    position = models.PositiveBigIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    # The first refused lines: [[line, field, reason code], ...].
    problems = models.JSONField(default=list)
    failure = models.TextField(blank=True)
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at", "-id"]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "source",
                "file",
                "state",
                "new",
                "known",
                "rejected",
                "problems",
                "failure",
                "requested_by",
                "unit",
                "requested_at",
                "touched_at",
                "finished_at",
                "position",
                "lines",
            }
        )


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
    medium = models.CharField(max_length=20, choices=_MEDIA)
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


class FindingQuerySet(models.QuerySet["Finding"]):
    paths: ClassVar[AccessPaths] = {
        Condition.ANYWHERE: anywhere,
        Condition.OWN_UNIT: own_unit("item__source__owner_unit"),
        Condition.UNPROMOTED: lambda position, actor: ~Q(state=rules.FindingState.PROMOTED),
    }

    def visible_to(self, actor: Author, permission: Permission = Permission.READ_ITEM) -> Self:
        return visible(self, self.paths, actor, permission)  # type: ignore[return-value]


class Finding(models.Model):
    """An item, a rule it met, and the passages that met it. It decides nothing."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="findings")
    rule = models.CharField(max_length=100)
    rule_version = models.PositiveIntegerField()
    ruleset = models.CharField(max_length=64)
    harm = models.CharField(max_length=3, choices=_HARMS)
    severity = models.CharField(max_length=2, choices=_SEVERITIES)
    score = models.PositiveSmallIntegerField()
    explanation = models.TextField()
    # [[start, end, condition], ...] in characters of the item's text and of its title.
    spans = models.JSONField(default=list)
    title_spans = models.JSONField(default=list)
    found_at = models.DateTimeField()
    state = models.CharField(
        max_length=10,
        choices=[(k.value, _(v)) for k, v in rules.FINDING_STATE_LABELS.items()],
        default=_OPEN,
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    dismiss_reason = models.CharField(
        max_length=20,
        blank=True,
        choices=[(k.value, _(v)) for k, v in rules.DISMISS_LABELS.items()],
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["severity", "-score", "-found_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "rule", "rule_version"], name="finding_once_per_rule_version"
            ),
            models.CheckConstraint(condition=Q(score__lte=100), name="finding_score_to_100"),
            models.CheckConstraint(
                condition=Q(state=_OPEN, decided_at__isnull=True)
                | (~Q(state=_OPEN) & Q(decided_at__isnull=False)),
                name="finding_decided_at",
            ),
            models.CheckConstraint(
                condition=(Q(state=_DISMISSED) & ~Q(dismiss_reason=""))
                | (~Q(state=_DISMISSED) & Q(dismiss_reason="")),
                name="finding_dismissed_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "severity", "-score", "-found_at", "-id"], name="finding_queue"
            ),
            models.Index(fields=["found_at"], name="finding_found_at"),
        ]

    class Personal:
        erase = frozenset({"explanation", "spans", "title_spans"})
        keep = frozenset(
            {
                "id",
                "item",
                "rule",
                "rule_version",
                "ruleset",
                "harm",
                "severity",
                "score",
                "found_at",
                "state",
                "decided_at",
                "decided_by",
                "dismiss_reason",
            }
        )

    def __str__(self) -> str:
        return f"finding {self.pk}"
