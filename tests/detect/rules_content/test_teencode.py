"""The spellings that ship, and how a folder of spellings is read."""

import re
import unicodedata

import pytest

from lachan.detect.fold import fold
from lachan.detect.teencode import read_teencode
from tests.detect.conftest import CONTENT

SHIPPED, PROBLEMS = read_teencode(CONTENT / "teencode")
FILE = "ma: thu\nten: Thử\nphien_ban: 1\n"
# The shape of a Vietnamese syllable without its marks: an initial and a rhyme.
SYLLABLE = re.compile(
    r"((k|gh|ngh)(?=[eiy])|(c|g|ng)(?![eiy])|b|ch|d|gi|h|kh|l|m|nh|n|ph|qu|r|s|th|tr|t|v|x)?"
    r"(i|ia|ie(c|m|n|ng|p|t|u)|y|ye(m|n|t|u)|ynh|ych|a(c|ch|m|n|ng|nh|p|t|i|o|u|y)?"
    r"|[eou](c|ch|m|n|ng|nh|p|t|i|o|u|a)?|i(ch|m|n|nh|p|t|u)|oo(c|ng)|uy|uye(n|t)|uya|uyu"
    r"|o(a|e)(c|ch|m|n|ng|nh|p|t|i|y|o)?|u(a|e|o|y)(c|ch|m|n|ng|nh|p|t|i|y|u)?)|gi|gin"
)
# Syllables hardly ever written: ỉu (xìu), khum (lưng), ny (in foreign names).
RARE = {"iu", "khum", "ny"}


def test_the_shipped_spellings_are_read_without_a_problem():
    assert PROBLEMS == []
    assert 110 <= len(SHIPPED.anywhere) + len(SHIPPED.alone) + len(SHIPPED.as_typed) <= 200


@pytest.mark.parametrize(
    ("spelling", "meant"),
    [
        ("ko", "khong"),
        ("hok", "khong"),
        ("dc", "duoc"),
        ("wa", "qua"),
        ("iu", "yeu"),
        ("trc", "truoc"),
        ("ng", "nguoi"),
        ("vs", "voi"),
        ("mk", "minh"),
        ("cx", "cung"),
        ("lm", "lam"),
        ("nt", "nhan tin"),
        ("fb", "facebook"),
    ],
)
def test_a_common_spelling_is_known(spelling, meant):
    assert SHIPPED.anywhere[spelling] == meant


def test_a_spelling_that_is_another_word_without_marks_is_known_with_them():
    assert SHIPPED.as_typed["hông"] == "khong"
    assert SHIPPED.as_typed["bít"] == "biet"
    assert SHIPPED.as_typed["ngừi"] == "nguoi"


def test_single_letters_are_read_only_alone():
    assert SHIPPED.alone == {
        "a": "anh", "e": "em", "j": "gi", "k": "khong", "r": "roi", "z": "vay",
    }  # fmt: skip
    assert all(len(token) > 1 for token in [*SHIPPED.anywhere, *SHIPPED.as_typed])


def test_no_spelling_is_itself_a_vietnamese_syllable():
    assert {t for t in SHIPPED.anywhere if SYLLABLE.fullmatch(t)} == RARE


def test_the_shape_of_a_syllable_is_told_from_a_spelling():
    real = [
        "nguyen",
        "truong",
        "khuya",
        "quynh",
        "xoong",
        "yeu",
        "gi",
        "thuo",
        "huynh",
        "nghieng",
        "ngoeo",
        "oanh",
        "ua",
    ]

    assert all(SYLLABLE.fullmatch(word) for word in real)
    assert not any(SYLLABLE.fullmatch(word) for word in ["ko", "dc", "trc", "zay", "wen", "bik"])


def test_what_a_spelling_stands_for_is_plain_and_stands_for_itself():
    for meant in [*SHIPPED.anywhere.values(), *SHIPPED.as_typed.values()]:
        assert fold(meant).text == meant and re.fullmatch("[a-z ]+", meant)
        assert not set(meant.split()) & (SHIPPED.anywhere.keys() | SHIPPED.as_typed.keys())


def test_all_spellings_can_be_had_by_their_plain_letters():
    assert {"bít": "biet", "k": "khong", "ko": "khong"}.items() <= SHIPPED.tokens.items()


def test_spellings_with_marks_are_kept_composed():
    assert all(unicodedata.is_normalized("NFC", token) for token in SHIPPED.as_typed)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("thay: {không: [ko], có: [kó]}\n", "cách viết “kó” đã có nghĩa “khong”"),
        ("thay: {không: [k]}\n", "không đúng khuôn mẫu"),
        ("thay: {không: []}\n", "danh sách còn thiếu phần tử"),
        ("thay: {không: [k0]}\n", "không đúng khuôn mẫu"),
        ("chu_don: {em: [e]}\n", "thiếu mục bắt buộc “thay”"),
        ("thay: {no: [yes]}\n", "sai kiểu"),
    ],
)
def test_a_mistake_is_told_with_its_file(tmp_path, body, says):
    (tmp_path / "a.yaml").write_text(FILE + body, encoding="utf-8")

    _, problems = read_teencode(tmp_path)

    assert any(says in str(problem) and problem.file == "a.yaml" for problem in problems)


def test_a_spelling_said_twice_with_one_meaning_is_no_mistake(tmp_path):
    (tmp_path / "a.yaml").write_text(FILE + "thay: {được: [dc, đc]}\n", encoding="utf-8")

    teencode, problems = read_teencode(tmp_path)

    assert (teencode.anywhere, problems) == ({"dc": "duoc"}, [])


def test_without_a_folder_there_are_no_spellings(tmp_path):
    teencode, problems = read_teencode(tmp_path / "none")

    assert (teencode.anywhere, teencode.alone, teencode.as_typed, problems) == ({}, {}, {}, [])
