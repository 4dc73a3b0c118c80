"""Texts alike are found whatever the size of the batches, and only those."""

import random

import numpy as np
import pytest

from lachan.detect.campaigns import near, plain
from lachan.detect.campaigns.near import ALIKE_FROM, BANDS, FEWEST, NearTexts
from lachan.detect.campaigns.shingles import shingles, signatures
from lachan.detect.views import fold_batch


def variants(seed, count=60):
    """Texts of a few families, words of each changed by chance."""
    chance = random.Random(seed)
    families = [[f"t{n}x{w}" for w in range(chance.randint(4, 14))] for n in range(8)]
    for _ in range(count):
        words = list(chance.choice(families))
        for _ in range(chance.randint(0, 3)):
            words[chance.randrange(len(words))] = f"v{chance.randint(0, 5)}"
        yield " ".join(words)


def found(texts, size):
    made = NearTexts()
    for first in range(0, len(texts), size):
        made.add(shingles(fold_batch(texts[first : first + size])))
    roots = made.roots().tolist()
    return {frozenset(n for n, of in enumerate(roots) if of == root) for root in roots}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("size", [1, 7, 100])
def test_joined_texts_are_those_of_looking_at_every_pair(seed, size):
    texts = list(dict.fromkeys(variants(seed)))
    sets = shingles(fold_batch(texts))
    hashes = [part.tolist() for part in np.split(sets.hashes, sets.bounds[1:-1])]
    keys = [plain.band_keys(row.tolist(), BANDS) for row in signatures(sets)]

    assert found(texts, size) == plain.alike(hashes, keys, FEWEST, ALIKE_FROM)


def test_an_edge_says_how_alike_two_texts_are():
    made = NearTexts()
    words = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]
    pairs = made.add(shingles(fold_batch([" ".join(words), " ".join([*words, "hết"])])))

    assert [(pair.left, pair.right, round(pair.score, 3)) for pair in pairs] == [(0, 1, 0.889)]


def test_short_texts_are_like_nothing():
    made = NearTexts()

    assert made.add(shingles(fold_batch(["chúc mừng sinh nhật bạn"] * 2))) == []
    assert made.is_long_enough().tolist() == [False, False]


def test_edges_are_given_in_full_when_there_are_many(monkeypatch):
    """Each text of the second batch joins its neighbours, which were apart: more than fit."""
    words = [f"w{number}" for number in range(1000)]
    windows = [" ".join(words[first : first + 32]) for first in range(0, 900, 6)]

    def edges():
        made = NearTexts()
        made.add(shingles(fold_batch(windows[::2])))
        return made.add(shingles(fold_batch(windows[1::2])))

    whole = edges()
    monkeypatch.setattr(near, "_ROOM", 3)
    assert edges() == whole and len(whole) > 100


def test_nothing_is_added_by_nothing():
    made = NearTexts()

    assert made.add(shingles(fold_batch([]))) == [] and len(made) == 0
