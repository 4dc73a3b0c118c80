"""Invented posts, as Arrow batches."""

import pyarrow as pa
import pytest

from lachan.detect.campaigns.clusters import Clusters

OFFER = "Các bạn ơi vào nhóm này nhận quà miễn phí ngay hôm nay nhé ai cũng có phần"


def batch(*posts, **columns):
    """A batch of texts or (id, text); further columns by name."""
    rows = [
        post if isinstance(post, tuple) else (f"p{number}", post)
        for number, post in enumerate(posts)
    ]
    named = {"id": [row[0] for row in rows], "text": [row[1] for row in rows], **columns}
    return pa.RecordBatch.from_pydict(named)


@pytest.fixture
def clusters():
    return Clusters()


def sets(clusters):
    return {frozenset(group.members) for group in clusters.groups()}
