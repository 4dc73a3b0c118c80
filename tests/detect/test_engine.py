"""Verdicts: spans in the original, an explanation with the words, the same every time."""

import unicodedata

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lachan.common.text_vi import fold as plain
from lachan.detect.engine import RuleSet, digest_of

TEXT = "Cả nhóm bắt nạt bạn nhỏ 9 tuổi."


def one(rules, text, **given):
    (finding,) = rules.verdict("1", text, **given).findings
    return finding


def batch(**columns):
    return pa.RecordBatch.from_pydict(columns)


def test_a_finding_marks_its_passages_in_the_original(small):
    spans = [(TEXT[start:end], condition) for start, end, condition in one(small, TEXT).spans]

    assert spans == [
        ("bắt nạt", "lời lo lắng"),
        ("bạn", "người quen"),
        ("9 tuổi", "tuổi dưới 16"),
    ]


def test_the_explanation_says_the_words_that_made_it(small):
    assert one(small, TEXT).explanation == (
        "Có 3 dấu hiệu bắt nạt. Căn cứ: lời lo lắng: “bắt nạt”; người quen: “bạn”; "
        "tuổi dưới 16: “9 tuổi”."
    )


def test_the_score_grows_with_each_further_sign_up_to_a_hundred(small):
    assert one(small, "bắt nạt bạn").score == 70
    assert one(small, "bắt nạt bạn, bắt nạt bạn").score == 70
    assert one(small, "bắt nạt, sợ hãi, bạn, lớp em, 9 tuổi, 10 tuổi").score == 100


def test_title_and_text_add_up_and_are_marked_apart(small):
    finding = one(small, "Bạn ấy rất buồn.", title="Bị bắt nạt")

    assert finding.spans == ((0, 3, "người quen"),)
    assert finding.title_spans == ((3, 10, "lời lo lắng"),)


def test_no_phrase_runs_from_the_title_into_the_text(small):
    assert not small.verdict("1", "nạt bạn nhỏ", title="Nó bắt").findings


def test_an_exception_anywhere_on_the_page_removes_the_finding(small):
    assert not small.verdict("1", TEXT + " " + "x " * 200 + "Trong phim thôi.").findings


def test_a_rule_for_the_press_reads_the_press_and_what_is_not_known(write_rules):
    rules = RuleSet.load(write_rules(("\nkhi:", "\nap_dung: {nguon: [bao_chi]}\nkhi:")))

    assert rules.verdict("1", TEXT, source_kind="bao_chi").findings
    assert rules.verdict("1", TEXT, source_kind="").findings
    assert not rules.verdict("1", TEXT, source_kind="mang_xa_hoi").findings


def test_a_batch_may_lack_titles_and_kinds(small):
    verdicts = small.scan(batch(id=["a", "b"], text=[TEXT, None]))

    assert [(v.id, len(v.findings)) for v in verdicts] == [("a", 1), ("b", 0)]


def test_a_batch_gives_what_single_texts_give(small):
    texts = [TEXT, "bạn ơi", "sợ hãi lớp em"]
    rows = batch(id=["0", "1", "2"], text=texts, title=[None] * 3, source_kind=[""] * 3)

    assert small.scan(rows) == [small.verdict(str(i), text) for i, text in enumerate(texts)]


def test_what_identifies_is_named_but_not_repeated(shipped):
    text = "Cháu Nguyễn Thử Nghiệm (12 tuổi), học sinh Trường THCS Ví Dụ, là nạn nhân vụ bạo hành."
    findings = shipped.verdict("1", text, source_kind="bao_chi").findings
    leak = next(f for f in findings if f.rule == "RO_RI_DANH_TINH_TRE_EM_BAO_CHI")

    assert "có tên của trẻ" in leak.explanation
    assert "Thử Nghiệm" not in leak.explanation and "Ví Dụ" not in leak.explanation


def test_many_words_are_cut_short(write_rules):
    words = ", ".join(f"từ{n}" for n in "abcdefgh")
    rules = RuleSet.load(write_rules(("[bạn, lớp em]", f"[{words}]")))

    assert "…." in one(rules, f"bắt nạt {words}").explanation


@pytest.mark.parametrize("change", ["rule", "lexicon"])
def test_the_digest_follows_the_content(write_rules, change):
    folder = write_rules()
    words = folder.parent / "lexicons"
    before = digest_of(folder, words)
    path = folder / "a.yaml" if change == "rule" else words / "b.yaml"

    path.write_text(path.read_text() + "\n# đổi\n")

    assert digest_of(folder, words) != before == digest_of(write_rules(), words)


@given(st.text(max_size=60), st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_engine_and_all_spans_land_inside(shipped, title, text):
    text = f"{text} học sinh bị bắt nạt {text}"

    for finding in shipped.verdict("1", text, title).findings:
        assert all(0 <= s < e <= len(text) for s, e, _ in finding.spans)
        assert all(0 <= s < e <= len(title) for s, e, _ in finding.title_spans)


@pytest.mark.parametrize(
    "change",
    [
        plain,
        str.upper,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: "\u200b".join(text),
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace("i", "і").replace("o", "о"),
    ],
    ids=["unmarked", "upper", "decomposed", "zero width", "line breaks", "look-alikes"],
)
def test_disguises_do_not_change_the_verdict(shipped, change):
    for rule in shipped.rules:
        text = next(e.text for e in rule.examples if e.must_match)
        if rule.code.startswith("RO_RI"):
            continue  # names are told by their capitals, which some disguises take away

        assert rule.code in {f.rule for f in shipped.verdict("1", change(text)).findings}


def test_contradicting_marks_take_the_finding_away(small):
    assert not small.verdict("1", "bạn ấy bắt nát").findings
