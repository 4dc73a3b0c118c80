"""Lists: sorted, narrowed, paged, counted and exported, whatever the address says."""

import csv
import io

import pytest

from lachan.people.models import UnitKind
from lachan.people.rules import Role
from lachan.web.desk import listing
from tests.builders import desk, people

pytestmark = pytest.mark.django_db

UNITS = "/lam-viec/don-vi/"
CASES = "/lam-viec/ca/"


@pytest.fixture
def office():
    return people.unit(name="Sở Giữa", kind=UnitKind.DEPARTMENT)


@pytest.fixture
def officer(office):
    return desk.at_work(Role.COORDINATOR, office)


@pytest.fixture
def communes():
    return [people.unit(name=f"Xã {letter}") for letter in "CAB"]


def names(answer):
    return [row[0].text for row in answer.context["page"].rows]


def exported(answer):
    text = b"".join(answer.streaming_content).decode()
    return text[0], list(csv.reader(io.StringIO(text[1:])))


def test_rows_come_in_vietnamese_order_at_first(officer, communes):
    assert names(officer.get(UNITS)) == ["Xã A", "Xã B", "Xã C", "Sở Giữa"]


def test_a_heading_turns_the_order(officer, communes):
    assert names(officer.get(UNITS, {"xep": "-ten"})) == ["Sở Giữa", "Xã C", "Xã B", "Xã A"]


def test_the_sorted_heading_leads_the_other_way(officer, communes):
    heading = officer.get(UNITS, {"xep": "ten"}).context["page"].headings[0]

    assert (heading.sorted, heading.href) == ("ascending", "?xep=-ten")


@pytest.mark.parametrize("word", ["khac", "-khac", "--ten", "pk", "user__password", "\x00", "ten;"])
def test_an_unknown_order_is_the_first_order(officer, communes, word):
    assert set(names(officer.get(UNITS, {"xep": word}))) == {"Xã A", "Xã B", "Xã C", "Sở Giữa"}


def test_a_filter_narrows(officer, communes):
    assert names(officer.get(UNITS, {"loai": UnitKind.DEPARTMENT})) == ["Sở Giữa"]


def test_a_value_that_is_not_on_the_list_narrows_nothing(officer, communes):
    assert len(names(officer.get(UNITS, {"loai": "' OR 1=1"}))) == 4


def test_a_chosen_filter_stays_chosen_on_other_pages_and_in_the_export(officer, communes):
    page = officer.get(UNITS, {"loai": "commune", "trang": "1"}).context["page"]

    assert page.csv_href == "?loai=commune&xuat=csv"
    assert page.headings[0].href == "?loai=commune&xep=-ten"


@pytest.mark.parametrize("word", ["", "0", "-1", "abc", "²", "1.5", "\x00"])
def test_a_page_that_cannot_be_is_the_first(officer, communes, word):
    assert len(names(officer.get(UNITS, {"trang": word}))) == 4


@pytest.mark.parametrize("word", ["2", "1999", "9999999", "99999999999999999999"])
def test_a_page_behind_the_last_is_the_first(officer, communes, word):
    page = officer.get(UNITS, {"trang": word}).context["page"]

    assert (len(page.rows), page.count, page.previous_href) == (4, "4", None)


def test_every_row_is_on_one_page_and_on_one_only(officer, communes, monkeypatch):
    monkeypatch.setattr(listing, "PAGE_ROWS", 2)

    both = [names(officer.get(UNITS, {"trang": number, "xep": "loai"})) for number in (1, 2)]

    assert sorted(both[0] + both[1]) == ["Sở Giữa", "Xã A", "Xã B", "Xã C"]


def test_pages_lead_to_each_other(officer, communes, monkeypatch):
    monkeypatch.setattr(listing, "PAGE_ROWS", 2)

    first, last = (officer.get(UNITS, {"trang": number}).context["page"] for number in (1, 2))

    assert (first.previous_href, first.next_href) == (None, "?trang=2")
    assert (last.previous_href, last.next_href) == ("?trang=1", None)


