"""A half-year report from draft to issue by the forms of its page."""

import io

import docx
import pytest

from lachan.people import operations as people_operations
from lachan.people.rules import Role
from lachan.programme.models import Figure, Report
from lachan.programme.rules import ReportState
from tests.builders import NOON, desk, people, programme

pytestmark = pytest.mark.django_db

S = ReportState
TEXTS = {
    "leadership": "Đã ban hành kế hoạch.",
    "results": "",
    "difficulties": "Thiếu người.",
    "directions": "Tiếp tục theo dõi.",
    "proposals": "Đề nghị tập huấn.",
}


class Office:
    """The coordinator and the leader of the lead department at their browsers."""

    def __init__(self):
        self.house = programme.house()
        self.coordinator = desk.at_work(Role.COORDINATOR, self.house.lead)
        self.leader = desk.at_work(Role.LEADER, self.house.lead)

    def begins(self, period="2025-12-15"):
        return self.coordinator.post("/lam-viec/bao-cao/", {"period": period})

    @property
    def report(self):
        return Report.objects.get()

    def send(self, code, who=None, **given):
        return (who or self.coordinator).post(f"/lam-viec/bao-cao/{self.report.pk}/{code}/", given)

    def does(self, code, who=None, **given):
        answer = self.send(code, who, **given)
        errors = answer.context["form"].errors if answer.context else ""
        assert answer.status_code == 302, (code, errors)

    def seen(self):
        page = self.coordinator.get(f"/lam-viec/bao-cao/{self.report.pk}/viet/")
        return page.context["form"]["seen"].value()

    def writes(self, **given):
        self.does("viet", **(TEXTS | {"seen": self.seen()} | given))

    def submits(self):
        self.begins()
        self.writes()
        self.does("trinh")


@pytest.fixture
def office(content):
    return Office()


def test_a_report_is_issued_by_the_forms_of_its_page(office):
    office.submits()
    office.does("ky", office.leader)

    office.does("cap-so", number="5", day="2026-06-20")

    assert office.report.state == S.ISSUED


def test_the_running_half_year_is_offered_first(office):
    form = office.coordinator.get("/lam-viec/bao-cao/").context["form"]

    assert form["period"].value() == "2025-12-15"
    assert [value for value, _label in form.fields["period"].choices] == [
        "2025-12-15",
        "2025-06-15",
        "2024-12-15",
    ]


def test_a_period_that_is_being_worked_on_is_not_begun_twice(office):
    office.begins()

    answer = office.begins()

    assert answer.status_code == 409
    assert "đang có báo cáo chưa phát hành" in answer.content.decode()
    assert Report.objects.count() == 1


def test_a_period_that_is_not_offered_is_refused(office):
    assert office.begins("1999-01-01").status_code == 400
    assert not Report.objects.exists()


def test_what_is_missing_is_named_before_submitting(office):
    office.begins()
    office.writes(proposals="")

    answer = office.send("trinh")

    assert answer.status_code == 409
    assert office.report.state == S.DRAFT


def test_two_who_write_at_once_do_not_wipe_each_other_out(office):
    office.begins()
    before = office.seen()
    office.writes(leadership="Của người thứ nhất.")

    answer = office.send("viet", **(TEXTS | {"seen": before, "proposals": "Của người thứ hai."}))

    assert answer.status_code == 409
    assert "Của người thứ hai." in answer.content.decode()
    assert office.report.narrative["I"] == "Của người thứ nhất."


def test_a_returned_report_says_why_and_may_be_written_again(office):
    office.submits()

    office.does("tra-lai", office.leader, reason="Ghi rõ số đơn vị.")

    page = office.coordinator.get(f"/lam-viec/bao-cao/{office.report.pk}/")
    assert "Ghi rõ số đơn vị." in page.content.decode()
    assert {act.code for act in page.context["acts"]} >= {"viet", "trinh", "tinh-lai"}


def test_figures_are_worked_out_anew_while_it_is_open(office):
    office.begins()
    before = set(Figure.objects.values_list("pk", flat=True))

    office.does("tinh-lai")

    assert before.isdisjoint(Figure.objects.values_list("pk", flat=True))


def test_a_draft_is_made_and_taken_away_as_a_word_document(office):
    office.begins()
    office.writes()
    office.does("xem-thu")

    (paper,) = office.coordinator.get(f"/lam-viec/bao-cao/{office.report.pk}/").context["papers"]
    answer = office.coordinator.get(f"/lam-viec/van-ban/{paper.pk}/")

    words = "\n".join(p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "Đã ban hành kế hoạch." in words
    assert ".docx" in answer["Content-Disposition"]


def test_every_figure_leads_to_its_records(office):
    office.begins()

    for figure in Figure.objects.all():
        page = office.coordinator.get(f"/lam-viec/so-lieu/{figure.pk}/")
        assert page.status_code == 200
        assert page.context["sides"][0]["total"] == figure.numerator


def test_a_figure_is_the_sum_of_the_records_on_its_page(office):
    programme.entered(office.house, "A1", office.house.communes[0], 3)
    programme.entered(office.house, "A1", office.house.communes[1], 4)
    office.begins()
    figure = Figure.objects.get(indicator__code="A1")

    side = office.coordinator.get(f"/lam-viec/so-lieu/{figure.pk}/").context["sides"][0]

    assert sum(row["source"].amount for row in side["rows"]) == side["total"] == figure.numerator


def test_who_only_reads_is_not_offered_to_begin_a_report(office):
    page = office.leader.get("/lam-viec/bao-cao/")

    assert page.context["form"] is None


def test_the_page_names_the_units_that_entered_nothing(office):
    office.begins()

    missing = office.coordinator.get(f"/lam-viec/bao-cao/{office.report.pk}/").context["missing"]

    assert set(missing) >= {"Xã Thử Một", "Phường Thử Hai"}


def test_who_holds_two_posts_reports_for_the_one_that_reports(office):
    """Chair of a commune, and reporter of the education department."""
    user = people.user(Role.SCHOOL)
    people_operations.add_member(
        user=user,
        unit=office.house.education,
        role=Role.UNIT_REPORTER,
        by=people.SETUP,
        now=NOON,
    )

    answer = desk.signed_in(user).post("/lam-viec/bao-cao/", {"period": "2025-12-15"})

    assert answer.status_code == 302
    assert office.report.unit == office.house.education
