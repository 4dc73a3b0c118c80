"""Provisions come from reviewed files; a bad file changes nothing."""

import shutil
from pathlib import Path

import pytest

from lachan.common.content import BadContent
from lachan.takedown import operations, queries
from lachan.takedown.models import LegalBasis
from tests.builders import NOON, people, takedown
from tests.builders.clocks import CONTENT

GOOD = """
- code: THU-1
  instrument: Văn bản thử
  provision: ""
  title: Một điều
  valid_from: 2026-01-01
  source: Bịa ra để thử
  verified: false
"""


def load(folder: Path) -> int:
    return operations.load_content(folder=folder, by=people.SETUP, now=NOON)


def written(folder: Path, text: str) -> Path:
    shutil.copy(CONTENT / "legal_bases" / "schema.json", folder)
    (folder / "a.yaml").write_text(text)
    return folder


def test_what_is_shipped_loads_and_loads_again_without_a_change(db):
    takedown.bases()

    assert LegalBasis.objects.count() == 4
    assert load(CONTENT / "legal_bases") == 0


def test_a_corrected_file_corrects_the_table(db, tmp_path):
    load(written(tmp_path, GOOD))

    changed = load(written(tmp_path, GOOD.replace("verified: false", "verified: true")))

    assert changed == 1
    assert LegalBasis.objects.get().verified


def test_what_left_the_files_stays(db, tmp_path):
    load(written(tmp_path, GOOD))
    load(written(tmp_path, "[]"))

    assert LegalBasis.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD + "- code: X\n", "dòng 9, mục “1.instrument”"),
        (GOOD.replace("verified: false", "verified: maybe"), "dòng 8, mục “0.verified”"),
        (GOOD + "  more: 1\n", "dòng 9, mục “0.more”"),
        (GOOD + "  valid_to: 2025-01-01\n", "dòng 9, mục “0.valid_to”"),
        (GOOD + "  valid_to: mai\n", "dòng 9, mục “0.valid_to”"),
        (GOOD + GOOD, "dòng 10, mục “1.code”"),
        ("a: [1", "dòng 1: sai cấu trúc YAML"),
        ("words", "danh sách"),
        ("- words", "nhóm mục có tên"),
    ],
)
def test_a_bad_file_is_named_and_changes_nothing(db, tmp_path, text, words):
    with pytest.raises(BadContent, match=words) as refused:
        load(written(tmp_path, text))

    assert "a.yaml" in str(refused.value)
    assert not LegalBasis.objects.exists()


def test_only_provisions_in_force_are_offered_verified_ones_first(db):
    takedown.bases()

    before = [str(basis.code) for basis in queries.bases_on(NOON.date())]
    after = [basis.code for basis in queries.bases_on(NOON.date().replace(month=7))]

    assert before == ["ANM-2018-29", "ND147-2024", "LTE-2016-54"]
    assert "ANM-2018-29" not in after
    assert "ANM-2025-16" in after
