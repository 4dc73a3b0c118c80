"""Posts that belong together, and why; what is everybody's joins nothing."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lachan.detect.campaigns.clusters import Clusters
from lachan.detect.campaigns.links import Kind
from tests.detect.campaigns.conftest import OFFER, batch, sets


def test_copies_and_texts_alike_are_one_campaign(clusters):
    edges = clusters.add(batch(OFFER, OFFER.upper(), f"{OFFER} nhanh lên", "Hôm nay em đi học"))

    assert {(e.left, e.right, e.kind, round(e.score, 2)) for e in edges} == {
        ("p0", "p2", Kind.TEXT, 0.89), ("p0", "p1", Kind.TEXT, 1.0),
    }  # fmt: skip
    assert sets(clusters) == {frozenset({"p0", "p1", "p2"})}


def test_a_number_in_common_joins_other_texts(clusters):
    clusters.add(batch("gọi 0912 345 678 gặp chị Mẫu", "sđt +84912345678", "gọi 0987 654 321"))

    (group,) = clusters.groups()
    assert group.members == ("p0", "p1")
    assert group.reasons == ((Kind.PHONE, "0912345678", ("p0", "p1")),)


def test_short_texts_are_joined_by_links_only(clusters):
    clusters.add(batch("chúc mừng sinh nhật", "chúc mừng sinh nhật", "zalo 0912345678"))

    assert clusters.groups() == []


def test_author_and_address_of_a_post_are_links(clusters):
    clusters.add(
        batch("a", "b", "c", "d", url=["https://mau.vn/1", None, "mau.vn/1", "mau.vn/2"],
              account=["Ten", "ten", None, None])
    )  # fmt: skip

    assert sets(clusters) == {frozenset({"p0", "p1", "p2"})}


def test_a_link_in_too_many_texts_is_told_and_joins_nothing():
    clusters = Clusters(most_texts=5)
    hotline = [f"tin số {number} không giống ai, gọi 0912345678" for number in range(6)]
    clusters.add(batch(*hotline[:5]))
    assert len(clusters.groups()) == 1

    clusters.add(batch(("late", hotline[5])))
    assert clusters.groups() == []
    (flood,) = clusters.floods()
    assert (flood.link.value, flood.texts, len(flood.members)) == ("0912345678", 6, 6)


def test_many_copies_of_one_text_are_no_flood():
    clusters = Clusters(most_texts=5)
    clusters.add(batch(*[f"{OFFER} gọi 0912345678"] * 50))

    assert clusters.floods() == [] and len(clusters.groups()[0].members) == 50


def test_a_flood_brings_no_edges_any_more():
    clusters = Clusters(most_texts=5)
    edges = clusters.add(batch(*[f"tin {n} gọi 0912345678" for n in range(1000)]))

    assert len(edges) < 20


def test_a_post_that_is_known_is_left_out(clusters):
    clusters.add(batch(("a", OFFER), ("a", OFFER)))

    assert clusters.add(batch(("a", OFFER))) == []
    assert (len(clusters), clusters.groups()) == (1, [])


def test_a_campaign_keeps_its_name_while_it_grows(clusters):
    call = "gọi 0912345678"
    clusters.add(batch(("a", call), ("b", call), ("x", OFFER), ("y", OFFER)))
    older, younger = (group.name for group in clusters.groups())
    clusters.add(batch(("c", f"{OFFER} gọi 0912345678")))
    (group,) = clusters.groups()

    assert (group.name, set(group.members)) == (older, set("abcxy")) and older != younger


POOL = [
    OFFER, f"{OFFER} nhé", f"{OFFER} bạn gì ơi", OFFER.replace("quà", "thưởng"),
    "gọi 0912345678", f"{OFFER} stk 0123456789 mb", "stk 0123456789 vcb", "xem mau.xyz",
    "vào mau.xyz/a", "@nhom_mau_01", "", "!!!", "chào bạn", "tin khác gọi 0912345678",
    "tin nữa gọi 0912345678", "lại gọi 0912345678",
]  # fmt: skip
POSTS = st.lists(st.sampled_from(POOL), max_size=16)


def clustered(posts, size):
    made = Clusters(most_texts=3)
    for first in range(0, len(posts), size):
        made.add(batch(*posts[first : first + size]))
    return made


@settings(max_examples=60, deadline=None)
@given(POSTS, st.integers(1, 16), st.integers(1, 16), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_no_group(texts, one, two, chance):
    posts = [(f"p{number}", text) for number, text in enumerate(texts)]
    mixed = random.Random(chance.random()).sample(posts, len(posts))
    first, second = clustered(posts, one), clustered(mixed, two)

    assert sets(first) == sets(second)
    assert reasons(first) == reasons(second)
    assert widths(first) == widths(second)


def widths(clusters):
    return {(flood.link, flood.texts) for flood in clusters.floods()}


def reasons(clusters):
    return {
        (reason.kind, reason.value, frozenset(reason.members))
        for group in clusters.groups()
        for reason in group.reasons
    }


@settings(max_examples=60, deadline=None)
@given(POSTS)
def test_every_group_is_connected_by_its_reasons(texts):
    for group in clustered([(f"p{n}", text) for n, text in enumerate(texts)], 5).groups():
        reached = {group.members[0]}
        for _ in group.reasons:
            for reason in group.reasons:
                reached |= set(reason.members) if reached & set(reason.members) else set()
        assert reached == set(group.members)


@settings(max_examples=40, deadline=None)
@given(POSTS, st.integers(1, 16))
def test_edges_lead_back_to_posts_of_the_same_group(texts, size):
    posts = [(f"p{number}", text) for number, text in enumerate(texts)]
    made = Clusters(most_texts=10_000)
    edges = [e for n in range(0, len(posts), size) for e in made.add(batch(*posts[n : n + size]))]
    group_of = {member: group.name for group in made.groups() for member in group.members}

    assert all(group_of[edge.left] == group_of[edge.right] for edge in edges)
    joined = {id_ for edge in edges for id_ in (edge.left, edge.right)}
    assert joined == set(group_of)


@pytest.mark.parametrize("value", ["", "  ", "...", "🎉"])
def test_texts_without_words_are_nobodys_copies(clusters, value):
    clusters.add(batch(value, value))

    assert clusters.groups() == []
