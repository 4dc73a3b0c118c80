"""Loading: the same twice changes nothing; a wrong file changes nothing either, and says where."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from lachan.common.content import BadContent, Problem
from lachan.common.errors import NotAllowed, told
from lachan.journal.models import Entry
from lachan.people import operations, queries
from lachan.people.errors import UnitClash
from lachan.people.models import ContentLoad, Unit
from lachan.people.rules import Role, Tree
from tests.builders import NOON, people

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 16)
PROVINCE = """\
defaults:
  valid_from: 2021-01-01
units:
  - code: 99
    name: Tỉnh Thử
    kind: province
    level: province
"""
COMMUNES = """\
  - code: 99.001
    name: Huyện Thử
    kind: district
    level: district
    parent: 99
    valid_to: 2025-07-01
    communes:
      99.001.00001: Xã Một
      99.001.00002: Xã Hai
  - code: 99.00001
    name: Xã Ba
    kind: commune
    level: commune
    parent: 99
    valid_from: 2025-07-01
    from:
      99.001.00001: Xã Một
    part_of:
      99.001.00002: Xã Hai
    takes_over: [99.001.00002]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(settings.CONTENT / "units" / "schema.json", tmp_path)
    return tmp_path


def load(folder: Path, text: str | bytes, name: str = "thu.yaml", by=people.SETUP) -> int:
    raw = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(raw)
    return operations.load_content(folder=folder, by=by, now=NOON)


def refusal(folder: Path, text: str | bytes) -> Problem:
    """The first problem for which the text is refused."""
    with pytest.raises(BadContent) as refused:
        load(folder, text)
    assert not Unit.objects.exists()
    assert "không có gì được nạp" in str(refused.value).lower()
    return refused.value.problems[0]


def test_units_communes_and_successions_are_made(folder):
    load(folder, PROVINCE + COMMUNES)

    assert list(queries.names_on(TODAY).values()) == ["Xã Ba", "Tỉnh Thử"]
    ba = Unit.objects.get(code="99.00001")
    rows = ba.successions_in.order_by("before__code").values_list("kind", "share", "inherits_work")
    assert list(rows) == [("merge", 1, True), ("split", None, True)]


def test_loading_the_same_again_does_nothing(folder, django_assert_max_num_queries):
    load(folder, PROVINCE + COMMUNES)

    with django_assert_max_num_queries(4):
        assert load(folder, PROVINCE + COMMUNES) == 0

    assert ContentLoad.objects.count() == Entry.objects.filter(action="units.loaded").count() == 1


def test_a_comment_more_changes_no_row(folder):
    load(folder, PROVINCE + COMMUNES)

    assert load(folder, "# một dòng chú thích\n" + PROVINCE + COMMUNES) == 0


def test_a_corrected_name_is_corrected_in_place(folder):
    load(folder, PROVINCE)

    assert load(folder, PROVINCE.replace("Tỉnh Thử", "Tỉnh Thử Mới")) == 1

    assert queries.unit_name(Unit.objects.get().pk, TODAY) == "Tỉnh Thử Mới"


def test_a_later_name_ends_the_earlier_one(folder):
    load(folder, PROVINCE)

    load(folder, PROVINCE + "    names:\n      - {valid_from: 2025-07-01, name: Tỉnh Mới}\n")

    province = Unit.objects.get()
    assert queries.unit_name(province.pk, date(2025, 6, 30)) == "Tỉnh Thử"
    assert queries.unit_name(province.pk, date(2025, 7, 1)) == "Tỉnh Mới"


def test_what_was_done_at_the_desk_stays_while_the_files_stay(folder):
    load(folder, PROVINCE)
    province = Unit.objects.get()
    operations.end_unit(unit=province, on=TODAY, by=people.SETUP, now=NOON)

    load(folder, PROVINCE)

    assert province.pk not in queries.names_on(TODAY)


def test_a_tie_in_another_tree_begins_with_the_unit_unless_told(folder):
    tie = "    ties: [{tree: line, parent: 99}]\n"

    load(folder, PROVINCE + COMMUNES + tie)

    province = Unit.objects.get(code="99")
    below = queries.units_under(province.pk, Tree.LINE, date(2025, 7, 1))
    assert below == {province.pk, Unit.objects.get(code="99.00001").pk}
    assert queries.units_under(province.pk, Tree.LINE, date(2025, 6, 30)) == {province.pk}


def test_a_file_may_name_units_of_another(folder):
    (folder / "a.yaml").write_text(f"defaults: {{valid_from: 2021-01-01}}\nunits:\n{COMMUNES}")

    load(folder, PROVINCE, name="b.yaml")

    assert Unit.objects.count() == 5


