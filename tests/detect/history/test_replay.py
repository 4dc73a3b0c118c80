"""An old rule set over the old texts says the same, to the byte."""

import json

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lachan.detect.engine import RuleSet, Verdict
from lachan.detect.history import replay as module
from lachan.detect.history.canonical import findings_bytes, joined, verdict_bytes
from lachan.detect.history.refusals import AlteredArchive
from lachan.detect.history.replay import replay
from tests.detect.history.conftest import AT, Past, batch

TEXT = "Cả nhóm bắt nạt bạn nhỏ 9 tuổi."


def test_verdicts_are_the_same_bytes_again(past):
    past.add(("a", TEXT, "2026-08-01", "bao_chi", "Tiêu đề"), ("b", "đẹp \u200b😀", "2026-08-02"))
    first = replay(past.home, past.digest)

    assert (first.texts, first.same, first.other) == (2, 2, ())
    assert replay(past.home, past.digest) == first


def test_they_are_the_bytes_that_were_said_on_the_day(past):
    (verdict,) = past.ruleset.scan(batch(("a", TEXT)))
    said = json.loads(verdict_bytes(verdict))

    assert joined("a", findings_bytes(verdict.findings), {}) == verdict_bytes(verdict)
    assert said["findings"][0]["spans"][0] == [8, 15, "lời lo lắng"]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=4))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_the_texts_hold(tmp_path_factory, rules, texts):
    past = Past(tmp_path_factory.mktemp("home"), rules)
    past.add(*((str(n), f"{text} bắt nạt bạn {text}") for n, text in enumerate(texts)))
    told = replay(past.home, past.digest)

    assert told.same == told.texts == len(texts)


def test_an_old_version_replays_after_the_rules_moved_on(past, changed):
    past.add(("a", TEXT))
    Past(past.home, changed(("[bạn, lớp em]", "[học trò]"))).add(("b", TEXT))

    assert replay(past.home, past.digest).same == 1


def test_a_verdict_that_was_tampered_with_is_named(past):
    past.add(("a", TEXT), ("b", "bạn ơi"))
    (path,) = (past.home / "verdicts").rglob("*.parquet")
    table = pa.parquet.read_table(path)
    said = table["findings"].to_pylist()
    bodies = [body and body.replace(b"THU_NGHIEM", b"THU_KHAC") for body in said]
    table = table.set_column(2, table.schema.field("findings"), pa.array(bodies, pa.binary()))
    pa.parquet.write_table(table, path)

    assert replay(past.home, past.digest).other == ("a",)


def test_an_altered_archive_does_not_replay(past):
    past.add(("a", TEXT))
    path = past.home / "rulesets" / past.digest / "rules" / "a.yaml"
    path.write_text(path.read_text() + "# x\n")

    with pytest.raises(AlteredArchive):
        replay(past.home, past.digest)


def test_progress_ends_at_all_texts(past):
    told = []
    past.add(("a", TEXT), ("b", TEXT))
    replay(past.home, past.digest, lambda *done: told.append(done))

    assert told[-1] == (2, 2)


class Scored(RuleSet):
    """Gives scores of two labels beside what the rules find."""

    scored = np.float32([0.1, 2 / 3])

    def scan(self, rows):
        values = tuple(self.scored.tolist())
        return [Verdict(v.id, v.findings, ("x", "y"), values) for v in super().scan(rows)]


@pytest.fixture
def scored(past, monkeypatch):
    past.ruleset.__class__ = Scored
    monkeypatch.setattr(module, "load_archived", lambda home, digest: past.ruleset)
    return past.add(("a", TEXT)).add(("b", "bạn ơi"))


def test_scores_of_labels_are_kept(scored):
    assert replay(scored.home, scored.digest).same == 2


def test_scores_of_labels_are_compared(scored, monkeypatch):
    monkeypatch.setattr(Scored, "scored", Scored.scored / 2)

    assert replay(scored.home, scored.digest).other == ("a", "b")


def test_a_text_that_another_rule_set_judged_is_not_its_own(past, changed):
    other = Past(past.home, changed(("[bạn, lớp em]", "[học trò]")))
    past.add(("a", TEXT), at=AT)
    other.add(("b", TEXT), at=AT)

    assert replay(past.home, past.digest).texts == 1
