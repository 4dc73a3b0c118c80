"""Provisions come from reviewed files; a bad file changes nothing."""

from pathlib import Path

import pytest

from lachan.common.errors import Fault
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
        (GOOD + "- code: X\n", "entry 2"),
        (GOOD.replace("verified: false", "verified: maybe"), "'verified'"),
        (GOOD + "  more: 1\n", "'more'"),
        (GOOD + "  valid_to: 2025-01-01\n", "'valid_to'"),
        ("a: [1", "line 1"),
        ("words", "list"),
        ("- words", "fields"),
    ],
)
def test_a_bad_file_is_named_and_changes_nothing(db, tmp_path, text, words):
    with pytest.raises(Fault, match=words) as fault:
        load(written(tmp_path, text))

    assert "a.yaml" in str(fault.value)
    assert not LegalBasis.objects.exists()


def test_only_provisions_in_force_are_offered_verified_ones_first(db):
    takedown.bases()

    before = [str(basis.code) for basis in queries.bases_on(NOON.date())]
    after = [basis.code for basis in queries.bases_on(NOON.date().replace(month=7))]

    assert before == ["ANM-2018-29", "ND147-2024", "LTE-2016-54"]
    assert "ANM-2018-29" not in after
    assert "ANM-2025-16" in after
