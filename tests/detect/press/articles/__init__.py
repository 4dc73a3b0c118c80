"""Articles to judge the press rule by: three sets to tune on, and two that are not."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

ARTICLES: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Article:
    """A newspaper article. `leaks`: it lets a reader identify a child victim."""

    id: str
    leaks: bool
    title: str
    text: str


def read(name: str) -> Iterator[Article]:
    """The articles of a set: `development`, `further`, `stranger`, `sealed` or `unseen`."""
    for kind in ("leaks", "near_misses"):
        rows = yaml.safe_load((ARTICLES / f"{name}_{kind}.yaml").read_text(encoding="utf-8"))
        for row in rows:
            yield Article(row["id"], kind == "leaks", row["title"], row["text"])
