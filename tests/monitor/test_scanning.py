"""Rules read items; what they find is written once, with its passages and its version."""

from datetime import timedelta

import pytest

from lachan.detect.engine import RuleSet
from lachan.journal.models import Entry as JournalEntry
from lachan.monitor import ruleset as rulesets
from lachan.monitor.models import Finding, Item
from lachan.monitor.operations import import_file, scan, scan_new, scans
from tests import builders
from tests.builders import NOON
from tests.builders.monitor import HARMFUL, SETUP
from tests.detect.conftest import ROOT, RULE

pytestmark = pytest.mark.django_db
NEWS = ROOT.parent / "shared" / "data" / "news_2026" / "items.jsonl"


@pytest.fixture
def item():
    return builders.monitor.item()


@pytest.fixture
def newer(tmp_path):
    """The shipped lexicons with one rule that has a version 2 and then a version 3."""

    def load(version):
        folder = tmp_path / str(version)
        folder.mkdir()
        text = RULE.replace("phien_ban: 2", f"phien_ban: {version}").replace(
            "tu_dien: lo_lang", "cum_tu: [bắt nạt]"
        )
        (folder / "a.yaml").write_text(text)
        return RuleSet.load(folder)

    return load


def test_a_finding_keeps_what_the_rule_saw(item):
    (finding,) = scan(items=[item], now=NOON)

    assert (finding.rule, finding.rule_version, finding.harm) == ("BAT_NAT_HOC_SINH", 2, "T07")
    assert (finding.severity, finding.state, finding.found_at) == ("S3", "open", NOON)
    assert "“bắt nạt”" in finding.explanation
    assert finding.ruleset == rulesets.current().digest
    assert [HARMFUL[s:e] for s, e, _ in finding.spans] == [
        "Bạn cùng lớp",
        "lập nhóm nói xấu",
        "bắt nạt",
    ]


def test_passages_of_the_title_are_kept_apart():
    item = builders.monitor.item("Bạn cùng lớp đăng.", title="Bị bắt nạt")

    (finding,) = scan(items=[item], now=NOON)

    assert finding.title_spans == [[3, 10, "bắt nạt, xúc phạm"]]
    assert finding.spans == [[0, 12, "trong lớp học"]]


def test_reading_again_writes_nothing_more(item):
    scan(items=[item], now=NOON)

    assert scan(items=[item], now=NOON + timedelta(days=1)) == []
    assert Finding.objects.count() == 1


def test_a_new_version_of_a_rule_is_a_new_finding(item, newer):
    first = scan(items=[item], now=NOON, ruleset=newer(2))
    second = scan(items=[item], now=NOON, ruleset=newer(3))

    assert [f.rule_version for f in first + second] == [2, 3]


def test_only_what_the_rules_in_use_have_not_read_is_read(item):
    assert scan_new(now=NOON) == 1
    assert scan_new(now=NOON) == 0
    builders.monitor.item("Tin khác.")
    assert scan_new(now=NOON) == 1


def test_changed_rules_read_everything_again(item, monkeypatch, newer):
    scan_new(now=NOON)
    changed = newer(3)
    monkeypatch.setattr(rulesets, "current", lambda: changed)

    assert scan_new(now=NOON) == 1
    assert set(Finding.objects.values_list("rule", flat=True)) == {"BAT_NAT_HOC_SINH", "THU_NGHIEM"}


def test_many_items_are_read_in_batches(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(scans, "BATCH", 2)
    source = builders.monitor.source()
    items = [builders.monitor.item(f"Tin số {n}.", source=source) for n in range(5)]

    # Three batches, each: savepoint, lock, known findings, mark as read, release.
    with django_assert_num_queries(15):
        scan(items=items, now=NOON)

    assert not Item.objects.filter(scanned_with="").exists()


def test_the_queries_of_a_batch_do_not_grow_with_its_items(django_assert_num_queries):
    source = builders.monitor.source()
    items = [builders.monitor.item(f"Tin số {n}.", source=source) for n in range(8)]

    with django_assert_num_queries(5):
        scan(items=items, now=NOON)


def test_every_finding_leaves_its_trace(item):
    (finding,) = scan(items=[item], now=NOON)

    entry = JournalEntry.objects.get(action="monitor.found")
    assert (entry.subject_id, entry.role) == (str(finding.pk), "system:scan")
    assert entry.facts["rule"] == "BAT_NAT_HOC_SINH"


def test_the_rules_are_compiled_once_for_the_same_content():
    assert rulesets.current() is rulesets.current()


@pytest.mark.skipif(not NEWS.exists(), reason="shared news items are not here")
def test_real_news_is_imported_and_read_once():
    source = builders.monitor.source()

    first = import_file(source=source, file=NEWS, by=SETUP, now=NOON)
    again = import_file(source=source, file=NEWS, by=SETUP, now=NOON)
    scan_new(now=NOON)

    assert first.new + first.known == again.known == len(NEWS.read_text().splitlines())
    assert first.new >= 2300 and not first.refused
    assert 5 <= Finding.objects.count() <= 60
