"""Rule sets under the name of their content: kept once, given back as they were, or refused."""

import json

import pytest

from lachan.detect.engine import RuleSet
from lachan.detect.history.archive import archive, archived, load_archived, read_archived
from lachan.detect.history.aside import folder_aside, put
from lachan.detect.history.refusals import AlteredArchive, CannotLookBack, OtherEngine
from lachan.detect.problems import BadRules

TEXT = "Cả nhóm bắt nạt bạn nhỏ 9 tuổi."


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def test_an_archived_rule_set_says_what_the_folder_said(home, rules):
    digest = archive(rules, home)

    assert digest == RuleSet.load(rules).digest
    assert load_archived(home, digest).verdict("1", TEXT) == RuleSet.load(rules).verdict("1", TEXT)


def test_the_same_content_is_kept_once(home, rules):
    assert archive(rules, home) == archive(rules, home)
    assert archived(home) == [archive(rules, home)]


def test_other_content_is_kept_beside(home, rules, changed):
    before = archive(rules, home)
    after = archive(changed(("bắt nạt em", "bắt nạt em nhỏ")), home)

    assert archived(home) == sorted({before, after})


def test_a_folder_that_cannot_be_used_leaves_nothing(home, changed):
    folder = changed(("tu_dien: lo_lang", "tu_dien: khong_co"))

    with pytest.raises(BadRules, match=r"a\.yaml, dòng 7"):
        archive(folder, home)
    assert not list((home / "rulesets").iterdir())


@pytest.mark.parametrize("file", ["rules/a.yaml", "lexicons/l.yaml"])
def test_an_altered_archive_is_refused(home, rules, file):
    digest = archive(rules, home)
    path = home / "rulesets" / digest / file
    path.write_text(path.read_text() + "\n# sửa\n")

    with pytest.raises(AlteredArchive, match="đã bị sửa"):
        load_archived(home, digest)


def test_a_file_added_to_an_archive_is_seen(home, rules):
    digest = archive(rules, home)
    (home / "rulesets" / digest / "teencode").mkdir()
    (home / "rulesets" / digest / "teencode" / "x.yaml").write_text("thay: {}")

    with pytest.raises(AlteredArchive):
        load_archived(home, digest)


def test_another_engine_is_refused_by_name(home, rules, monkeypatch):
    digest = archive(rules, home)
    monkeypatch.setattr("lachan.detect.history.archive.ENGINE_VERSION", 99)

    with pytest.raises(OtherEngine, match=r"phiên bản \d+, máy này là phiên bản 99"):
        load_archived(home, digest)


def test_other_names_of_places_are_refused(home, rules, monkeypatch):
    digest = archive(rules, home)
    monkeypatch.setattr("lachan.detect.history.archive.gazetteer_digest", lambda content: "other")

    with pytest.raises(OtherEngine, match="địa danh"):
        read_archived(home, digest)


def test_a_rule_set_that_is_not_there_is_told(home):
    with pytest.raises(CannotLookBack, match="Không có bộ quy tắc abc"):
        load_archived(home, "abc")


def test_what_is_known_of_an_archive_must_be_readable(home, rules):
    digest = archive(rules, home)
    (home / "rulesets" / digest / "about.json").write_text(json.dumps({"engine": 1}))

    with pytest.raises(AlteredArchive):
        load_archived(home, digest)


def test_models_and_teencode_are_kept_too(home, changed):
    folder = changed(more={"teencode/t.yaml": "", "models/README.md": "x"}.items())
    (folder.parent / "models" / "weights.bin").write_bytes(b"\x00")
    digest = archive(folder, home)

    assert (home / "rulesets" / digest / "models" / "weights.bin").read_bytes() == b"\x00"


PLACES = """\
ma: thu
ten: Tên nơi chốn thử
phien_ban: 1
don_vi:
  - {nguon: thử, hieu_luc: thử, xa: [Mơ Thử]}
"""
ASKS = ("- co_tuoi_duoi: 16", "- dia_chi_xa_phuong")
AT_HOME = "bat nat o xa mo thu"


def test_names_of_places_beside_the_rules_are_those_that_finders_know(changed):
    with_names = changed(ASKS, more={"gazetteer/x.yaml": PLACES}.items())
    assert RuleSet.load(with_names).verdict("1", AT_HOME).findings

    assert not RuleSet.load(changed(ASKS)).verdict("1", AT_HOME).findings


def test_an_archived_rule_set_knows_the_names_that_it_knew(home, changed):
    digest = archive(changed(ASKS, more={"gazetteer/x.yaml": PLACES}.items()), home)
    other = PLACES.replace("Mơ Thử", "Khác Hẳn")
    archive(changed(ASKS, more={"gazetteer/x.yaml": other}.items()), home)

    assert load_archived(home, digest).verdict("1", AT_HOME).findings


def test_names_of_places_that_cannot_be_read_are_refused_with_the_rules(home, changed):
    folder = changed(more={"gazetteer/x.yaml": PLACES.replace("phien_ban: 1\n", "")}.items())

    with pytest.raises(BadRules, match=r"x\.yaml, dòng 1"):
        archive(folder, home)


def test_of_two_that_archive_at_once_one_copy_stands(home, rules, monkeypatch):
    digest = archive(rules, home)
    monkeypatch.setattr("lachan.detect.history.archive.digest_of", lambda *_: "not yet there")

    assert archive(rules, home) == digest
    assert archived(home) == [digest]


def test_a_copy_that_cannot_take_its_name_is_an_error(tmp_path):
    with folder_aside(tmp_path / "sets") as copy, pytest.raises(OSError, match="No such file"):
        put(copy, tmp_path / "elsewhere" / "name")
