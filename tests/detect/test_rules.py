"""A bad file is refused whole, with file, line, what and how to mend it."""

import pytest

from lachan.common.taxonomy import Severity
from lachan.detect.engine import RuleSet
from lachan.detect.problems import BadRules
from tests.detect.conftest import LEXICON, RULE


def problem(folder):
    with pytest.raises(BadRules) as refusal:
        RuleSet.load(folder)
    return str(refusal.value.problems[0])


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("phien_ban: 2\n", "", "a.yaml, dòng 1: mục “đầu tệp” thiếu mục bắt buộc “phien_ban”"),
        ("tac_hai: T07", "tac_hai: T99", "a.yaml, dòng 4: mục “tac_hai” giá trị “T99”"),
        ("diem: {co_so", "diem: {coso", "mục “diem” có mục lạ “coso”. Cách sửa: chỉ dùng"),
        ("tu_dien: lo_lang", "tu_dien: khong_co", "a.yaml, dòng 7: không có từ điển “khong_co”"),
        ("tu_dien: lo_lang", "ten: gì đó", "cần đúng một trong hai mục"),
        ("co_tuoi_duoi: 16", "co_dau_hieu: la", "a.yaml, dòng 10: không có dấu hiệu tên “la”"),
        ("{so_dau_hieu}", "{ten_tre}", "a.yaml, dòng 15: câu giải thích có chỗ trống lạ"),
        ("khong_bat: [{van_ban", "khong_bat: [{vanban", "thiếu mục bắt buộc “van_ban”"),
        ("  khong_bat: [{van_ban: \"Bạn ấy đọc sách.\"}]\n", "", "“khong_bat”"),
        ("cum_tu: [trong phim]", "cum_tu: ['…']", "không có chữ cái"),
        ("tat_ca:", "tat_ca: [", "không đọc được cấu trúc YAML"),
        ("trong_ky_tu: 100", "trong_ky_tu: 1", "quá nhỏ"),
        ("tu_dien: lo_lang}", "tu_dien: lo_lang, dau: la}", "chọn một trong: tuong_thich"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(write_rules, before, after, says):
    assert says in problem(write_rules((before, after)))


def test_asking_for_more_conditions_than_there_are_is_a_mistake(write_rules):
    folder = write_rules(
        ("    - mot_trong:\n", "    - it_nhat:\n        so: 3\n        trong:\n"),
        ("        - co_cum_tu: {cum", "         - co_cum_tu: {cum"),
        ("        - co_tuoi", "         - co_tuoi"),
    )

    assert "đòi ít nhất 3 điều kiện nhưng chỉ liệt kê 2" in problem(folder)


def test_a_rule_of_exceptions_alone_finds_nothing_and_is_refused(write_rules):
    start, end = RULE.index("  tat_ca"), RULE.index("  tru_khi")

    assert "chỉ có ngoại lệ" in problem(write_rules((RULE[start:end], "")))


def test_the_same_code_in_two_files_is_refused(write_rules):
    folder = write_rules()
    (folder / "z.yaml").write_text(RULE)
    (folder.parent / "lexicons" / "z.yaml").write_text(LEXICON)

    with pytest.raises(BadRules) as refusal:
        RuleSet.load(folder)

    assert "mã từ điển “lo_lang” đã dùng" in str(refusal.value)
    assert "mã quy tắc “THU_NGHIEM” đã dùng ở tệp a.yaml" in str(refusal.value)


def test_fields_that_are_missing_are_told_together(write_rules):
    folder = write_rules(("ten: Quy tắc thử\nphien_ban: 2\n", ""))

    with pytest.raises(BadRules) as refusal:
        RuleSet.load(folder)

    assert len(refusal.value.problems) == 1
    assert "“ten”, “phien_ban”" in str(refusal.value)


def test_every_mistake_is_listed_at_once(write_rules):
    folder = write_rules(("T07", "T99"), ("phien_ban: 2", "phien_ban: hai"))

    with pytest.raises(BadRules) as refusal:
        RuleSet.load(folder)

    assert len(refusal.value.problems) == 2


def test_a_wordless_entry_of_a_lexicon_is_refused(write_rules):
    assert "b.yaml, dòng 4" in problem(write_rules(lexicon=LEXICON.replace("sợ hãi", "'!'")))


def test_a_file_in_another_code_is_refused_with_the_byte(write_rules):
    folder = write_rules()
    (folder / "a.yaml").write_bytes(RULE.encode("utf-16"))

    assert "không phải UTF-8 (byte 0)" in problem(folder)


def test_an_empty_folder_is_not_a_rule_set(tmp_path):
    assert "không có tệp quy tắc" in problem(tmp_path)


def test_the_severity_is_the_harms_unless_the_rule_says_otherwise(write_rules):
    assert RuleSet.load(write_rules()).rules[0].severity is Severity.S3
    said = ("tac_hai: T07", "tac_hai: T07\nmuc_do: S1")
    assert RuleSet.load(write_rules(said)).rules[0].severity is Severity.S1


def test_a_lexicon_entry_may_have_its_own_mode(write_rules):
    lexicon = LEXICON.replace("[bắt nạt", "[{tu: bắt nạt, dau: bat_buoc}")
    rules = RuleSet.load(write_rules(lexicon=lexicon))

    assert not rules.verdict("1", "bạn ấy bat nat").findings
    assert rules.verdict("1", "bạn ấy bắt nạt").findings


@pytest.mark.parametrize("body", ["a: 2020-99-99", "a: &x [*x]", "a: !!int x"])
def test_a_value_that_is_none_is_a_broken_file_not_a_crash(write_rules, body):
    folder = write_rules()
    (folder / "a.yaml").write_text(body)

    with pytest.raises(BadRules, match="không đọc được cấu trúc YAML"):
        RuleSet.load(folder)
