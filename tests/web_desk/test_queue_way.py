"""An entry of the queue decided by the forms of its page."""

import pytest

from lachan.cases.models import ChildCase
from lachan.common.taxonomy import Severity
from lachan.people.models import UnitKind
from lachan.people.rules import Function, Role
from lachan.takedown.models import ContentCase
from lachan.tips.models import TipMessage
from lachan.triage import operations
from lachan.triage.models import QueueEntry
from lachan.triage.rules import QueueState
from tests.builders import NOON, desk, monitor, people, programme, tips

pytestmark = pytest.mark.django_db

S = QueueState


class Intake:
    """An officer and the supervisor at their browsers."""

    def __init__(self):
        self.unit = people.unit(name="Trung tâm Thử", kind=UnitKind.DEPARTMENT)
        programme.holding(Function.INTAKE_DESK, self.unit)
        self.officer = desk.at_work(Role.INTAKE_OFFICER, self.unit)
        self.supervisor = desk.at_work(Role.TRIAGE_SUPERVISOR, self.unit)
        self.commune = people.unit(name="Xã Thử")

    def tip(self):
        tip = tips.tip()
        operations.take_in(now=NOON)
        return QueueEntry.objects.get(tip=tip)

    def finding(self):
        finding = monitor.finding()
        operations.take_in(now=NOON)
        return QueueEntry.objects.get(finding=finding)

    def send(self, entry, code, who=None, **given):
        entry.refresh_from_db()
        address = f"/lam-viec/phan-loai/{entry.pk}/{code}/"
        return (who or self.officer).post(address, {"version": entry.version} | given)

    def does(self, entry, code, who=None, **given):
        answer = self.send(entry, code, who, **given)
        errors = answer.context["form"].errors if answer.context else ""
        assert answer.status_code == 302, (code, errors)
        return answer


@pytest.fixture
def intake(content):
    return Intake()


def state_of(entry):
    return QueueEntry.objects.get(pk=entry.pk).state


def test_a_tip_becomes_a_child_case(intake):
    entry = intake.tip()
    intake.does(entry, "nhan")

    intake.does(entry, "mo-ca", harm="T07", unit=intake.commune.pk, summary="Trẻ bị bắt nạt.")

    assert ChildCase.objects.get().owner_unit == intake.commune
    assert state_of(entry) == S.PROMOTED


def test_a_tip_may_become_a_content_case_as_well(intake):
    entry = intake.tip()
    intake.does(entry, "nhan")
    intake.does(entry, "mo-ca", harm="T07", unit=intake.commune.pk, summary="Trẻ bị bắt nạt.")

    intake.does(entry, "mo-vu", harm="T07", unit=intake.unit.pk, platform="Mạng", locator="nhóm X")

    page = intake.officer.get(f"/lam-viec/phan-loai/{entry.pk}/")
    numbers = {link["number"] for link in page.context["links"]}
    assert numbers == {ChildCase.objects.get().number, ContentCase.objects.get().number}


def test_a_finding_becomes_a_content_case_with_its_address_filled_in(intake):
    entry = intake.finding()
    intake.does(entry, "nhan")

    form = intake.officer.get(f"/lam-viec/phan-loai/{entry.pk}/mo-vu/").context["form"]

    assert form["platform"].value() == entry.finding.item.source.name[:60]
    assert form["harm"].value() == entry.harm


def test_content_is_offered_to_the_unit_that_holds_the_function(intake):
    programme.holding(Function.E_INFORMATION_LEAD, intake.unit)
    entry = intake.finding()
    intake.does(entry, "nhan")

    form = intake.officer.get(f"/lam-viec/phan-loai/{entry.pk}/mo-vu/").context["form"]

    assert form["unit"].value() == str(intake.unit.pk)


def test_a_finding_is_dismissed_for_a_reason(intake):
    entry = intake.finding()
    intake.does(entry, "nhan")

    intake.does(entry, "bo-qua", reason="not_harmful")

    assert state_of(entry) == S.DISMISSED


def test_doing_nothing_takes_two_people(intake):
    entry = intake.tip()
    intake.does(entry, "nhan")
    intake.does(entry, "khong-xu-ly", reason="unfounded")

    intake.does(entry, "xac-nhan", intake.supervisor)

    assert state_of(entry) == S.NO_ACTION


def test_the_second_person_may_see_something_in_it(intake):
    entry = intake.tip()
    intake.does(entry, "nhan")
    intake.does(entry, "khong-xu-ly", reason="unfounded")

    intake.does(entry, "khong-dong-y", intake.supervisor)

    assert state_of(entry) == S.TAKEN


def test_a_tip_for_somebody_else_is_redirected(intake):
    entry = intake.tip()
    intake.does(entry, "nhan")

    intake.does(entry, "chuyen")

    assert state_of(entry) == S.REDIRECTED


def test_an_officer_knows_better_than_a_rule(intake):
    entry = intake.tip()

    intake.does(entry, "muc", severity=Severity.S1)

    assert QueueEntry.objects.get(pk=entry.pk).severity == Severity.S1


def test_an_entry_is_put_back(intake):
    entry = intake.tip()
    intake.does(entry, "nhan")

    intake.does(entry, "tra-lai")

    assert state_of(entry) == S.WAITING


def test_who_steps_back_comes_to_the_queue_and_sees_the_entry_no_more(intake):
    entry = intake.tip()

    answer = intake.does(entry, "tranh")

    assert answer.url == "/lam-viec/phan-loai/"
    assert intake.officer.get(f"/lam-viec/phan-loai/{entry.pk}/").status_code == 404
    assert intake.supervisor.get(f"/lam-viec/phan-loai/{entry.pk}/").status_code == 200