def test_who_may_not_edit_content_loads_nothing(folder):
    with pytest.raises(NotAllowed):
        load(folder, PROVINCE, by=people.actor(Role.LEADER))

    assert not Unit.objects.filter(code="99").exists()


WRONG = {
    "a name for another code": (
        COMMUNES.replace("001: Xã Một\n    part", "001: Xã X\n    part"),
        24,
    ),
    "an unknown code": (COMMUNES.replace("parent: 99\n", "parent: 98\n", 1), 12),
    "a code used twice": (COMMUNES.replace("99.00001\n", "99\n"), 17),
    "an end before the beginning": (COMMUNES.replace("valid_to: 2025", "valid_to: 2020"), 13),
    "a day that is none": (COMMUNES.replace("2025-07-01", "2025-06-31", 1), 13),
    "a day in another form": (COMMUNES.replace("2025-07-01", "1/7/2025", 1), 13),
    "an unknown kind": (COMMUNES.replace("kind: district", "kind: huyện"), 10),
    "a missing name": (COMMUNES.replace("    name: Huyện Thử\n", ""), 8),
    "an unknown field": (COMMUNES.replace("kind: district", "loại: district"), 10),
    "a field told twice": (COMMUNES.replace("level: district", "kind: district"), 11),
    "a missing kind": (COMMUNES.replace("    kind: district\n", ""), 8),
    "an heir of nothing": (COMMUNES.replace("[99.001.00002]", "[99.001.00001]"), 27),
    "no YAML": (COMMUNES + "  - [\n", 29),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_is_refused_by_file_and_line(folder, wrong):
    text, line = WRONG[wrong]

    problem = refusal(folder, PROVINCE + text)

    assert (problem.file, problem.line) == ("thu.yaml", line)


def test_the_field_and_the_problem_are_told(folder):
    problem = refusal(folder, PROVINCE + COMMUNES.replace("kind: district", "kind: huyện"))

    assert problem.field == "units.1.kind"
    assert told(problem.what, problem.facts).startswith(
        "không thuộc các giá trị cho phép: province"
    )


def test_names_that_do_not_follow_each_other_are_refused(folder):
    names = "    names: [{valid_from: 2020-01-01, name: Tỉnh Mới}]\n"

    assert refusal(folder, PROVINCE + names).field == "units.0.names"


def test_a_ring_of_successions_is_refused_by_line(folder):
    row = "before: 99.00001, after: 99.001.00001, effective: 2026-01-01, kind: merge"
    ring = f"successions:\n  - {{{row}}}\n"

    assert refusal(folder, PROVINCE + COMMUNES + ring).line == 29


@pytest.mark.parametrize(
    ("raw", "line"), [(b"units:\n  - code: \xff\xfe", 1), (b"", 1), (b"units: 7", 1)]
)
def test_a_file_that_is_no_text_or_no_list_is_refused(folder, raw, line):
    assert refusal(folder, raw).line == line


def test_an_unknown_successor_is_refused(folder):
    row = "successions:\n  - {before: 99, after: 98, effective: 2025-07-01, kind: merge}\n"

    assert refusal(folder, PROVINCE + row).field == "successions.0.after"


def test_what_only_the_database_sees_is_refused_with_nothing_half_done(folder):
    ties = "{tree: line, parent: 99.001}, {tree: line, parent: 99, valid_from: 2026-01-01}"
    twice = f"    ties: [{ties}]\n"

    with pytest.raises(UnitClash, match="unitrelation_one_parent"):
        load(folder, PROVINCE + COMMUNES + twice)

    assert not Unit.objects.exists()
    assert not ContentLoad.objects.exists()


def test_every_unit_that_is_wrong_is_told(folder):
    wrong = COMMUNES.replace("valid_to: 2025", "valid_to: 2020").replace(
        "code: 99.00001", "code: 99"
    )

    with pytest.raises(BadContent) as refused:
        load(folder, PROVINCE + wrong)

    assert [problem.line for problem in refused.value.problems] == [13, 17]


def test_every_code_that_is_unknown_is_told(folder):
    wrong = COMMUNES.replace("parent: 99\n", "parent: 98\n").replace(
        "02: Xã Hai\n    take", "03: X\n    take"
    )

    with pytest.raises(BadContent) as refused:
        load(folder, PROVINCE + wrong)

    fields = [problem.field for problem in refused.value.problems]
    assert fields == [
        "units.1.parent",
        "units.2.parent",
        "units.2.part_of.99.001.00003",
        "units.2.takes_over",
    ]
