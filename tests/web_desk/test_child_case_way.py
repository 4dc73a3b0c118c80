"""A child case from opening to closing by the forms of its page."""

import pytest

from lachan.cases.models import ChildCase, Service
from lachan.cases.rules import CaseState, HarmItem, ProtectionItem
from lachan.people.rules import Role
from tests.builders import cases, desk

pytestmark = pytest.mark.django_db

S = CaseState
LEVELS = {f"harm_{item.value}": "low" for item in HarmItem} | {
    f"protective_{item.value}": "medium" for item in ProtectionItem
}
FORM = LEVELS | {"risk": "low", "conclusion": "Trẻ được gia đình quan tâm."}
PLAN = {"needs": ["mental_health"], "goal": "Trẻ đi học lại.", "child_opinion": "Con muốn đi học."}


class Office:
    """The commune's worker and Chair at their browsers."""

    def __init__(self, case):
        self.case = case
        self.worker = desk.at_work(Role.COMMUNE_WORKER, case.owner_unit)
        self.chair = desk.at_work(Role.COMMUNE_CHAIR, case.owner_unit)
        self.service = {
            "need": "mental_health",
            "action": "Tư vấn tại trạm.",
            "unit": case.owner_unit_id,
            "due_on": "2026-04-01",
        }

    def send(self, who, code, **given):
        version = ChildCase.objects.get(pk=self.case.pk).version
        answer = who.post(f"/lam-viec/ca/{self.case.pk}/{code}/", {"version": version} | given)
        errors = answer.context["form"].errors if answer.context else ""
        assert answer.status_code == 302, (code, errors)

    def reaches(self, state):
        self.case.refresh_from_db()
        assert self.case.state == state


@pytest.fixture
def office(content):
    return Office(cases.case())


def registered(office):
    office.send(office.worker, "tiep-nhan", name="Bé Thử", sex="unknown", no_conflict="on")
    office.send(office.worker, "danh-gia-ban-dau")


def assessed(office):
    registered(office)
    office.send(office.worker, "phieu-danh-gia", **FORM)
    office.send(office.chair, "duyet-phieu")


def carried_out(office):
    assessed(office)
    office.send(office.worker, "lap-ke-hoach")
    office.send(office.worker, "ke-hoach", **PLAN)
    office.send(office.worker, "dich-vu", **office.service)
    office.send(office.worker, "trinh-ke-hoach")
    office.send(office.chair, "duyet-ke-hoach", decision_number="1/QĐ", decided_on="16/03/2026")


def reviewed(office):
    carried_out(office)
    service = Service.objects.get(case=office.case)
    office.send(
        office.worker, f"dich-vu/{service.pk}", state="implemented", outcome="Đã tư vấn ba lần."
    )
    office.send(
        office.worker, "theo-doi", done_at="2026-03-16T12:00", method="visit", finding="Trẻ vui."
    )
    office.send(office.worker, "ra-soat")


def asked_to_close(office):
    reviewed(office)
    office.send(office.worker, "phieu-danh-gia", **FORM)
    office.send(office.chair, "duyet-phieu")
    office.send(
        office.worker, "de-nghi-dong", reason="goals_met", outcome="safe", child_view="Con ổn ạ."
    )


def test_a_case_is_closed_by_the_forms_of_its_page(office):
    asked_to_close(office)

    office.send(office.chair, "duyet-dong")

    office.reaches(S.CLOSED)


def test_a_closed_case_is_opened_again_with_a_reason(office):
    asked_to_close(office)
    office.send(office.chair, "duyet-dong")

    office.send(office.chair, "mo-lai", reason="Nhóm bạn lập lại nhóm chat.")

    office.reaches(S.INITIAL_ASSESSMENT)


def test_a_request_to_close_is_sent_back(office):
    asked_to_close(office)

    office.send(office.chair, "chua-dong", reason="Thăm trẻ thêm một lần.")

    office.reaches(S.REVIEWING)


def test_a_form_is_sent_back(office):
    registered(office)
    office.send(office.worker, "phieu-danh-gia", **FORM)

    office.send(office.chair, "tra-phieu", reason="Ghi rõ hơn.")

    office.reaches(S.INITIAL_ASSESSMENT)


def test_a_plan_is_sent_back(office):
    assessed(office)
    office.send(office.worker, "lap-ke-hoach")
    office.send(office.worker, "ke-hoach", **PLAN)
    office.send(office.worker, "dich-vu", **office.service)
    office.send(office.worker, "trinh-ke-hoach")

    office.send(office.chair, "tra-ke-hoach", reason="Thêm dịch vụ.")

    office.reaches(S.PLANNING)


def test_a_review_may_go_on_with_the_plan(office):
    reviewed(office)
    office.send(office.worker, "phieu-danh-gia", **FORM)
    office.send(office.chair, "duyet-phieu")

    office.send(office.worker, "tiep-tuc")

    office.reaches(S.IMPLEMENTING)


def test_a_suspended_case_is_taken_up_again_by_its_worker(office):
    office.send(office.chair, "tam-dung", reason="Gia đình đi vắng.", wake_on="2026-03-30")

    office.send(office.worker, "lam-lai")

    office.reaches(S.IDENTIFIED)


def test_a_child_taken_apart_for_a_while_has_an_end_and_a_decision(office):
    registered(office)

    office.send(
        office.worker,
        "bien-phap-khan-cap",
        kind="separation",
        detail="Về nhà bà ngoại.",
        started_at="2026-03-16T11:00",
        ends_on="2026-03-20",
        decision_number="2/QĐ",
    )

    assert office.case.measures.get().ends_at is not None


def test_what_is_learnt_of_the_child_later_is_added(office):
    registered(office)

    office.send(office.worker, "tre", name="Bé Thử Nghiệm", sex="female", birth_year="2014")

    page = office.worker.get(f"/lam-viec/ca/{office.case.pk}/").content.decode()
    assert "Bé Thử Nghiệm" in page


def test_a_birth_year_to_come_is_refused_at_its_field(office):
    registered(office)

    answer = office.worker.post(
        f"/lam-viec/ca/{office.case.pk}/tre/", {"sex": "female", "birth_year": "2090"}
    )

    assert answer.status_code == 400
    assert set(answer.context["form"].errors) == {"birth_year"}


def test_an_estimated_age_says_in_which_year_it_was_estimated(office):
    registered(office)

    office.send(office.worker, "tre", sex="female", estimated_age="0")

    page = office.worker.get(f"/lam-viec/ca/{office.case.pk}/").content.decode()
    assert "khoảng 0 (2026)" in page


def test_the_page_shows_all_that_was_done(office):
    asked_to_close(office)

    page = office.worker.get(f"/lam-viec/ca/{office.case.pk}/").content.decode()

    told = ["Trẻ đi học lại.", "Tư vấn tại trạm.", "Trẻ vui.", "Trẻ được gia đình quan tâm."]
    assert [words for words in told if words not in page] == []
    assert "Đề nghị đóng ca" in page
