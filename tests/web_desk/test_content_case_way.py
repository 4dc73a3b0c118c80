"""A content case from opening to closing by the forms of its page."""

import io
from datetime import timedelta

import docx
import pytest
from django.conf import settings
from django.utils import timezone

from lachan.common.taxonomy import Severity
from lachan.people.models import UnitKind
from lachan.people.rules import Function, Role
from lachan.takedown import operations
from lachan.takedown.models import ContentCase, LegalBasis, Recheck, TakedownRequest
from lachan.takedown.rules import ContentState, RequestState
from tests.builders import NOON, desk, people, programme

pytestmark = pytest.mark.django_db

R = RequestState
S = ContentState


class Office:
    """The content officer and the supervisor at their browsers, and a clock of their own."""

    def __init__(self, monkeypatch, severity=Severity.S3):
        self.now = NOON
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        operations.load_content(folder=settings.CONTENT / "legal_bases", by=people.SETUP, now=NOON)
        self.unit = people.unit(name="Sở Thông tin Thử", kind=UnitKind.DEPARTMENT)
        self.officer = desk.at_work(Role.CONTENT_OFFICER, self.unit)
        self.supervisor = desk.at_work(Role.TRIAGE_SUPERVISOR)
        self.case = operations.open_content_case(
            unit=self.unit,
            harm="T07",
            severity=severity,
            platform="Mạng Thử",
            locator="https://mang.example/trang-thu",
            received_at=NOON,
            by=people.actor(Role.CONTENT_OFFICER, self.unit),
            now=NOON,
        )
        self.basis = LegalBasis.objects.get(code="ANM-2018-29")

    def send(self, who, address, **given):
        version = ContentCase.objects.get(pk=self.case.pk).version
        answer = who.post(f"/lam-viec/{address}/", {"version": version} | given)
        errors = answer.context["form"].errors if answer.context else ""
        assert answer.status_code == 302, (address, errors)

    def on_case(self, code, **given):
        self.send(self.officer, f"vu/{self.case.pk}/{code}", **given)

    def on_request(self, code, who=None, **given):
        self.send(who or self.officer, f"yeu-cau/{self.asked.pk}/{code}", **given)

    @property
    def asked(self):
        return TakedownRequest.objects.get(case=self.case, reuploads=None)

    def drafts(self):
        self.on_case("yeu-cau", platform="Mạng Thử", channel="letter", legal_basis=self.basis.pk)

    def sends(self):
        self.drafts()
        self.on_request("duyet", self.supervisor)
        self.on_request("gui", reference="12/CV")

    def answered(self, kind="removed"):
        self.sends()
        self.on_request("tra-loi", kind=kind, text="Đã xử lý.")

    def looks(self, found="still_gone"):
        recheck = Recheck.objects.filter(request=self.asked, checked_at=None).first()
        self.now = recheck.due_at
        self.send(self.officer, f"kiem-tra-lai/{recheck.pk}", found=found)

    def page(self):
        return self.officer.get(f"/lam-viec/vu/{self.case.pk}/").content.decode()

    def reaches(self, state):
        self.case.refresh_from_db()
        assert self.case.state == state


@pytest.fixture
def office(content, monkeypatch):
    return Office(monkeypatch)


def test_a_case_is_closed_by_the_forms_of_its_page(office):
    office.answered()
    office.looks()

    office.on_case("dong")

    office.reaches(S.CLOSED)


def test_a_closed_case_is_opened_again_with_a_reason(office):
    office.answered()
    office.looks()
    office.on_case("dong")

    office.on_case("mo-lai", reason="Trang đăng lại.")

    office.reaches(S.REOPENED)


def test_nothing_is_asked_of_the_platform_for_a_reason(office):
    office.on_case("khong-yeu-cau", outcome="not_harmful", reason="Bài báo, không gây hại.")

    office.reaches(S.NO_ACTION)


def test_a_draft_is_sent_back_by_the_approver(office):
    office.drafts()

    office.on_request("tra-lai", office.supervisor, reason="Chọn căn cứ khác.")

    assert office.asked.state == R.WITHDRAWN


def test_a_draft_is_withdrawn_by_its_own_side(office):
    office.drafts()

    office.on_request("rut")

    assert office.asked.state == R.WITHDRAWN


def test_removed_content_that_came_back_makes_a_new_request(office):
    office.answered()

    office.looks("reappeared")

    assert (office.asked.state, office.asked.reupload_of.state) == (R.DRAFT, R.REAPPEARED)


def test_content_may_come_back_on_no_particular_day(office):
    office.answered()

    office.on_request("xuat-hien-lai")

    assert office.asked.reupload_of is not None


def test_a_moment_of_sending_is_taken_as_typed(office):
    office.drafts()
    office.on_request("duyet", office.supervisor)
    office.now = NOON + timedelta(hours=2)

    office.on_request("gui", sent_at="2026-03-16T12:30")

    assert office.asked.sent_at == NOON + timedelta(minutes=30)


def test_an_emergency_goes_out_at_once_and_is_looked_at_afterwards(content, monkeypatch):
    office = Office(monkeypatch, Severity.S1)
    office.drafts()

    office.on_request("gui-khan", reference="điện thoại")
    office.on_request("xem-lai-dong-y", office.supervisor)

    assert (office.asked.state, office.asked.review_agrees) == (R.SENT, True)


def test_an_emergency_may_be_disagreed_with_afterwards(content, monkeypatch):
    office = Office(monkeypatch, Severity.S1)
    office.drafts()
    office.on_request("gui-khan")

    office.on_request("xem-lai-khong", office.supervisor)

    assert office.asked.review_agrees is False


def test_a_letter_is_made_and_taken_away(office):
    office.drafts()

    office.on_request(
        "cong-van", issuer_code="STT", place="Thử", signer="Người Ký Thử", signer_post="Giám đốc"
    )

    (request,) = office.officer.get(f"/lam-viec/vu/{office.case.pk}/").context["requests"]
    answer = office.officer.get(f"/lam-viec/cong-van/{request['papers'][0].pk}/")
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "Người Ký Thử" in words or "Mạng Thử" in words
    assert answer["Cache-Control"] == "no-store"


def test_the_police_ask_as_the_police(office):
    programme.holding(Function.CYBER_POLICE, office.unit)

    office.drafts()

    assert office.asked.requester_function == Function.CYBER_POLICE


def test_an_unverified_basis_is_said_to_be_unverified(office):
    unread = LegalBasis.objects.get(code="LTE-2016-54")

    form = office.officer.get(f"/lam-viec/vu/{office.case.pk}/yeu-cau/").content.decode()

    assert "chưa đối chiếu văn bản" in form.split(unread.title)[1][:80]


def test_the_page_shows_all_that_was_asked_and_answered(office):
    office.answered("refused")

    page = office.page()

    told = ["https://mang.example/trang-thu", "12/CV", "Đã xử lý.", "Bị từ chối", "Mạng Thử"]
    assert [words for words in told if words not in page] == []


def test_a_look_that_is_not_due_is_not_offered(office):
    office.answered()

    offered = [
        due
        for _look, due in office.officer.get(f"/lam-viec/vu/{office.case.pk}/").context["requests"][
            0
        ]["rechecks"]
    ]

    assert offered == [True, False, False, False]
