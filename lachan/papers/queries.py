"""Reads of official papers."""

import base64
import hashlib

from django.db.models import QuerySet

from lachan.common.errors import Fault
from lachan.common.refs import Ref
from lachan.journal.rules import Author
from lachan.papers.models import Paper
from lachan.people.permissions import Permission
from lachan.vault import queries as vault


def for_subject(
    actor: Author, subject: Ref, permission: Permission = Permission.READ_REPORT
) -> QuerySet[Paper]:
    """The papers about one record that the actor may read, newest first."""
    about = Paper.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    return about & Paper.objects.visible_to(actor, permission)


def content_of(paper: Paper) -> bytes:
    """The .docx exactly as issued. Fault when the bytes no longer match their hash."""
    content = base64.b64decode(vault.unseal(paper, "content"))
    if hashlib.sha256(content).hexdigest() != paper.sha256:
        raise Fault(f"paper {paper.pk} does not match its hash; restore it from a backup")
    return content


def file_name(paper: Paper) -> str:
    """A name for the download that tells nothing: `bao_cao-2026-06-20-1a2b3c4d.docx`."""
    return f"{paper.kind}-{paper.issued_at:%Y-%m-%d}-{paper.sha256[:8]}.docx"
