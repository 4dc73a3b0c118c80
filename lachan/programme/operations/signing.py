"""From draft to issued paper: submitting, returning, signing by another person, numbering."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from lachan.common.errors import CannotMove
from lachan.common.refs import Ref
from lachan.common.states import may_move
from lachan.common.time import local_date
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.notices import operations as notices
from lachan.notices.rules import NoticeCode
from lachan.papers import operations as papers
from lachan.papers.models import Paper
from lachan.papers.render import PaperContext
from lachan.people import queries as people
from lachan.people.models import User
from lachan.people.permissions import Permission
from lachan.people.rules import Role
from lachan.programme import access, documents, queries
from lachan.programme.bodies import Signing
from lachan.programme.errors import ReasonMissing, SamePerson, SectionsMissing
from lachan.programme.models import Report
from lachan.programme.operations.preparing import open_report
from lachan.programme.rules import REPORT_LABELS, REPORT_MOVES, ReportState


@transaction.atomic
def preview(*, report: Report, by: Author, now: datetime, signing: Signing | None = None) -> Paper:
    """The report as a paper with the draft mark, to read before signing."""
    report = access.report_for(by, report.pk)
    context = documents.context_of(report, draft=True, signer="", signing=signing)
    return _issue(report, context, by, now)


@transaction.atomic
def submit_report(*, report: Report, by: Author, now: datetime) -> Report:
    """Freezes figures and text and puts the report before the leaders of its unit.

    Raises SectionsMissing while a part that a person must write is empty.
    """
    report = open_report(report, by)
    missing = queries.missing_sections(report)
    if missing:
        raise SectionsMissing(sections=", ".join(missing))
    report.submitted_at = now
    _move(report, ReportState.SUBMITTED, by, now, "submitted_at")
    signers = people.members(report.unit_id, Role.LEADER, local_date(now))
    _tell(signers, NoticeCode.REPORT_TO_SIGN, report, now)
    return report


@transaction.atomic
def return_report(*, report: Report, reason: str, by: Author, now: datetime) -> Report:
    """The signer sends it back and says why; figures and text open again."""
    if not reason.strip():
        raise ReasonMissing
    report = _before_signer(report, by)
    report.return_reason = reason.strip()
    _move(report, ReportState.RETURNED, by, now, "return_reason")
    preparer = [report.prepared_by] if report.prepared_by else []
    _tell(preparer, NoticeCode.RETURNED, report, now)
    return report


@transaction.atomic
def sign_report(
    *, report: Report, by: Author, now: datetime, signing: Signing | None = None
) -> Report:
    """The signer approves it, and the paper is issued without the draft mark.

    Number and date stay blank for the clerk. Never the person who prepared it: the database
    refuses that as well.
    """
    report = _before_signer(report, by)
    if by.user_id is not None and by.user_id == report.prepared_by_id:
        raise SamePerson
    report.approved_by_id, report.approved_at = by.user_id, now
    signer = report.approved_by.full_name if report.approved_by else ""
    context = documents.context_of(report, draft=False, signer=signer, signing=signing)
    report.paper = _issue(report, context, by, now)
    return _move(report, ReportState.APPROVED, by, now, "approved_by", "approved_at", "paper")


@transaction.atomic
def number_report(
    *,
    report: Report,
    number: int,
    day: date,
    by: Author,
    now: datetime,
    signing: Signing | None = None,
) -> Report:
    """Records the number and date the clerk (văn thư) gave; the paper is issued with both."""
    access.report_for(by, report.pk, Permission.PREPARE_REPORT)
    report = Report.objects.select_for_update().get(pk=report.pk)
    report.number, report.issued_on = number, day
    signer = report.approved_by.full_name if report.approved_by else ""
    context = documents.context_of(
        report, draft=False, signer=signer, signing=signing, number=number, day=day
    )
    report.paper = _issue(report, context, by, now)
    return _move(report, ReportState.ISSUED, by, now, "number", "issued_on", "paper")


def _before_signer(report: Report, by: Author) -> Report:
    access.report_for(by, report.pk, Permission.SIGN_REPORT)
    return Report.objects.select_for_update().get(pk=report.pk)


def _issue(report: Report, context: PaperContext, by: Author, now: datetime) -> Paper:
    return papers.issue(
        template="bao_cao",
        context=context,
        subject=Ref.of(report),
        unit=report.unit,
        by=by,
        now=now,
        permission=Permission.READ_REPORT,
    )


def _tell(recipients: Iterable[User], code: NoticeCode, report: Report, now: datetime) -> None:
    notices.tell(
        recipients=recipients,
        template=code,
        now=now,
        subject=Ref.of(report),
        # Each submission and each return is news of its own.
        dedupe=f"report:{report.pk}:{report.state}:{now.isoformat()}",
    )


def _move(report: Report, state: ReportState, by: Author, now: datetime, *fields: str) -> Report:
    before = ReportState(report.state)
    if not may_move(REPORT_MOVES, before, state):
        raise CannotMove(state=REPORT_LABELS[before])
    report.state = state
    report.save(update_fields=["state", *fields])
    journal.record(by=by, action=f"report.{state}", subject=report, at=now, edition=report.edition)
    return report