def test_what_another_took_is_not_decided_by_you(intake):
    entry = intake.tip()
    intake.does(entry, "nhan")

    answer = intake.send(entry, "khong-xu-ly", intake.supervisor, reason="unfounded")

    assert answer.status_code == 409
    assert state_of(entry) == S.TAKEN


def test_the_deadline_of_the_entry_is_on_its_page(intake):
    entry = intake.tip()

    lines = intake.officer.get(f"/lam-viec/phan-loai/{entry.pk}/").context["lines"]

    assert [line.clock.label for line in lines] == [entry.number]


def test_an_officer_reads_a_tip_until_it_became_a_case(intake):
    entry = intake.tip()
    address = f"/lam-viec/phan-loai/{entry.pk}/"
    before = intake.officer.get(address).content.decode()
    intake.does(entry, "nhan")
    intake.does(entry, "mo-ca", harm="T07", unit=intake.commune.pk, summary="Trẻ bị bắt nạt.")

    after = intake.officer.get(address).content.decode()

    assert "Mấy bạn lập nhóm" in before
    assert "Mấy bạn lập nhóm" not in after
    assert "chỉ đơn vị xử lý đọc nội dung" in after


def test_the_commune_that_got_the_case_reads_the_tip(intake):
    entry = intake.tip()
    intake.does(entry, "nhan")
    intake.does(entry, "mo-ca", harm="T07", unit=intake.commune.pk, summary="Trẻ bị bắt nạt.")

    worker = desk.at_work(Role.COMMUNE_WORKER, intake.commune)

    assert "Mấy bạn lập nhóm" in worker.get(f"/lam-viec/tin-bao/{entry.tip_id}/").content.decode()


def test_an_answer_reaches_the_reporter_and_shows_a_role_only(intake):
    entry = intake.tip()

    answer = intake.send(entry, "tin-nhan", body="Cảm ơn em đã kể.")

    page = intake.officer.get(f"/lam-viec/phan-loai/{entry.pk}/").content.decode()
    assert answer.status_code == 302
    assert "Cảm ơn em đã kể." in page
    assert TipMessage.objects.get().staff_role == Role.INTAKE_OFFICER


@pytest.mark.parametrize("body", ["", "   "])
def test_an_empty_answer_is_refused_at_its_field(intake, body):
    entry = intake.tip()

    assert intake.send(entry, "tin-nhan", body=body).status_code == 400
    assert not TipMessage.objects.exists()


def test_an_answer_that_is_too_long_comes_back_whole(intake):
    entry = intake.tip()

    answer = intake.send(entry, "tin-nhan", body="em ơi " * 3000)

    assert answer.status_code == 400
    assert "em ơi " * 1000 in answer.content.decode()


def test_a_finding_shows_the_words_that_made_it(intake):
    entry = intake.finding()

    page = intake.officer.get(f"/lam-viec/phan-loai/{entry.pk}/").content.decode()

    assert "<mark" in page
    assert "bắt nạt" in page


def test_the_page_of_a_finding_is_its_entry_for_the_desk_and_its_item_for_others(intake):
    entry = intake.finding()
    address = f"/lam-viec/phat-hien/{entry.finding_id}/"
    other = desk.at_work(Role.CONTENT_OFFICER)

    assert intake.officer.get(address).url == f"/lam-viec/phan-loai/{entry.pk}/"
    assert other.get(address).url == f"/lam-viec/tin/{entry.finding.item_id}/"


def test_a_finding_that_is_not_yet_in_the_queue_shows_its_item(intake):
    finding = monitor.finding()

    answer = intake.officer.get(f"/lam-viec/phat-hien/{finding.pk}/")

    assert answer.url == f"/lam-viec/tin/{finding.item_id}/"


def test_gravest_first_and_then_longest_waiting(intake):
    third, first = intake.tip(), intake.tip()
    intake.does(first, "muc", severity=Severity.S1)

    rows = intake.officer.get("/lam-viec/phan-loai/").context["page"].rows

    assert [row[0].text for row in rows] == [first.number, third.number]


def test_decided_entries_are_found_by_their_state(intake):
    entry = intake.tip()
    intake.does(entry, "nhan")
    intake.does(entry, "chuyen")

    waiting = intake.officer.get("/lam-viec/phan-loai/").context["page"].rows
    decided = intake.officer.get("/lam-viec/phan-loai/", {"trang-thai": "redirected"})

    assert waiting == []
    assert [row[0].text for row in decided.context["page"].rows] == [entry.number]


@pytest.mark.parametrize(("source", "wanted"), [("tin-bao", "TB"), ("phat-hien", "PH")])
def test_tips_and_findings_are_told_apart(intake, source, wanted):
    intake.tip()
    intake.finding()

    rows = intake.officer.get("/lam-viec/phan-loai/", {"tu": source}).context["page"].rows

    assert [row[0].text[:2] for row in rows] == [wanted]


def test_what_was_given_and_not_yet_taken_on_is_watched(intake):
    entry = intake.tip()
    intake.does(entry, "nhan")
    intake.does(entry, "mo-ca", harm="T07", unit=intake.commune.pk, summary="Trẻ bị bắt nạt.")

    watched = intake.officer.get("/lam-viec/phan-loai/").context["unaccepted"]

    assert [one.number for one in watched] == [entry.number]
