"""New, lost and kept findings of changed rules are those that brute force finds."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from lachan.detect.engine import RuleSet
from lachan.detect.history import backtest as module
from lachan.detect.history.backtest import backtest
from lachan.detect.history.changes import Kind
from lachan.detect.history.refusals import CannotLookBack
from lachan.detect.problems import BadRules
from tests.detect.conftest import LEXICON, RULE
from tests.detect.history.conftest import AT, SECOND, Past, batch, write_content

DAY = "2026-08-01"
ROWS = (
    ("a", "Cả nhóm bắt nạt bạn nhỏ 9 tuổi.", DAY),
    ("b", "sợ hãi lớp em", DAY),
    ("c", "sợ hãi học trò", "2026-08-05", "bao_chi"),
    ("d", "bạn mất ngủ", "2026-08-05"),
    ("e", "trời đẹp", "2026-08-07"),
)
SWAPPED = ("[bạn, lớp em]", "[bạn, học trò]")
WORDS = ["bắt nạt", "sợ hãi", "bạn", "lớp em", "học trò", "mất ngủ", "trong phim", "9 tuổi", "đẹp"]
EDITS = [
    SWAPPED,
    ("trong_ky_tu: 100", "trong_ky_tu: 20"),
    ("co_tuoi_duoi: 16", "co_tuoi_duoi: 6"),
    ("[trong phim]", "[đẹp]"),
    ("\nkhi:", "\nap_dung: {nguon: [bao_chi]}\nkhi:"),
    ("mot_trong:", "tat_ca:"),
    ("ma: THU_NGHIEM", "ma: TEN_KHAC"),
    ("phien_ban: 2", "phien_ban: 3"),
]


@pytest.fixture
def lived(past):
    return past.add(*ROWS)


def one(report):
    (rule,) = report.rules
    return rule


def ids(samples):
    return [sample.id for sample in samples]


def test_rules_that_did_not_change_have_nothing_to_tell(lived, monkeypatch):
    monkeypatch.setattr(RuleSet, "findings", lambda *_: pytest.fail("a text was read"))
    report = backtest(lived.home, lived.rules)

    assert report.rules == () and report.same_rules == 2
    assert report.before == report.after


def test_a_changed_rule_tells_what_it_finds_anew_no_longer_and_still(lived, changed):
    rule = one(backtest(lived.home, changed(SWAPPED)))

    assert (rule.rule, rule.kind, rule.new, rule.lost, rule.kept) == (
        "THU_NGHIEM",
        "changed",
        1,
        1,
        1,
    )
    assert ids(rule.new_samples) == ["c"] and ids(rule.lost_samples) == ["b"]


def test_samples_say_why(lived, changed):
    rule = one(backtest(lived.home, changed(SWAPPED)))

    assert rule.new_samples[0].explanation.endswith("người quen: “học trò”.")
    assert rule.lost_samples[0].explanation.endswith("người quen: “lớp em”.")
    assert (rule.new_samples[0].day, rule.new_samples[0].source_kind) == (
        date(2026, 8, 5),
        "bao_chi",
    )


def test_only_the_changed_rule_reads_texts(lived, changed, monkeypatch):
    read = []
    whole = RuleSet.findings
    monkeypatch.setattr(
        RuleSet, "findings", lambda self, rows: read.append(self.rules) or whole(self, rows)
    )
    backtest(lived.home, changed(SWAPPED))

    assert {tuple(rule.code for rule in rules) for rules in read} == {("THU_NGHIEM",)}


def test_a_lexicon_changes_the_rules_that_name_it(lived, changed):
    rule = one(backtest(lived.home, changed(lexicon=LEXICON.replace("sợ hãi", "mất ngủ"))))

    assert (rule.new, rule.lost, rule.kept) == (1, 1, 1)


def test_a_rule_that_comes_and_one_that_goes(lived, changed):
    folder = changed(
        more={"rules/b.yaml": SECOND.replace("THU_HAI", "THU_BA").replace("16", "9")}.items()
    )
    came, went = backtest(lived.home, folder).rules

    assert (came.rule, came.kind, came.new, came.kept) == ("THU_BA", Kind.ADDED, 1, 0)
    assert (went.rule, went.kind, went.lost, went.kept) == ("THU_HAI", Kind.REMOVED, 1, 0)


def test_a_rule_under_another_code_keeps_its_findings_unread(lived, changed, monkeypatch):
    monkeypatch.setattr(RuleSet, "findings", lambda *_: pytest.fail("a text was read"))
    rule = one(backtest(lived.home, changed(("ma: THU_NGHIEM", "ma: TEN_KHAC"))))

    assert (rule.rule, rule.old_rule, rule.kind) == ("TEN_KHAC", "THU_NGHIEM", Kind.RENAMED)
    assert (rule.new, rule.lost, rule.kept) == (0, 0, 2)


def test_days_limit_what_is_compared(lived, changed):
    report = backtest(lived.home, changed(SWAPPED), date(2026, 8, 2), date(2026, 8, 5))

    assert (report.texts, report.since, report.until) == (2, date(2026, 8, 2), date(2026, 8, 5))
    assert (one(report).new, one(report).lost) == (1, 0)


def test_hours_follow_findings_weeks_and_minutes(lived, changed):
    report = backtest(lived.home, changed(SWAPPED), minutes_per_finding=30)

    assert one(report).after.per_week == 2  # the week from 1 to 7 August
    assert one(report).after.hours_per_week == 1
    assert report.after.per_week == 3


def test_a_text_that_two_rules_meet_is_one_text_in_the_queue(past):
    past.add(("x", "bạn bắt nạt em mất ngủ", DAY))

    assert backtest(past.home, past.rules).before.per_week == 7


def test_other_rules_that_find_the_same_are_named(past, changed):
    past.add(("x", "bạn bắt nạt em mất ngủ", DAY), ("y", "học trò sợ hãi", DAY))

    assert one(backtest(past.home, changed(SWAPPED))).overlaps == (("THU_HAI", 0.5),)


def test_texts_that_were_dropped_are_counted_apart(lived, changed):
    lived.history.drop_texts(date(2026, 8, 2))
    report = backtest(lived.home, changed(SWAPPED))

    rule = one(report)
    assert (rule.new, rule.lost, rule.kept, rule.unread) == (1, 0, 0, 2)
    assert report.before.per_week == 1


def test_a_removed_rule_loses_also_what_it_found_in_dropped_texts(lived, changed):
    lived.history.drop_texts(date(2027, 1, 1))
    rule = one(backtest(lived.home, changed(more={"rules/b.yaml": ""}.items())))

    assert (rule.kind, rule.lost, rule.unread) == (Kind.REMOVED, 1, 0)
    assert rule.lost_samples[0].excerpt == ""


def test_at_most_twenty_samples_the_same_each_time(past, changed):
    past.add(*((str(n), f"sợ hãi học trò {n}", DAY) for n in range(50)))
    folder = changed(SWAPPED)
    first, again = (one(backtest(past.home, folder)) for _ in range(2))

    assert len(first.new_samples) == 20 and first.new == 50
    assert first == again


def test_bad_new_rules_are_refused_by_file_and_line_before_anything_is_read(lived, changed):
    with pytest.raises(BadRules, match=r"a\.yaml, dòng 7"):
        backtest(lived.home, changed(("tu_dien: lo_lang", "tu_dien: khong_co")))


def test_examples_that_a_changed_rule_fails_are_told(lived, changed):
    report = backtest(lived.home, changed(("[bạn, lớp em]", "[học trò]")))

    assert report.problems[0].startswith("a.yaml, dòng 17: ví dụ phải bắt nhưng")


def test_an_empty_history_and_one_without_verdicts_are_told(past, lived):
    with pytest.raises(CannotLookBack, match="không có văn bản"):
        backtest(past.home, past.rules, since=date(2030, 1, 1))
    for path in (past.home / "verdicts").rglob("*.parquet"):
        path.unlink()
    with pytest.raises(CannotLookBack, match="chưa có kết quả"):
        backtest(past.home, past.rules)


def test_progress_ends_at_all_texts_and_may_stop_the_work(lived, changed):
    told = []
    backtest(lived.home, changed(SWAPPED), progress=lambda *done: told.append(done))

    assert told[-1] == (5, 5) and told == sorted(told)
    with pytest.raises(KeyboardInterrupt):
        backtest(lived.home, changed(SWAPPED), progress=_stop)


def _stop(done, total):
    raise KeyboardInterrupt


def test_texts_judged_by_two_rule_sets_are_compared_as_one(tmp_path, past, changed):
    past.add(*ROWS[:2])
    Past(past.home, changed(SWAPPED)).add(*ROWS[2:])

    back = one(backtest(past.home, past.rules))
    on = one(backtest(past.home, changed(SWAPPED), base=past.digest))
    assert (back.new, back.lost, back.kept) == (1, 1, 1)
    assert (on.new, on.lost, on.kept) == (1, 1, 1)


def test_of_one_day_that_two_rule_sets_read_only_the_rest_is_read(past, changed, monkeypatch):
    folder = changed(SWAPPED)
    Past(past.home, folder).add(("a", "sợ hãi học trò", DAY))
    past.add(("b", "sợ hãi học trò", DAY), ("c", "sợ hãi lớp em", DAY))
    read = []
    whole = RuleSet.findings
    monkeypatch.setattr(
        RuleSet, "findings", lambda self, rows: read.append(rows.num_rows) or whole(self, rows)
    )
    rule = one(backtest(past.home, folder, base=past.digest))

    assert (rule.new, rule.lost, rule.kept) == (2, 1, 0)
    assert sorted(read) == [1, 2]


def test_rules_of_another_engine_are_judged_by_what_they_said_then(lived, changed, monkeypatch):
    for name in ("archive", "fingerprints"):
        monkeypatch.setattr(f"lachan.detect.history.{name}.ENGINE_VERSION", 99)
    report = backtest(lived.home, changed(SWAPPED))

    assert [(r.rule, r.new, r.lost, r.kept) for r in report.rules] == [
        ("THU_HAI", 0, 0, 1),
        ("THU_NGHIEM", 1, 1, 1),
    ]


@given(
    texts=st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=1, max_size=12
    ),
    edits=st.lists(st.sampled_from(EDITS), max_size=3, unique=True),
    chance=st.randoms(use_true_random=False),
)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_in_any_order_it_is_what_brute_force_finds(tmp_path_factory, rules, texts, edits, chance):
    rows = [(str(n), " ".join(words), f"2026-08-0{1 + n % 3}") for n, words in enumerate(texts)]
    folder = write_content(tmp_path_factory.mktemp("new"), *edits)
    old, new = RuleSet.load(rules), RuleSet.load(folder)
    reports = []
    for _ in range(2):
        past = Past(tmp_path_factory.mktemp("home"), rules)
        for row in rows:
            past.add(row, at=AT + timedelta(minutes=int(row[0])))
        reports.append(backtest(past.home, folder))
        chance.shuffle(rows)

    assert reports[0] == reports[1]
    before, after = found(old, rows), found(new, rows)
    assert {r.rule: (r.new, r.lost, r.kept) for r in reports[0].rules} == {
        code: counts(before, after, code, reports[0]) for code in (r.rule for r in reports[0].rules)
    }
    told = {code for rule in reports[0].rules for code in (rule.rule, rule.old_rule)}
    assert all(before[code] == after[code] for code in {*before, *after} - told)


def found(ruleset, rows):
    """Ids by rule, of one text after the other."""
    verdicts = ruleset.scan(batch(*rows))
    return {
        rule.code: {v.id for v in verdicts for hit in v.findings if hit.rule == rule.code}
        for rule in ruleset.rules
    }


def counts(before, after, code, report):
    rule = next(rule for rule in report.rules if rule.rule == code)
    was, now = before.get(rule.old_rule, set()), after.get(code, set())
    return len(now - was), len(was - now), len(now & was)


def test_the_days_of_a_report_are_those_asked_for(lived):
    report = backtest(lived.home, lived.rules, date(2026, 7, 1), date(2026, 8, 31))

    assert (report.since, report.until) == (date(2026, 7, 1), date(2026, 8, 31))


def test_minutes_by_default_are_the_design_value(lived):
    assert backtest(lived.home, lived.rules).minutes_per_finding == module.MINUTES_PER_FINDING


def test_the_rule_that_the_tests_change_is_the_one_they_mean():
    assert all(before in RULE for before, _ in EDITS)


def test_a_damaged_file_ends_it_by_name(lived, changed):
    path = next((lived.home / "texts").rglob("*.parquet"))
    path.write_bytes(b"PAR1 broken")

    with pytest.raises(CannotLookBack, match="bị hỏng"):
        backtest(lived.home, changed(SWAPPED))


def test_what_another_engine_never_read_cannot_be_compared(past, changed, monkeypatch):
    past.add(*ROWS[:2])
    Past(past.home, changed(SWAPPED)).add(*ROWS[2:])
    for name in ("archive", "fingerprints"):
        monkeypatch.setattr(f"lachan.detect.history.{name}.ENGINE_VERSION", 99)
    report = backtest(past.home, past.rules, base=past.digest)

    # The other rule set held the same second rule: what it said of it is known.
    assert [(r.rule, r.kept, r.unread) for r in report.rules] == [
        ("THU_HAI", 1, 0),
        ("THU_NGHIEM", 2, 3),
    ]


def test_a_rule_for_some_sources_reads_those(lived, changed):
    rule = one(backtest(lived.home, changed(("\nkhi:", "\nap_dung: {nguon: [bao_chi]}\nkhi:"))))

    # A text whose kind is not known is read by every rule.
    assert (rule.new, rule.lost, rule.kept) == (0, 0, 2)


def test_verdicts_that_stand_in_another_order_belong_to_their_texts(lived, changed):
    before = backtest(lived.home, changed(SWAPPED))
    for path in (lived.home / "verdicts").rglob("*.parquet"):
        table = parquet.read_table(path)
        parquet.write_table(table.take(list(range(len(table)))[::-1]), path)

    assert backtest(lived.home, changed(SWAPPED)) == before


def test_a_verdict_whose_text_is_no_longer_there_is_passed_over(past, changed):
    past.add(*ROWS[:2])
    path = next((past.home / "texts").rglob("*.parquet"))
    parquet.write_table(parquet.read_table(path).slice(0, 0), path)
    report = backtest(past.home, changed(SWAPPED))

    assert report.texts == 0 and one(report).kept == 0
