"""HashIndex: what is added is found at once, what is disabled is gone at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from lachan.detect import HashIndex
from lachan.detect.hashes import merging
from lachan.detect.hashes.codec import as_hex, as_words

from .conftest import away, bits_changed, one_hash, some

A, B = one_hash(1), one_hash(2)


@pytest.fixture
def index():
    """Small enough that a few hashes become segments."""
    return HashIndex(delta_rows=4)


def test_the_nearest_comes_first(index):
    index.add(["far", "near", "other"], [bits_changed(A, 20), bits_changed(A, 3), B])

    [(ids, distances)] = index.query(A, 31)

    assert ids == ["near", "far"]
    assert distances == [3, 20]


@pytest.mark.parametrize(("radius", "found"), [(19, []), (20, ["x"])])
def test_the_radius_is_included(index, radius, found):
    index.add(["x"], [bits_changed(A, 20)])

    assert index.query(A, radius)[0].ids == found


def test_each_query_has_its_answer(index):
    index.add([1, 2], [A, B])

    assert [one.ids for one in index.query([B, one_hash(3), A])] == [[2], [], [1]]


def test_no_queries_have_no_answers(index):
    assert index.query([]) == []


def test_hundreds_before_the_first_segment_are_found(chance):
    index, words = HashIndex(), some(chance, 500)
    for at in range(0, 500, 100):
        index.add(np.arange(at, at + 100), words[at : at + 100])
        index.disable([at])

    assert [len(one.ids) for one in index.query(words, 0)] == ([0] + [1] * 99) * 5


def test_adding_nothing_is_no_error(index):
    index.add([], [])

    assert len(index) == 0


def test_an_id_with_several_hashes_is_named_once_at_its_nearest(index):
    index.add(["film"] * 6, [bits_changed(A, bits) for bits in (9, 5, 7, 8, 6, 30)])

    assert index.query(A)[0] == (["film"], [5])


def test_beyond_31_bits_it_is_as_exact(index):
    index.add(range(6), [bits_changed(A, bits) for bits in range(30, 36)])

    assert index.query(A, 34)[0].distances == [30, 31, 32, 33, 34]


def test_all_hashes_of_a_disabled_id_are_gone(index):
    index.add(["x"] * 6 + ["y"], [A] * 6 + [bits_changed(A, 1)])

    assert index.disable(["x"]) == 6
    assert index.query(A)[0].ids == ["y"]
    assert len(index) == 1


def test_disabling_what_is_not_there_is_no_error(index):
    assert index.disable(["nobody"]) == 0


def test_a_disabled_id_may_come_back(index):
    index.add(["x"] * 5, [A] * 5)
    index.disable(["x"])

    index.add(["x"], [B])

    assert index.query([A, B]) == [([], []), (["x"], [0])]


def test_disabling_twice_counts_once(index):
    index.add([7] * 5, [A] * 5)

    assert (index.disable([7, 7]), index.disable([7])) == (5, 0)


def test_ids_of_another_kind_are_refused(index):
    index.add(["x"], [A])

    for act in (lambda: index.add([1], [B]), lambda: index.disable([1])):
        with pytest.raises(TypeError):
            act()


def test_unequal_numbers_are_refused(index):
    with pytest.raises(ValueError, match="2 ids for 1 hashes"):
        index.add(["x", "y"], [A])


@pytest.mark.parametrize("radius", [-1, 257])
def test_an_impossible_radius_is_refused(index, radius):
    with pytest.raises(ValueError, match="0 to 256"):
        index.query(A, radius)


def test_text_of_any_script_is_an_id(index):
    ids = ["ảnh số 1", "", "\ud800", "写真", "a/b"]
    index.add(ids, [A] * 5)

    assert sorted(index.query(A)[0].ids) == sorted(ids)
    assert index.disable(ids) == 5


def test_two_threads_answer_as_one(index, chance):
    words = some(chance, 300)
    index.add(np.arange(300), words)
    queries = away(chance, words, 10)

    assert index.query(queries, 31, threads=2) == index.query(queries, 31)


def test_merging_leaves_out_the_disabled_and_changes_no_answer(index, chance, monkeypatch):
    monkeypatch.setattr(merging, "AT_ONCE_ROWS", 0)
    words = some(chance, 40)
    for at in range(0, 40, 5):
        index.add(np.arange(at, at + 5), words[at : at + 5])
    index.disable(range(0, 40, 3))
    before = index.query(words)

    assert index.merge()

    assert index.query(words) == before
    assert sum(one.count for one in index._parts.segments) < 40


def test_what_is_disabled_during_a_merge_stays_so(index, chance, monkeypatch):
    monkeypatch.setattr(merging, "AT_ONCE_ROWS", 0)
    words = some(chance, 40)
    for at in range(0, 40, 5):
        index.add(np.arange(at, at + 5), words[at : at + 5])
    made = index._home.make
    monkeypatch.setattr(index._home, "make", lambda build: (made(build), index.disable([3, 20]))[0])

    index.merge()

    assert [number for number, one in enumerate(index.query(words, 0)) if not one.ids] == [3, 20]


def test_a_segment_of_only_disabled_ones_disappears(index):
    index.add(range(5), [A] * 5)
    index.disable(range(5))

    assert index.merge()
    assert index._parts.segments == ()


def test_nothing_due_is_not_merged(index):
    assert not index.merge()


def test_what_was_added_is_found_by_other_threads_while_all_goes_on(chance):
    index, words = HashIndex(delta_rows=16), some(chance, 1200)
    done, added = Event(), [0]

    def ask():
        times = 0
        while not done.is_set() or not times:
            upto = added[0]
            assert all(one.ids for one in index.query(words[:upto], 0))
            times += 1
        return times

    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(ask) for _ in range(2)]
        for at in range(0, 1200, 5):
            index.add(np.arange(at, at + 5), words[at : at + 5])
            added[0] = at + 5
        done.set()
        assert all(one.result() for one in asked)


class Life(RuleBasedStateMachine):
    """Any order of adding, disabling and merging answers as a plain dictionary would."""

    def __init__(self):
        super().__init__()
        self.index = HashIndex(delta_rows=3)
        self.known = []
        self.pool = as_hex(some(np.random.default_rng(5), 4))

    @rule(ids=st.lists(st.integers(0, 9), min_size=1, max_size=6), data=st.data())
    def add(self, ids, data):
        hashes = [
            bits_changed(self.pool[data.draw(st.integers(0, 3))], data.draw(st.integers(0, 40)))
            for _ in ids
        ]
        self.index.add(ids, hashes)
        self.known += zip(ids, hashes, strict=True)

    @rule(ids=st.lists(st.integers(0, 9), max_size=3))
    def disable(self, ids):
        assert self.index.disable(ids) == sum(one in ids for one, _ in self.known)
        self.known = [pair for pair in self.known if pair[0] not in ids]

    @rule()
    def merge(self):
        self.index.merge()

    @invariant()
    def answers_as_a_dictionary(self):
        words = as_words([hash_ for _, hash_ in self.known])
        for answer, query in zip(self.index.query(self.pool, 25), self.pool, strict=True):
            apart = np.bitwise_count(words ^ as_words(query)).sum(axis=1).tolist()
            nearest = {}
            for (one, _), distance in zip(self.known, apart, strict=True):
                if distance <= 25:
                    nearest[one] = min(distance, nearest.get(one, 256))
            assert dict(zip(*answer, strict=True)) == nearest
        assert len(self.index) == len(self.known)


Life.TestCase.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
TestLife = Life.TestCase
