"""Loading content: the repository's own files, repeated loading, and bad files."""

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from lachan.common.content import BadContent
from lachan.common.errors import NotAllowed, told
from lachan.journal.models import Entry
from lachan.people.rules import Function, Role
from lachan.programme import operations, queries
from lachan.programme.models import Directive, Duty, Indicator, LevelDeadline, Programme
from tests.builders import NOON, people, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the repository's content that a test may spoil."""
    for name in ("programmes", "indicators"):
        shutil.copytree(settings.CONTENT / name, tmp_path / name)
    return tmp_path


def load(folder: Path) -> int:
    return operations.load_content(folder=folder, by=people.SETUP, now=NOON)


def spoil(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def problems(folder: Path) -> list[str]:
    """What the folder is refused for, as file:line: field: words."""
    with pytest.raises(BadContent) as refused:
        load(folder)
    assert not Programme.objects.exists()
    return [
        f"{one.file}:{one.line}: {one.field}: {told(one.what, one.facts)}"
        for one in refused.value.problems
    ]


def test_the_programme_has_its_objectives_and_three_targets() -> None:
    loaded = programme.load()
    assert [objective.letter for objective in loaded.objectives.all()] == ["a", "b", "c", "d", "đ"]
    targets = {target.number: target.indicator_code for target in loaded.targets.all()}
    assert targets == {1: "B1", 2: "D2", 3: "E1"}


def test_each_target_is_a_ratio_of_one_hundred_per_cent() -> None:
    loaded = programme.load()
    for target in loaded.targets.all():
        indicator = Indicator.objects.get(code=target.indicator_code)
        assert (indicator.is_ratio, indicator.target_percent) == (True, 100)
        assert indicator.numerator_name
        assert indicator.denominator_name


def test_the_indicators_cover_a1_to_f1() -> None:
    groups = {indicator.code.split(".")[0] for indicator in queries.indicators_of(programme.load())}
    expected = {f"A{n}" for n in range(1, 5)} | {f"B{n}" for n in range(1, 8)}
    expected |= {f"C{n}" for n in range(1, 5)} | {f"D{n}" for n in range(1, 5)}
    assert groups == expected | {f"E{n}" for n in range(1, 5)} | {"F1"}


def test_nothing_unverified_is_loaded_as_verified() -> None:
    programme.load()
    for kind in (Programme, Directive, Indicator, LevelDeadline):
        assert not kind.objects.filter(verified=True).exists()


def test_every_body_the_directive_names_has_a_duty() -> None:
    programme.load()
    named = set(Duty.objects.values_list("addressees__function", flat=True))
    # The province itself gives the duties; the intake desk is not in the paper.
    assert named == set(Function) - {Function.PROVINCE_AUTHORITY, Function.INTAKE_DESK}


def seed_words() -> str:
    path = settings.ROOT.parent / "shared" / "seed" / "directive-1926.vi.txt"
    if not path.exists():
        pytest.skip("the announcement of the directive is not on this machine")
    return " ".join(path.read_text(encoding="utf-8").split())


def test_every_duty_quotes_the_announcement_word_for_word() -> None:
    programme.load()
    announcement = seed_words()
    for duty in Duty.objects.all():
        assert duty.quote in announcement, duty.code


def test_the_directive_is_on_paper_what_it_was() -> None:
    programme.load()
    directive = Directive.objects.get()
    assert (directive.symbol, directive.issued_on) == ("1926/UBND-KGVX", date(2022, 5, 10))
    assert "1194/BTTTT-CATTT" in directive.based_on
    assert directive.duties.count() == 26


def test_loading_twice_changes_nothing(folder: Path) -> None:
    assert load(folder) > 0
    assert load(folder) == 0
    assert Entry.objects.filter(action="programme.content_loaded").count() == 1


def test_a_changed_word_changes_one_row(folder: Path) -> None:
    load(folder)
    spoil(folder / "indicators" / "c.yaml", "Tin báo, phản ánh đã tiếp nhận", "Tin báo đã nhận")
    assert load(folder) == 1
    assert Indicator.objects.get(code="C1").name == "Tin báo đã nhận"


def test_an_addressee_taken_out_of_a_duty_is_taken_out(folder: Path) -> None:
    load(folder)
    spoil(
        folder / DIRECTIVE,
        "    coordinate: [court, procuracy, finance]\n",
        "",
    )
    assert load(folder) == 1
    duty = Duty.objects.get(code="N02")
    assert [addressee.function for addressee in duty.addressees.all()] == ["cyber_police"]


def test_an_indicator_with_figures_needs_a_new_version_to_change(folder: Path) -> None:
    place = programme.house()
    programme.report(place)
    path = folder / "indicators" / "c.yaml"
    spoil(path, "Tin báo, phản ánh đã tiếp nhận", "Tin báo đã nhận")
    with pytest.raises(BadContent, match=r"c\.yaml, dòng 8, .*hãy tăng version"):
        load(folder)

    spoil(path, "version: 1", "version: 2")
    load(folder)

    assert {i.name for i in Indicator.objects.filter(code="C1")} == {
        "Tin báo, phản ánh đã tiếp nhận",
        "Tin báo đã nhận",
    }
    newest = {i.code: i.version for i in queries.indicators_of(place.programme)}
    assert (newest["C1"], newest["A1"]) == (2, 1)


def test_duties_that_were_given_are_not_rewritten(folder: Path) -> None:
    place = programme.house()
    operations.issue_directive(directive=place.directive, by=place.coordinator, now=NOON)
    spoil(folder / DIRECTIVE, "Văn bản hướng dẫn báo cáo", "Văn bản khác")
    with pytest.raises(BadContent):
        load(folder)
    assert not Duty.objects.filter(deliverable="Văn bản khác").exists()


def test_only_those_who_own_content_load_it() -> None:
    with pytest.raises(NotAllowed):
        operations.load_content(
            folder=settings.CONTENT, by=people.actor(Role.UNIT_REPORTER), now=NOON
        )


DIRECTIVE = "programmes/1926.directive.yaml"
C = "indicators/c.yaml"
F = "indicators/f.yaml"
# what is wrong: (file, text, what it becomes, what the refusal says)
BAD = {
    "unknown measure": (C, "tips.received", "tips.heard", "c.yaml:11: indicators.0.numerator"),
    "unknown group": (
        C,
        "group: C",
        "group: Z",
        "c.yaml:1: group: không thuộc các giá trị cho phép: A",
    ),
    "missing field": (
        C,
        '    unit: "tin"\n',
        "",
        "c.yaml:8: indicators.0.unit: thiếu mục bắt buộc",
    ),
    "strange field": (C, "unit:", "by2: x\n    unit:", "c.yaml:10: indicators.0.by2: có mục lạ"),
    "too high a target": ("indicators/b.yaml", ": 100", ": 400", "b.yaml:13: indicators.0.target"),
    "a code twice": ("indicators/d.yaml", "D1", "D2", "d.yaml:14: indicators.1.code: mã D2"),
    "unknown programme": (F, '"830"', '"831"', "f.yaml:3: programme: không có chương trình"),
    "nobody to enter": (F, "    reporters: [education_lead]\n", "", "f.yaml:13: indicators.1: "),
    "no date": ("programmes/830.yaml", "2021-06-01", "hè", "830.yaml:9: starts_on: phải là ngày"),
    "end first": ("programmes/830.yaml", "2026-01-01", "2020-01-01", "830.yaml:11: ends_on: phải"),
    "lost target": ("programmes/830.yaml", "indicator: B1", "indicator: B9", "targets.0.indicator"),
    "no cadence": (DIRECTIVE, "    cadence: year\n", "", "duties.0.kind: nhiệm vụ định kỳ"),
    "both parts": (DIRECTIVE, "lead: [cyber_police]", "lead: [court]", "duties.1.coordinate: "),
    "no function": (DIRECTIVE, "lead: [press]", "lead: [sở]", "duties.9.lead.0: không thuộc"),
    "no days": ("programmes/reporting.yaml", "commune: 3", "commune: 0", "deadlines.0.commune"),
    "no YAML": ("indicators/a.yaml", "indicators:", "indicators: [", "a.yaml:8: -: sai cấu trúc"),
}


@pytest.mark.parametrize("wrong", BAD)
def test_a_bad_file_is_refused_by_file_line_and_field(folder: Path, wrong: str) -> None:
    file, before, after, said = BAD[wrong]
    spoil(folder / file, before, after)
    found = problems(folder)
    assert any(said in problem for problem in found), found


def test_a_target_needs_a_denominator(folder: Path) -> None:
    path = folder / "indicators" / "f.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows["indicators"][0]["target"] = 100
    path.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    assert any("cần mẫu số" in problem for problem in problems(folder))


def test_a_one_off_duty_may_have_a_day_and_only_a_day(folder: Path) -> None:
    path = folder / "programmes" / "1926.directive.yaml"
    spoil(path, "    kind: one_off\n", "    kind: one_off\n    due_on: sớm\n")
    assert any("due_on: phải là ngày" in problem for problem in problems(folder))
    spoil(path, "due_on: sớm", "due_on: 2022-12-31")
    load(folder)
    assert Duty.objects.get(code="N14").due_on == date(2022, 12, 31)


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    path = folder / "indicators" / "a.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    assert problems(folder) == ["a.yaml:1: -: không phải UTF-8 (byte 0)"]
