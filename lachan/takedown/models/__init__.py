"""A page or an account, and what was asked of the platform that holds it."""

from lachan.takedown.models.case import ContentCase, ContentCaseQuerySet
from lachan.takedown.models.law import LegalBasis
from lachan.takedown.models.request import PlatformReply, Recheck, TakedownRequest

__all__ = [
    "ContentCase",
    "ContentCaseQuerySet",
    "LegalBasis",
    "PlatformReply",
    "Recheck",
    "TakedownRequest",
]
