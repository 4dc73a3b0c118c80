"""Small rule sets, and histories that they judged."""

import shutil
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from lachan.detect.history.archive import archive, load_archived
from lachan.detect.history.store import History
from tests.detect.conftest import LEXICON, RULE

AT = datetime(2026, 9, 1, 5, tzinfo=UTC)
SECOND = RULE.replace("THU_NGHIEM", "THU_HAI").replace(
    "co_cum_tu: {tu_dien: lo_lang}", "co_cum_tu: {cum_tu: [mất ngủ], ten: lời kể}"
)


def write_content(folder, *replaced, lexicon=LEXICON, more=()):
    """A folder of content with two rules; words of the first are replaced. Gives its rules."""
    text = RULE
    for before, after in replaced:
        assert before in text
        text = text.replace(before, after)
    shutil.rmtree(folder, ignore_errors=True)
    files = {"rules/a.yaml": text, "rules/b.yaml": SECOND, "lexicons/l.yaml": lexicon, **dict(more)}
    for name, body in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if body:
            (folder / name).write_text(body, encoding="utf-8")
    return folder / "rules"


def batch(*rows):
    """Rows of (id, text) or (id, text, published_at) or (…, source_kind) or (…, title)."""
    names = ("id", "text", "published_at", "source_kind", "title")
    filled = [(*row, *[""] * (len(names) - len(row))) for row in rows]
    return pa.RecordBatch.from_pydict(
        {name: [row[n] for row in filled] for n, name in enumerate(names)},
        pa.schema({name: pa.string() for name in names}),
    )


class Past:
    """A history with the rule set that judges what is put into it."""

    def __init__(self, home, rules):
        self.home, self.rules = home, rules
        self.digest = archive(rules, home)
        self.ruleset = load_archived(home, self.digest)
        self.history = History(home)

    def add(self, *rows, at=AT):
        texts = batch(*rows)
        self.history.append(texts, self.ruleset.scan(texts), self.digest, at)
        return self

    def found(self):
        """Files with their rows: ids of texts, and rules by key."""
        paths = sorted((self.home / "texts").rglob("*.parquet"))
        return {
            path.relative_to(self.home / "texts").as_posix(): sorted(
                pa.parquet.read_table(path, columns=["id"]).column("id").to_pylist()
            )
            for path in paths
        }


@pytest.fixture
def rules(tmp_path):
    return write_content(tmp_path / "old")


@pytest.fixture
def past(tmp_path, rules):
    return Past(tmp_path / "home", rules)


@pytest.fixture
def changed(tmp_path):
    """A folder of rules in which words of the first rule are other ones."""

    def make(*replaced, **given):
        return write_content(tmp_path / "new", *replaced, **given)

    return make
