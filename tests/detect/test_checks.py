"""What is odd about rules is told with file, line and remedy, and refuses nothing."""

import json

import pytest
from click.testing import CliRunner

from lachan.cli import main
from lachan.detect.checks import check_folder
from lachan.detect.engine import RuleSet
from lachan.detect.likeness import Sample, alike
from tests.detect.conftest import LEXICON, RULE

NEEDED = "    - co_cum_tu: {tu_dien: lo_lang}"


@pytest.fixture
def warned(write_rules):
    """What is said of the small rule with words replaced."""

    def check(*replaced, **given):
        checked = check_folder(write_rules(*replaced, **given))
        assert checked.rules == 1
        return [str(problem) for problem in checked.warnings]

    return check


def test_a_sound_rule_is_told_nothing(warned):
    assert warned() == []


def test_a_short_syllable_that_unmarked_text_is_full_of_is_told(warned):
    said = warned(lexicon=LEXICON.replace("sợ hãi]", "sợ hãi, bé]"))

    assert len(said) == 1 and said[0].startswith("b.yaml, dòng 4: cụm từ “bé” quá ngắn")


@pytest.mark.parametrize("term", ["6A", "bé nhỏ", "nhỏ", "{tu: bé, dau: bat_buoc}"])
def test_other_short_terms_are_fine(warned, term):
    assert warned(lexicon=LEXICON.replace("sợ hãi]", f"sợ hãi, {term}]")) == []


def test_short_terms_of_a_rule_itself_are_told_too(warned):
    assert warned(("[bạn, lớp em]", "[bạn, ma]"))[0].startswith("a.yaml, dòng 9: cụm từ “ma”")
    assert warned(("[bạn, lớp em], ten", "[bạn, ma], dau: bat_buoc, ten")) == []


def test_a_term_written_twice_is_told(warned):
    said = warned(lexicon=LEXICON.replace("[bắt nạt", "[bắt nạt, Bắt nạt"))

    assert said[0].startswith("b.yaml, dòng 4: cụm từ “Bắt nạt” đã có ở dòng 4.")


@pytest.mark.parametrize(
    ("parts", "number"),
    [
        ("tat_ca: [{co_tuoi_duoi: 16}, {co_tuoi_duoi: 12}]", 2),
        ("mot_trong: [{co_tuoi_duoi: 16}, {co_tuoi_duoi: 12}]", 1),
        ("tat_ca: [ten_truong, lop_hoc, ten_truong]", 1),
        ("it_nhat: {so: 1, trong: [so_nha, {tat_ca: [ten_truong, ten_truong]}]}", 1),
        ("tat_ca: [{co_cum_tu: {tu_dien: lo_lang}}, {co_cum_tu: {cum_tu: [sợ hãi]}}]", 2),
    ],
)
def test_a_condition_that_another_brings_along_is_told(warned, parts, number):
    (said,) = warned((NEEDED, f"{NEEDED}\n    - {parts}"))

    assert said.startswith(f"a.yaml, dòng 8: điều kiện này thừa: đã có điều kiện {number}")


def test_conditions_that_each_add_something_are_fine(warned):
    assert warned((NEEDED, f"{NEEDED}\n    - tat_ca: [ten_truong, lop_hoc]")) == []


def test_near_that_is_no_nearer_than_the_rule_is_told(warned):
    near = "    - gan_nhau: {trong_ky_tu: 100, tat_ca: [{co_cum_tu: {tu_dien: lo_lang}}, lop_hoc]}"

    assert "gan_nhau 100 ký tự không hẹp hơn cung_doan 100" in warned((NEEDED, near))[0]


def test_a_lexicon_that_no_rule_names_is_told(warned):
    said = warned((NEEDED, "    - co_cum_tu: {cum_tu: [bắt nạt]}"))

    assert said == [
        "b.yaml, dòng 1: không quy tắc nào dùng từ điển “lo_lang”. Cách sửa: dùng hoặc bỏ tệp này."
    ]


def two(write_rules, other):
    folder = write_rules()
    (folder / "z.yaml").write_text(other.replace("THU_NGHIEM", "Z_HAI"))
    return RuleSet.load(folder)


def sample(*texts, ordinary=False):
    import pyarrow as pa

    return Sample([pa.RecordBatch.from_pydict({"text": list(texts)})], ordinary)


TEXTS = [f"Nhóm {n} bắt nạt bạn" for n in range(9)]


def test_two_rules_that_find_the_same_are_told_once(write_rules):
    (said,) = alike(two(write_rules, RULE), sample(*TEXTS))

    assert str(said).startswith("a.yaml: gần như trùng với Z_HAI (chỉ số Jaccard 1.00")


def test_a_rule_within_another_is_told(write_rules):
    wide = RULE.replace(NEEDED, "    - co_cum_tu: {cum_tu: [bạn]}")
    (said,) = alike(two(write_rules, wide), sample(*TEXTS, *["bạn ơi"] * 9))

    assert str(said).startswith("a.yaml: mọi văn bản mẫu mà quy tắc bắt đều đã được Z_HAI bắt (9")


def test_a_few_texts_prove_nothing(write_rules):
    assert alike(two(write_rules, RULE), sample(*TEXTS[:4])) == []


def test_a_rule_that_meets_too_many_ordinary_texts_is_told(write_rules):
    (said,) = alike(RuleSet.load(write_rules()), sample(*TEXTS, *["x"] * 91, ordinary=True))

    assert str(said).startswith("a.yaml: quy tắc bắt 9.0 % văn bản mẫu (9 trên 100).")
    assert alike(RuleSet.load(write_rules()), sample(*TEXTS, *["x"] * 91)) == []


def lachan(*words):
    return CliRunner().invoke(main, ["rules", "check", *map(str, words)])


def test_the_command_tells_warnings_and_passes(write_rules):
    done = lachan(write_rules(lexicon=LEXICON.replace("sợ hãi]", "sợ hãi, bé]")))

    assert done.exit_code == 0 and "WARNING b.yaml, dòng 4: cụm từ “bé”" in done.output
    assert done.output.endswith("1 rules: 0 errors, 1 warnings\n")


def test_the_command_fails_for_an_example_that_fails(write_rules):
    done = lachan(write_rules(("Bạn ấy đọc sách.", "Bạn ấy bắt nạt em.")))

    assert done.exit_code == 1 and "ERROR a.yaml, dòng 18: ví dụ không được bắt" in done.output


def test_the_command_fails_for_rules_that_cannot_be_used(write_rules):
    done = lachan(write_rules(("tu_dien: lo_lang", "tu_dien: khong_co")))

    assert done.exit_code == 1 and "ERROR a.yaml, dòng 7: không có từ điển" in done.output


def test_the_command_takes_ordinary_texts(write_rules, tmp_path):
    rows = ["{", *(json.dumps({"id": n, "text": text}) for n, text in enumerate(TEXTS))]
    (tmp_path / "in.jsonl").write_text("\n".join(rows))
    done = lachan(write_rules(), "--sample", tmp_path / "in.jsonl")

    assert "WARNING a.yaml: quy tắc bắt 100.0 % văn bản mẫu (9 trên 9)" in done.output
