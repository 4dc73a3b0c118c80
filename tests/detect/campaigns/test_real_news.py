"""On a week of real news: the same story in several papers, and nothing else."""

import json

import pyarrow as pa
import pytest

from lachan.detect.campaigns.clusters import Clusters
from lachan.detect.campaigns.links import Kind
from tests.detect.conftest import ROOT

NEWS = ROOT.parent / "shared" / "data" / "news_2026" / "items.jsonl"
pytestmark = pytest.mark.skipif(not NEWS.exists(), reason="shared news items are not here")


def test_stories_that_papers_share_are_found_and_no_others():
    rows = [json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines()]
    clusters = Clusters()
    for first in range(0, len(rows), 500):
        part = rows[first : first + 500]
        columns = {name: [row[name] for row in part] for name in ("id", "text", "url")}
        clusters.add(pa.RecordBatch.from_pydict(columns))
    groups = clusters.groups()

    assert 15 <= len(groups) <= 60 and max(len(group.members) for group in groups) <= 5
    assert {reason.kind for group in groups for reason in group.reasons} <= {Kind.TEXT, Kind.PAGE}
    assert clusters.floods() == []
