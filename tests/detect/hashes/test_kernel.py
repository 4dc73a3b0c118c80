"""The compiled loops against the same said in NumPy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lachan.detect.hashes import kernel, plain, segment, slots
from lachan.detect.hashes.column import frozen

from .conftest import away, skewed, some


def built(words, count):
    """A segment of so many slots, whatever its size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "slots_for", lambda rows: count)
        return segment.build("s", words, np.arange(len(words)))


def told(found):
    return sorted(zip(*np.asarray(found).tolist(), strict=True))


@pytest.fixture(scope="module", params=[11, 12, 16])
def haystack(request):
    chance = np.random.default_rng(7)
    words = np.concatenate([some(chance, 1500), skewed(chance, 1500)])
    return built(words, request.param), frozen(words)


@pytest.mark.parametrize("distance", range(33))
def test_a_search_finds_what_looking_at_every_hash_finds(haystack, distance):
    built_of, words = haystack
    chance = np.random.default_rng(distance)
    queries = frozen(away(chance, words[chance.integers(0, len(words), 20)], distance))

    for radius in {max(distance - 1, 0), distance, 31, 32}:
        found = built_of.search(queries, radius)
        assert told(found) == told(plain.scan(words, queries, radius))


def test_each_row_is_found_once_however_many_slots_lead_to_it(haystack):
    built_of, words = haystack

    queries, rows, _ = built_of.search(frozen(words[:50].copy()), 31)

    assert len(set(zip(queries.tolist(), rows.tolist(), strict=True))) == len(rows)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 31), st.integers(1, 60), st.sampled_from([13, 16]))
def test_any_few_hashes_are_found_at_any_radius(seed, radius, count, slot_count):
    chance = np.random.default_rng(seed)
    words = skewed(chance, count)
    queries = frozen(away(chance, words[:8], int(chance.integers(0, 34))))

    found = built(words, slot_count).search(queries, radius)

    assert told(found) == told(plain.scan(words, queries, radius))


def test_a_crowd_in_one_bucket_is_looked_through_flat(chance):
    crowd = np.repeat(some(chance, 1), 5000, axis=0)
    crowd[:, 3] = some(chance, 5000)[:, 3]
    one = built(crowd, 16)
    queries = frozen(crowd[:3].copy())

    _, given_up = one._by_slots(queries, 31)

    assert given_up.all()
    assert told(one.search(queries, 31)) == told(plain.scan(crowd, queries, 31))


def test_a_mixture_of_crowded_and_other_queries_keeps_their_numbers(chance):
    crowd = np.repeat(some(chance, 1), 4000, axis=0)
    words = np.concatenate([crowd, some(chance, 500)])
    one = built(words, 16)
    queries = frozen(np.concatenate([words[-2:], crowd[:1], words[-5:-3]]))

    assert told(one.search(queries, 31)) == told(plain.scan(words, queries, 31))


def test_more_hits_than_there_was_room_for_are_all_there():
    words = frozen(np.zeros((1000, 4), np.uint64))

    found = kernel.scan(words, 1000, words[:3], 0)

    assert found.shape == (3, 3000)


def test_rows_are_grouped_by_their_key(chance):
    words = some(chance, 400)
    starts, rows = np.empty((1 << 16) + 1, np.uint32), np.empty(400, np.uint32)

    kernel.group(words, 48, 16, starts, rows)

    keys = (words[:, 0] >> np.uint64(48)).astype(int)
    assert keys[rows].tolist() == sorted(keys.tolist())
    assert np.diff(starts).tolist() == np.bincount(keys, minlength=1 << 16).tolist()


def test_fingerprints_tell_texts_apart():
    text = np.frombuffer(b"abcab", np.uint8)

    first, second, empty, again = kernel.fingerprints(text, np.array([0, 2, 3, 3, 5]))

    assert first == again
    assert len({first, second, empty}) == 3
