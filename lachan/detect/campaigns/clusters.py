"""Posts joined by what they have in common: edges as they come, groups with their reasons."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from lachan.detect.campaigns.links import Kind, Link, links_of, of_address, rows_with_links
from lachan.detect.campaigns.near import NearTexts
from lachan.detect.campaigns.reasons import Edge as Edge
from lachan.detect.campaigns.reasons import Flood as Flood
from lachan.detect.campaigns.reasons import Group as Group
from lachan.detect.campaigns.reasons import Reason as Reason
from lachan.detect.campaigns.shingles import Shingles, shingles
from lachan.detect.views import fold_batch

if TYPE_CHECKING:
    import pyarrow as pa

MOST_TEXTS: Final = 50
"""Different texts in which a link may stand; in more it is a hotline or a portal, not a trace."""


class Clusters:
    """Posts so far. The order in which they come changes no group."""

    def __init__(self, *, most_texts: int = MOST_TEXTS) -> None:
        self._most_texts = most_texts
        self._ids: list[str] = []
        self._known: set[str] = set()
        self._near = NearTexts()
        # The text of each post; the first post of each text; the text that a print stands for.
        self._text_of: list[int] = []
        self._first: list[int] = []
        self._by_print: dict[int, int] = {}
        self._posts_by: dict[Link, list[int]] = defaultdict(list)
        self._floods: set[Link] = set()

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, batch: "pa.RecordBatch") -> list[Edge]:
        """Adds posts: columns id, text and, if there are, url (of the post) and account (author).

        Gives the edges to posts that were there before, as far as is known by now: a link that
        turns out to be a flood joins nothing in `groups`. A post whose id is known is left out.
        """
        fresh = self._fresh(batch.column("id").to_pylist())
        if not fresh:
            return []
        batch = batch.take(fresh)
        begin = len(self._ids)
        self._ids += map(str, batch.column("id").to_pylist())
        views = fold_batch(batch.column("text"))
        found = _given(batch)
        for row in rows_with_links(views).tolist():
            found[row] += links_of(views.row(row))
        edges = list(self._alike(shingles(views), begin))
        for row, links in enumerate(found):
            edges += self._linked(begin + row, links)
        return edges

    def groups(self) -> list[Group]:
        """Every campaign of two posts or more, in the order of their first posts."""
        reasons = list(self._reasons())
        joined = _joined(len(self._ids), [posts for _, posts in reasons])
        members: dict[int, list[str]] = defaultdict(list)
        for post, first in enumerate(joined):
            members[first].append(self._ids[post])
        told: dict[int, list[Reason]] = defaultdict(list)
        for link, posts in reasons:
            ids = tuple(self._ids[post] for post in posts)
            told[joined[posts[0]]].append(Reason(link.kind, link.value, ids))
        return [
            Group(_name(ids[0]), tuple(ids), tuple(told[first]))
            for first, ids in members.items()
            if len(ids) > 1
        ]

    def floods(self) -> list[Flood]:
        """Links that stand in too many different texts, the widest first."""
        kinds = self._kinds_of_text()
        found = [
            Flood(link, spread, tuple(self._ids[post] for post in posts))
            for link, posts in self._posts_by.items()
            if (spread := _spread(posts, kinds)) > self._most_texts
        ]
        return sorted(found, key=lambda flood: (-flood.texts, flood.link))

    def _fresh(self, ids: Sequence[object]) -> list[int]:
        """The rows whose ids are new, each id once."""
        rows = []
        for row, given in enumerate(map(str, ids)):
            if given not in self._known:
                self._known.add(given)
                rows.append(row)
        return rows

    def _alike(self, sets: Shingles, begin: int) -> Iterator[Edge]:
        """Enters the texts of new posts; edges to copies and to texts alike."""
        import numpy as np

        new_rows, copies = [], []
        for row, words in enumerate(sets.prints.tolist()):
            text = self._by_print.get(words) if words else None
            if text is None:
                text = self._by_print[words] = len(self._first)
                self._first.append(begin + row)
                new_rows.append(row)
            else:
                copies.append(begin + row)
            self._text_of.append(text)
        for pair in self._near.add(sets.of(np.array(new_rows, np.int64))):
            left, right = self._first[pair.left], self._first[pair.right]
            yield self._edge(left, right, Link(Kind.TEXT, ""), pair.score)
        long_enough = self._near.is_long_enough()
        for post in copies:
            if long_enough[self._text_of[post]]:
                first = self._first[self._text_of[post]]
                yield self._edge(first, post, Link(Kind.TEXT, ""), 1.0)

    def _linked(self, post: int, links: Sequence[Link]) -> Iterator[Edge]:
        for link in dict.fromkeys(links):
            posts = self._posts_by[link]
            if posts and not self._is_flood(link, posts):
                yield self._edge(posts[0], post, link, 1.0)
            posts.append(post)

    def _is_flood(self, link: Link, posts: Sequence[int]) -> bool:
        """Near enough for an edge: looked at when the posts have doubled, by texts as they are."""
        size = len(posts)
        has_doubled = size > self._most_texts and not size & (size - 1)
        if has_doubled and _spread(posts, self._text_of) > self._most_texts:
            self._floods.add(link)
        return link in self._floods

    def _reasons(self) -> Iterator[tuple[Link, list[int]]]:
        """What posts have in common, with those that have it; floods left out."""
        kinds = self._kinds_of_text()
        long_enough = self._near.is_long_enough().tolist()
        alike: dict[int, list[int]] = defaultdict(list)
        for post, text in enumerate(self._text_of):
            if long_enough[text]:
                alike[kinds[post]].append(post)
        for posts in alike.values():
            if len(posts) > 1:
                yield Link(Kind.TEXT, ""), posts
        for link, posts in self._posts_by.items():
            if len(posts) > 1 and _spread(posts, kinds) <= self._most_texts:
                yield link, posts

    def _kinds_of_text(self) -> list[int]:
        """For each post a number that texts alike have in common."""
        roots = self._near.roots().tolist()
        return [roots[text] for text in self._text_of]

    def _edge(self, left: int, right: int, link: Link, score: float) -> Edge:
        return Edge(self._ids[left], self._ids[right], link.kind, link.value, score)


def _given(batch: "pa.RecordBatch") -> list[list[Link]]:
    """For each row the links that its columns say."""
    found: list[list[Link]] = [[] for _ in range(batch.num_rows)]
    if "url" in batch.schema.names:
        for row, url in enumerate(batch.column("url").to_pylist()):
            found[row] += of_address(url or "", page_only=True)
    if "account" in batch.schema.names:
        for row, account in enumerate(batch.column("account").to_pylist()):
            if account:
                found[row].append(Link(Kind.ACCOUNT, account.strip().lower()))
    return found


def _spread(posts: Sequence[int], kinds: Sequence[int]) -> int:
    """In how many different texts these posts are."""
    return len({kinds[post] for post in posts})


def _joined(count: int, sets: Sequence[Sequence[int]]) -> list[int]:
    """For each post the first of those it is connected with."""
    import numpy as np

    from lachan.detect.campaigns.sets_kernel import join_pairs, roots

    left = np.repeat([posts[0] for posts in sets], [len(posts) for posts in sets])
    right = np.array([post for posts in sets for post in posts], np.int64)
    parent, out = np.arange(count), np.empty(count, np.int64)
    join_pairs(parent, left.astype(np.int64), right)
    roots(parent, out)
    return out.tolist()


def _name(first: str) -> str:
    return hashlib.sha256(first.encode()).hexdigest()[:16]
