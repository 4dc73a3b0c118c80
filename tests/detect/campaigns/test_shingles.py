"""The compiled loops say what the plain ones say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lachan.detect.campaigns import kernel, near_kernel, plain, sets_kernel
from lachan.detect.campaigns.near import BANDS
from lachan.detect.campaigns.shingles import PERMUTATIONS, shingles, signatures
from lachan.detect.views import fold_batch

TEXTS = st.lists(st.text(st.sampled_from("ab1 đ.\n!"), max_size=30), max_size=5)


@settings(deadline=None)
@given(TEXTS)
def test_shingles_are_those_of_the_plain_way(texts):
    views = fold_batch(texts)
    found = shingles(views)

    for row in range(len(texts)):
        expected, words = plain.shingles(views.row(row).text)
        assert found.hashes[found.bounds[row] : found.bounds[row + 1]].tolist() == expected
        assert int(found.prints[row]) == words


@pytest.mark.parametrize(
    ("one", "two"),
    [("Bạn đi học về nhà", "ban  đi học, VỀ nhà!"), ("hòa bình cho em", "hoà bình cho em")],
)
def test_marks_case_and_punctuation_make_no_difference(one, two):
    found = shingles(fold_batch([one, two]))

    assert found.prints[0] == found.prints[1]


def test_the_order_of_words_does():
    found = shingles(fold_batch(["một hai ba bốn", "bốn ba hai một"]))

    assert found.prints[0] != found.prints[1]
    assert not set(found.hashes[:2].tolist()) & set(found.hashes[2:].tolist())


def test_a_choice_of_texts_has_their_shingles():
    found = shingles(fold_batch(["a b c d", "e", "f g h", "a b c d"]))
    some = found.of(np.array([3, 1, 2]))

    assert np.diff(some.bounds).tolist() == [2, 0, 1]
    assert some.hashes[:2].tolist() == found.hashes[:2].tolist()
    assert some.prints.tolist() == found.prints[[3, 1, 2]].tolist()


def test_signatures_are_near_as_often_as_the_sets_are():
    words = [f"w{number}" for number in range(200)]
    found = shingles(fold_batch([" ".join(words), " ".join(words[:150] + words[:50])]))
    one, two = signatures(found)
    true = near_kernel.jaccard(found.hashes[: found.bounds[1]], found.hashes[found.bounds[1] :])

    assert one.shape == (PERMUTATIONS,) and 0.6 < true < 0.8
    assert abs((one == two).mean() - true) < 0.15


def test_many_texts_have_the_signatures_of_each_alone():
    texts = [f"câu chuyện số {number} của lớp mình hôm nay" for number in range(300)]
    together = signatures(shingles(fold_batch(texts)))

    for number in (0, 127, 128, 299):
        alone = signatures(shingles(fold_batch(texts[number : number + 1])))
        assert (together[number] == alone[0]).all()


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**32 - 1), min_size=PERMUTATIONS, max_size=PERMUTATIONS))
def test_keys_of_bands_are_those_of_the_plain_way(signature):
    out = np.empty(BANDS, np.uint32)
    kernel.band_keys(np.array([signature], np.uint32), BANDS, out)

    assert out.tolist() == plain.band_keys(signature, BANDS)


@settings(deadline=None)
@given(st.sets(st.integers(0, 20)), st.sets(st.integers(0, 20)))
def test_jaccard_is_that_of_the_plain_way(one, two):
    arrays = [np.array(sorted(found), np.uint64) for found in (one, two)]

    assert near_kernel.jaccard(*arrays) == plain.jaccard(sorted(one), sorted(two))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_joined_sets_are_those_of_a_walk(pairs):
    parent, out = np.arange(10), np.empty(10, np.int64)
    left, right = np.array(pairs, np.int64).reshape(-1, 2).T
    sets_kernel.join_pairs(parent, left, right)
    sets_kernel.roots(parent, out)

    for start in range(10):
        reached = {start}
        for _ in pairs:
            reached |= {b for pair in pairs for b in pair if reached & set(pair)}
        assert out[start] == min(reached)
