"""A report from draft to issued paper, by two people, frozen on the way."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lachan.common.errors import CannotMove, NotAllowed, NotFound
from lachan.journal.models import Entry
from lachan.notices.models import Notice
from lachan.people.rules import Role
from lachan.programme import operations, queries
from lachan.programme.access import report_for
from lachan.programme.errors import (
    EditionOpen,
    FiguresFrozen,
    ReasonMissing,
    SamePerson,
    SectionsMissing,
)
from lachan.programme.models import Figure, FigureSource, MissingUnit, Report
from lachan.programme.periods import PeriodKind
from lachan.programme.rules import ReportState, Section
from tests.builders import NOON, people, programme, tips
from tests.builders.programme import House

pytestmark = pytest.mark.django_db
R = ReportState
LATER = NOON + timedelta(hours=2)


def test_a_draft_can_be_counted_anew(place: House) -> None:
    report = programme.report(place)
    tips.received()

    operations.recompute(report=report, by=place.coordinator, now=LATER)

    report.refresh_from_db()
    assert report.figures.get(indicator__code="C1").numerator == 1
    assert report.computed_at == LATER


def test_a_report_is_not_submitted_with_parts_unwritten(place: House) -> None:
    report = programme.report(place)
    programme.written(place, report, Section.LEADERSHIP)
    with pytest.raises(SectionsMissing) as refused:
        operations.submit_report(report=report, by=place.coordinator, now=NOON)
    assert "III, IV, V" in str(refused.value)


def test_the_figures_of_a_submitted_report_stay_as_they_were(place: House) -> None:
    report = programme.report(place, R.SUBMITTED)
    tips.received()
    with pytest.raises(FiguresFrozen):
        operations.recompute(report=report, by=place.coordinator, now=LATER)
    assert report.figures.get(indicator__code="C1").numerator == 0


def test_the_text_of_a_submitted_report_stays_as_it_was(place: House) -> None:
    report = programme.report(place, R.SUBMITTED)
    with pytest.raises(FiguresFrozen):
        programme.written(place, report, Section.PROPOSALS)


def test_the_database_freezes_figures_sources_gaps_and_text(place: House) -> None:
    tips.received()
    report = programme.report(place, R.SUBMITTED)
    changes = (
        lambda: Figure.objects.filter(report=report).update(numerator=99),
        lambda: Figure.objects.filter(report=report).delete(),
        lambda: FigureSource.objects.filter(figure__report=report).update(amount=9),
        lambda: MissingUnit.objects.create(report=report, unit=place.province),
        lambda: Report.objects.filter(pk=report.pk).update(narrative={"I": "khác"}),
    )
    for change in changes:
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            change()


def test_a_returned_report_opens_again(place: House) -> None:
    report = programme.report(place, R.RETURNED)
    tips.received()
    operations.recompute(report=report, by=place.coordinator, now=LATER)
    again = operations.submit_report(report=report, by=place.coordinator, now=LATER)
    assert (again.state, again.return_reason) == (R.SUBMITTED, "Bổ sung phần III.")
    assert again.figures.get(indicator__code="C1").numerator == 1


def test_a_return_says_why(place: House) -> None:
    report = programme.report(place, R.SUBMITTED)
    with pytest.raises(ReasonMissing):
        operations.return_report(report=report, reason=" ", by=place.leader, now=NOON)


def test_signing_issues_a_paper_and_names_the_signer(place: House) -> None:
    report = programme.report(place, R.APPROVED)
    paper = programme.paper_of(report)
    assert (report.approved_by_id, paper.draft) == (place.leader.user_id, False)
    actions = Entry.objects.filter(subject_kind="programme.report").order_by("id")
    assert list(actions.values_list("action", flat=True))[-1] == "report.approved"


def test_who_prepared_a_report_does_not_sign_it(place: House) -> None:
    both = people.user(Role.COORDINATOR, place.lead)
    people.operations.add_member(
        user=both, unit=place.lead, role=Role.LEADER, by=people.SETUP, now=NOON
    )
    actor = people.queries.actor_of(both, NOON)
    report = operations.prepare_report(
        programme=place.programme, period=programme.period(), unit=place.lead, by=actor, now=NOON
    )
    programme.submitted(place, report)
    with pytest.raises(SamePerson):
        operations.sign_report(report=report, by=actor, now=NOON)
    assert not queries.to_sign(actor).exists()


def test_the_database_refuses_a_report_signed_by_who_prepared_it(place: House) -> None:
    report = programme.report(place, R.APPROVED)
    with (
        pytest.raises(IntegrityError, match="report_approved_by_another"),
        transaction.atomic(),
    ):
        Report.objects.filter(pk=report.pk).update(approved_by=report.prepared_by_id)


def test_the_database_refuses_moves_the_table_does_not_list(place: House) -> None:
    report = programme.report(place)
    with pytest.raises(IntegrityError, match="may not go from draft"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(state=R.ISSUED)


def test_a_draft_cannot_be_signed(place: House) -> None:
    with pytest.raises(CannotMove):
        operations.sign_report(report=programme.report(place), by=place.leader, now=NOON)
    assert not Report.objects.exclude(paper=None).exists()


def test_the_clerks_number_and_date_make_the_report_final(place: House) -> None:
    signed = programme.report(place, R.APPROVED)
    unnumbered = programme.paper_of(signed)
    numbered = operations.number_report(
        report=signed, number=5, day=date(2026, 6, 20), by=place.coordinator, now=LATER
    )
    assert (numbered.state, numbered.number) == (R.ISSUED, 5)
    assert programme.paper_of(numbered) != unnumbered


def test_a_correction_after_issue_is_a_new_edition(place: House) -> None:
    first = programme.report(place, R.ISSUED)
    second = programme.report(place)
    assert (first.edition, second.edition) == (1, 2)
    assert Report.objects.get(pk=first.pk).state == R.ISSUED


def test_there_is_one_open_edition_at_a_time(place: House) -> None:
    programme.report(place)
    with pytest.raises(EditionOpen):
        programme.report(place)


def test_only_those_who_may_prepare_and_sign(place: House) -> None:
    report = programme.report(place, R.SUBMITTED)
    with pytest.raises(NotAllowed):
        operations.sign_report(report=report, by=place.coordinator, now=NOON)
    with pytest.raises(NotAllowed):
        operations.prepare_report(
            programme=place.programme,
            period=programme.period(),
            unit=place.lead,
            by=place.leader,
            now=NOON,
        )


def test_a_leader_of_another_unit_reads_but_does_not_sign(place: House) -> None:
    report = programme.report(place, R.SUBMITTED)
    other = programme.leader_of(place.education)
    assert report_for(other, report.pk) == report
    with pytest.raises(NotAllowed):
        operations.sign_report(report=report, by=other, now=NOON)


def test_a_commune_does_not_see_the_departments_report(place: House) -> None:
    report = programme.report(place)
    commune = people.actor(Role.UNIT_REPORTER, place.communes[0])
    with pytest.raises(NotFound):
        report_for(commune, report.pk)
    assert not queries.reports(commune).exists()


def test_leaders_are_told_of_a_report_to_sign_and_the_preparer_of_its_return(
    place: House,
) -> None:
    programme.report(place, R.RETURNED)
    told = Notice.objects.filter(channel="in_app").exclude(template="duty_issued")
    assert set(told.values_list("user", "template")) == {
        (place.leader.user_id, "report_to_sign"),
        (place.coordinator.user_id, "returned"),
    }


def test_what_waits_for_a_signature_is_listed(place: House) -> None:
    report = programme.report(place, R.SUBMITTED)
    assert list(queries.to_sign(place.leader)) == [report]


def test_units_that_entered_nothing_are_listed_by_name(place: House) -> None:
    programme.entered(place, "B2.1", place.communes[0], 3)
    programme.entered(place, "B2.1", place.education, None, reason="Chưa tổng hợp")
    report = programme.report(place)
    assert queries.missing_units(report) == ["Sở Khoa học và Công nghệ", "Phường Thử Hai"]


def test_a_period_is_made_once(place: House) -> None:
    first, again = programme.period(), programme.period(date(2026, 6, 14))
    assert (first.pk, str(first)) == (again.pk, "2026-H1")
    assert programme.period(kind=PeriodKind.MONTH).code == "2026-M06"


def test_each_level_owes_its_report_by_a_day_of_its_own(place: House) -> None:
    period = programme.period()
    assert queries.due_on(period, "commune") == date(2026, 6, 17)
    assert queries.due_on(period, "province") == date(2026, 6, 22)
    assert queries.due_on(period, "ward") is None


def test_after_its_end_the_last_programme_goes_on_until_another_is_entered(place: House) -> None:
    assert queries.programme_on(date(2026, 11, 24)) == place.programme
    assert queries.programme_on(date(2020, 1, 1)) is None
