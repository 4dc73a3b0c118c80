"""A fingerprint changes exactly when a rule may find other things."""

from dataclasses import replace

import pytest

from lachan.detect.conditions import Leaf
from lachan.detect.history.fingerprints import fingerprints
from lachan.detect.rule_folder import read_folder
from tests.detect.conftest import LEXICON
from tests.detect.history.conftest import write_content

TEEN = "ma: viet_tat\nten: viết tắt\nphien_ban: 1\n"


@pytest.fixture
def marks(tmp_path):
    """The fingerprints of a folder of content with words replaced."""

    def of(*replaced, **given):
        folder = write_content(tmp_path / "content", *replaced, **given)
        return fingerprints(read_folder(folder), folder.parent)

    return of


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("trong_ky_tu: 100", "trong_ky_tu: 200"),
        ("[bạn, lớp em]", "[bạn]"),
        ("co_tuoi_duoi: 16", "co_tuoi_duoi: 14"),
        ("cum_tu: [trong phim]", "cum_tu: [trong truyện]"),
        ("\nkhi:", "\nap_dung: {nguon: [bao_chi]}\nkhi:"),
        ("mot_trong:", "tat_ca:"),
        ("{cum_tu: [trong phim]}", "{cum_tu: [trong phim], dau: bat_buoc}"),
    ],
)
def test_what_decides_findings_changes_it_for_that_rule_alone(marks, before, after):
    old, new = marks(), marks((before, after))

    assert old["THU_NGHIEM"] != new["THU_NGHIEM"]
    assert old["THU_HAI"] == new["THU_HAI"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Quy tắc thử", "Quy tắc khác"),
        ("phien_ban: 2", "phien_ban: 3"),
        ("co_so: 60", "co_so: 10"),
        ("giai_thich: Có", "giai_thich: Thấy"),
        ("Bạn ấy đọc sách.", "Bạn ấy đọc báo."),
        ("ten: người quen", "ten: người gần"),
    ],
)
def test_what_decides_no_finding_does_not_change_it(marks, before, after):
    assert marks() == marks((before, after))


def test_a_lexicon_changes_the_rules_that_name_it(marks):
    old, new = marks(), marks(lexicon=LEXICON.replace("sợ hãi", "lo sợ"))

    assert old["THU_NGHIEM"] != new["THU_NGHIEM"]
    assert old["THU_HAI"] == new["THU_HAI"]


def test_the_order_of_a_list_changes_nothing(marks):
    assert marks() == marks(lexicon=LEXICON.replace("[bắt nạt, sợ hãi]", "[sợ hãi, bắt nạt]"))


def test_teenagers_spelling_changes_every_rule_with_words(marks):
    old, new = marks(), marks(more={"teencode/t.yaml": TEEN + "thay: {không: [hok]}\n"}.items())

    assert not set(old.values()) & set(new.values())


def test_places_change_the_rules_that_ask_for_signs(marks, monkeypatch):
    asks = ("co_tuoi_duoi: 16", "co_dau_hieu: so_nha")
    old = marks(asks)
    names = "lachan.detect.history.fingerprints.gazetteer_digest"
    monkeypatch.setattr(names, lambda content: "other")

    new = marks(asks)
    assert old["THU_NGHIEM"] != new["THU_NGHIEM"]
    assert old["THU_HAI"] == new["THU_HAI"]


def test_the_engine_is_part_of_every_fingerprint(marks, monkeypatch):
    old = marks()
    monkeypatch.setattr("lachan.detect.history.fingerprints.ENGINE_VERSION", 99)

    assert not set(old.values()) & set(marks().values())


def test_models_change_the_rules_that_ask_for_their_labels(tmp_path):
    folder = write_content(tmp_path / "content")
    read = read_folder(folder)
    book = replace(read.book, scored=frozenset({"thu"}))
    keys = [book.key("co_nhan", {"nhan": "thu", "tu": least})[0] for least in (0.5, 0.7, 0.5)]
    rules = [
        replace(read.rules[0], code=c, condition=Leaf(k)) for c, k in zip("ABC", keys, strict=True)
    ]
    asking = replace(read, rules=(*rules, read.rules[1]), book=book)
    old = fingerprints(asking, folder.parent)
    (folder.parent / "models").mkdir()
    (folder.parent / "models" / "weights.bin").write_bytes(b"x")
    new = fingerprints(asking, folder.parent)

    assert old["A"] == old["C"] != old["B"]
    assert {code for code in old if old[code] != new[code]} == {"A", "B", "C"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("so_lan: {it_nhat: 2, trong: [lop_hoc]}", "so_lan: {it_nhat: 3, trong: [lop_hoc]}"),
        (
            "gan_nhau: {trong_ky_tu: 50, tat_ca: [lop_hoc, so_nha]}",
            "gan_nhau: {trong_ky_tu: 60, tat_ca: [lop_hoc, so_nha]}",
        ),
    ],
)
def test_numbers_of_counts_and_distances_change_it(marks, one, other):
    old, new = (marks(("co_tuoi_duoi: 16", part)) for part in (one, other))

    assert old["THU_NGHIEM"] != new["THU_NGHIEM"]
