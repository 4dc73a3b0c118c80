"""Lists and pages of the desk: who sees what, in which order, in how many queries."""

from datetime import timedelta

import pytest

from lachan.common.errors import NotAllowed, NotFound
from lachan.monitor import access, queries
from lachan.monitor.models import Item
from lachan.monitor.operations import dismiss, scan
from lachan.monitor.rules import DismissReason, FindingState, SourceKind
from lachan.people.permissions import Permission
from lachan.people.rules import Role
from tests import builders
from tests.builders import NOON
from tests.builders.monitor import HARMFUL

pytestmark = pytest.mark.django_db


def test_the_latest_item_stands_first(officer):
    source = builders.monitor.source()
    old = builders.monitor.item("cũ", source=source, published_at="2026-01-01T00:00:00Z")
    unknown = builders.monitor.item("không rõ", source=source)
    new = builders.monitor.item("mới", source=source, published_at="2026-03-01T00:00:00Z")

    assert list(queries.items(officer)) == [new, old, unknown]


@pytest.mark.parametrize("words", ["thuốc lá", "thuoc la", "THUỐC điện", "  lá  "])
def test_search_finds_every_word_with_or_without_marks(officer, words):
    wanted = builders.monitor.item("Rao bán thuốc lá điện tử.")
    builders.monitor.item("Thuốc nam.")

    assert list(queries.items(officer, search=words)) == [wanted]


def test_items_with_findings_can_be_shown_alone(officer):
    found = builders.monitor.finding().item
    builders.monitor.item("Tin thường.")

    assert list(queries.items(officer, only_found=True)) == [found]


def test_findings_stand_by_severity_then_score(officer):
    mild = builders.monitor.finding("Học sinh nghiện game nặng.")
    grave = builders.monitor.finding("Gia đình tìm bé trai mất liên lạc từ chiều qua.")

    assert list(queries.findings(officer)) == [grave, mild]
    assert list(queries.findings(officer, harm="T15")) == [mild]


def test_dismissed_findings_leave_the_list_and_can_be_asked_for(officer):
    finding = builders.monitor.finding()
    dismiss(finding=finding, reason=DismissReason.NOT_HARMFUL, by=officer, now=NOON)

    assert not queries.findings(officer)
    assert list(queries.findings(officer, state=FindingState.DISMISSED)) == [finding]
    assert list(queries.findings(officer, state=None)) == [finding]


def test_a_page_marks_the_passages_of_every_finding(officer):
    text = HARMFUL + " Học sinh nghiện game."
    item = builders.monitor.item(text, title="Bị bắt nạt")
    scan(items=[item], now=NOON)

    page = queries.item_page(officer, item)

    assert {f.harm for f in page.findings} == {"T07", "T15"}
    assert "".join(segment.text for segment in page.text) == text
    assert [s.text for s in page.title if s.conditions] == ["bắt nạt"]
    assert "nghiện game" in [s.text for s in page.text if s.conditions]


def test_a_list_costs_the_same_with_many_rows(officer, django_assert_num_queries):
    for _ in range(6):
        builders.monitor.finding()

    with django_assert_num_queries(1):
        assert all(f.item.title == "" and f.item.source.name for f in queries.findings(officer))
    with django_assert_num_queries(2):
        assert all(i.findings.all() and i.source.name for i in queries.items(officer))


def test_sources_tell_their_items_and_open_findings(officer):
    source = builders.monitor.source()
    finding = builders.monitor.finding(source=source)
    builders.monitor.item("Tin thường.", source=source)
    dismiss(finding=finding, reason=DismissReason.NOT_HARMFUL, by=officer, now=NOON)
    builders.monitor.finding("Học sinh nghiện game nặng.", source=source)

    (line,) = queries.source_lines()
    assert (line.source, line.items, line.open_findings) == (source, 3, 1)


def test_many_sources_take_no_more_queries_than_one(django_assert_num_queries):
    for _ in range(3):
        builders.monitor.source()

    with django_assert_num_queries(3):
        assert [line.items for line in queries.source_lines()] == [0, 0, 0]


def test_sources_are_fetched_when_their_turn_has_come():
    source = builders.monitor.source(SourceKind.FEED, "https://bao.example/rss")
    builders.monitor.source()

    assert list(queries.sources_to_fetch(NOON)) == [source]


def test_imports_are_listed_with_their_sources(var, django_assert_num_queries):
    from tests.monitor.test_running_imports import received

    received()

    with django_assert_num_queries(1):
        assert [row.source.name for row in queries.imports()]


@pytest.mark.parametrize("role", Role)
def test_items_are_seen_by_the_roles_of_the_table_only(role):
    finding = builders.monitor.finding()
    actor = builders.people.actor(role)
    sees = role in {
        Role.INTAKE_OFFICER, Role.TRIAGE_SUPERVISOR, Role.CONTENT_OFFICER, Role.POLICE,
    }  # fmt: skip

    assert queries.items(actor).exists() is sees
    assert queries.findings(actor).exists() is sees
    assert list(queries.item_page(actor, finding.item).findings) == ([finding] if sees else [])


def test_the_doors_open_for_an_officer(officer):
    finding = builders.monitor.finding()

    assert access.finding_for(officer, finding.pk, now=NOON) == finding
    assert access.item_for(officer, finding.item_id, now=NOON) == finding.item
    assert access.source_for(officer, finding.item.source_id, now=NOON) == finding.item.source


def test_absent_and_invisible_answer_the_same(officer, teacher):
    finding = builders.monitor.finding()

    for actor, pk in ((officer, 0), (teacher, finding.pk)):
        with pytest.raises(NotFound):
            access.finding_for(actor, pk, now=NOON)
    for actor, pk in ((officer, 0), (teacher, finding.item_id)):
        with pytest.raises(NotFound):
            access.item_for(actor, pk, now=NOON)


def test_what_may_be_read_may_not_always_be_changed():
    finding = builders.monitor.finding()
    police = builders.people.actor(Role.POLICE)

    with pytest.raises(NotAllowed):
        access.finding_for(police, finding.pk, Permission.TRIAGE, now=NOON)


def test_sources_and_imports_are_for_those_who_import(officer, teacher, var):
    from tests.monitor.test_running_imports import received

    row = received()
    assert access.import_for(officer, row.pk, now=NOON) == row
    for door in (access.import_for, access.source_for):
        with pytest.raises(NotFound):
            door(officer, 0, now=NOON)
        with pytest.raises(NotAllowed):
            door(teacher, row.pk, now=NOON)


def test_rows_name_themselves_by_number_only():
    finding = builders.monitor.finding()

    assert (str(finding), str(finding.item)) == (f"finding {finding.pk}", f"item {finding.item_id}")
    assert Item.objects.filter(fetched_at__lt=NOON + timedelta(days=1)).exists()
