"""Conditions hold together, count, and stay within a stretch of text."""

from lachan.detect.conditions import AtLeast, Evidence, Leaf, best_window, leaves

PLACES = {
    "a": [Evidence(0, 3, "a", "x"), Evidence(500, 503, "a", "y")],
    "b": [Evidence(510, 515, "b", "z")],
    "none": [],
}
BOTH = AtLeast(2, (Leaf("a"), Leaf("b")))


def look(key):
    return PLACES[key]


def test_all_and_any_are_the_ends_of_counting():
    parts = (Leaf("a"), Leaf("b"), Leaf("none"))

    assert AtLeast(3, parts).met(look) is None
    assert len(AtLeast(2, parts).met(look)) == 3
    assert len(AtLeast(1, parts).met(look)) == 3


def test_a_window_takes_the_stretch_where_the_evidence_stands_together():
    assert [e.start for e in best_window(BOTH, look, 100)] == [500, 510]


def test_evidence_too_far_apart_is_no_evidence():
    assert best_window(BOTH, look, 10) is None


def test_without_a_limit_the_whole_page_counts():
    assert [e.start for e in best_window(BOTH, look, None)] == [0, 500, 510]


def test_the_leaves_of_a_tree_are_all_listed():
    assert [leaf.key for leaf in leaves(AtLeast(1, (BOTH, Leaf("none"))))] == ["a", "b", "none"]


def test_what_can_no_longer_decide_is_not_looked_for():
    asked = []
    condition = AtLeast(2, (Leaf("none"), Leaf("a"), Leaf("b")))

    def noting(key):
        asked.append(key)
        return look(key)

    assert best_window(AtLeast(3, condition.parts), noting, 100) is None
    assert asked == ["none"]
    assert best_window(condition, noting, 100) is not None
