"""The list of collected items: which stand first, and what a far page costs."""

import pytest

from lachan.people.rules import Role
from lachan.web.desk import listing
from tests.builders import desk, html, monitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def five_items(monkeypatch):
    """Two to a page; one of unknown date."""
    monkeypatch.setattr(listing, "PAGE_ROWS", 2)
    source = monitor.source()
    monitor.item("bài không rõ ngày", source=source)
    for day in range(1, 5):
        monitor.item(f"bài ngày {day}", source=source, published_at=f"2026-01-0{day}T00:00:00Z")


@pytest.fixture
def titles():
    """The texts that one page shows, in order."""
    officer = desk.at_work(Role.INTAKE_OFFICER)

    def shown(query: str) -> list[str]:
        page = officer.get(f"/lam-viec/tin/{query}").context["page"]
        return [row[0].text for row in page.rows]

    return shown


def test_the_latest_stand_first_and_those_of_unknown_date_last(titles):
    pages = [titles(f"?trang={number}") for number in (1, 2, 3)]

    assert pages == [
        ["bài ngày 4", "bài ngày 3"],
        ["bài ngày 2", "bài ngày 1"],
        ["bài không rõ ngày"],
    ]


def test_turned_round_they_stand_the_other_way_round(titles):
    pages = [titles(f"?xep=luc&trang={number}") for number in (1, 2)]

    assert pages == [["bài không rõ ngày", "bài ngày 1"], ["bài ngày 2", "bài ngày 3"]]


def test_what_a_far_page_passes_over_is_not_read(titles, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as asked:
        titles("?trang=3")

    skipping = [one["sql"] for one in asked.captured_queries if "OFFSET" in one["sql"]]
    assert len(skipping) == 1
    assert "JOIN" not in skipping[0]
    assert "text" not in skipping[0].split("FROM")[0]


def test_items_without_a_finding_can_be_shown_alone(titles):
    assert titles("?phat-hien=co") == []
    assert len(titles("?phat-hien=khong")) == 2


def test_search_filter_and_order_keep_each_others_values(titles):
    officer = desk.at_work(Role.INTAKE_OFFICER)

    answer = officer.get("/lam-viec/tin/?tim=ngày 2&phat-hien=khong&xep=luc")

    page = answer.context["page"]
    chosen = [value for one in page.filters for value, _label, is_it in one.options if is_it]
    (form,) = [one for one in html.Page(answer.content, "").forms if one.method == "get"]
    assert (page.search, chosen, form.fields) == ("ngày 2", ["khong"], {"xep": "luc"})
    assert [row[0].text for row in page.rows] == ["bài ngày 2"]


def test_what_does_not_match_is_said_not_to_match(titles):
    officer = desk.at_work(Role.INTAKE_OFFICER)

    answer = officer.get("/lam-viec/tin/?tim=không có đâu&phat-hien=khong")

    assert "Không có dòng nào khớp bộ lọc" in answer.content.decode()