def test_rows_are_counted(officer, communes):
    assert officer.get(UNITS).context["page"].count == "4"


def test_the_count_stops_at_a_bound(officer, communes, monkeypatch):
    monkeypatch.setattr(listing, "PAGE_ROWS", 2)
    monkeypatch.setattr(listing, "COUNT_BOUND", 3)

    assert officer.get(UNITS).context["page"].count == "3+"


def test_the_export_opens_in_a_spreadsheet_as_utf_8(officer, communes):
    answer = officer.get(UNITS, {"xuat": "csv"})

    mark, rows = exported(answer)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="don-vi.csv"'
    assert mark == "\ufeff"
    assert [row[0] for row in rows] == ["Đơn vị", "Xã A", "Xã B", "Xã C", "Sở Giữa"]


def test_the_export_has_every_page(officer, communes, monkeypatch):
    monkeypatch.setattr(listing, "PAGE_ROWS", 2)

    _mark, rows = exported(officer.get(UNITS, {"xuat": "csv", "trang": "2"}))

    assert len(rows) == 5


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(officer, name):
    people.unit(name=name)

    _mark, rows = exported(officer.get(UNITS, {"xuat": "csv"}))

    assert f"'{name}" in {row[0] for row in rows}


def test_an_ordinary_cell_is_exported_as_it_is(officer):
    people.unit(name="Xã Thử, “một”")

    _mark, rows = exported(officer.get(UNITS, {"xuat": "csv"}))

    assert "Xã Thử, “một”" in {row[0] for row in rows}


@pytest.mark.parametrize(
    ("role", "address", "says"),
    [
        (Role.COMMUNE_WORKER, CASES, "Ca được mở khi phân loại"),
        (Role.CONTENT_OFFICER, "/lam-viec/vu/", "Vụ được mở khi phân loại"),
        (Role.INTAKE_OFFICER, "/lam-viec/phan-loai/", "tự vào đây"),
        (Role.INTAKE_OFFICER, "/lam-viec/tin/", "Hãy thêm nguồn theo dõi"),
        (Role.INTAKE_OFFICER, "/lam-viec/nguon/", "Hãy thêm một nguồn"),
        (Role.LEADER, "/lam-viec/nhiem-vu/", "Cán bộ điều phối giao"),
        (Role.COORDINATOR, "/lam-viec/bao-cao/", "bắt đầu một kỳ báo cáo"),
        (Role.SCHOOL, "/lam-viec/nhac-viec/", "lời nhắc sẽ hiện ở đây"),
        (Role.SCHOOL, "/lam-viec/", "Việc mới sẽ hiện ở đây"),
    ],
)
def test_an_empty_list_says_what_will_fill_it(role, address, says):
    assert says in desk.at_work(role).get(address).content.decode()


def test_a_list_narrowed_to_nothing_says_so(officer, communes):
    page = officer.get(UNITS, {"loai": "province"}).content.decode()

    assert "Hãy bỏ bớt điều kiện lọc" in page


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.COMMUNE_WORKER, CASES),
        (Role.CONTENT_OFFICER, "/lam-viec/vu/"),
        (Role.INTAKE_OFFICER, "/lam-viec/phan-loai/"),
        (Role.INTAKE_OFFICER, "/lam-viec/tin/"),
        (Role.SYSTEM_ADMIN, "/lam-viec/don-vi/can-bo/"),
        (Role.AUDITOR, "/lam-viec/nhat-ky/"),
    ],
)
def test_no_search_breaks_a_list(role, address):
    client = desk.at_work(role)
    words = ["\x00", "%", "'", "\\", "a" * 5000, "🍃", "²", "-", "1e999", "9" * 40]

    answers = {
        client.get(address, {key: word}).status_code
        for word in words
        for key in ("tim", "trang", "xep", "viec", "truoc", "muc", "trang-thai")
    }

    assert answers == {200}
