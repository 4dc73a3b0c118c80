"""What a request may rest on."""

from typing import ClassVar

from django.conf import settings
from django.db import models

_USER = settings.AUTH_USER_MODEL


class LegalBasis(models.Model):
    """A provision a request may rest on, as content/legal_bases gave it."""

    code = models.CharField(max_length=40, unique=True)
    instrument = models.CharField(max_length=200)
    provision = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    # False until somebody has read the text itself: then it is shown so and never printed as law.
    verified = models.BooleanField()

    class Meta:
        ordering = ["code"]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset(
            [
                "id",
                "code",
                "instrument",
                "provision",
                "title",
                "valid_from",
                "valid_to",
                "source",
                "verified",
            ]
        )

    def __str__(self) -> str:
        return f"{self.provision} {self.instrument}".strip()
