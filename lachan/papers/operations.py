"""Every write of official papers: issuing one. Papers never change; others follow them."""

import base64
import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction

from lachan.common.refs import Ref
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.papers.models import Paper
from lachan.papers.render import PaperContext, Template, render, symbol_of
from lachan.people.models import Unit
from lachan.people.permissions import Permission, require
from lachan.vault import operations as vault


@transaction.atomic
def issue(
    *,
    template: Template,
    context: PaperContext,
    subject: Ref,
    unit: Unit,
    by: Author,
    now: datetime,
    permission: Permission = Permission.READ_REPORT,
) -> Paper:
    """Renders a paper and keeps its bytes, sealed, with their hash; the draft stays a draft.

    Called inside the operation whose act the paper is, which has required that act's permission.
    `permission` is what opens the paper later: that of the record it is about.
    """
    require(by, permission)
    content = render(template, context, folder=settings.CONTENT / "papers")
    paper = Paper(
        kind=template,
        subject_kind=subject.kind,
        subject_id=subject.id,
        unit=unit,
        read_with=permission.value,
        symbol=symbol_of(template, context),
        draft=context.draft,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        issued_by_id=by.user_id,
        issued_at=now,
    )
    vault.seal(paper, now=now, content=base64.b64encode(content).decode())
    paper.save(force_insert=True)
    journal.record(
        by=by,
        action="paper.issued",
        subject=paper,
        at=now,
        about=str(subject),
        kind=template,
        sha256=paper.sha256,
    )
    return paper
