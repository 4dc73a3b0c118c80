"""Hashes to search among: at random, and alike as those of real pictures are."""

import numpy as np
import pytest

from lachan.detect.hashes.codec import as_hex, as_words
from tests.detect.conftest import ROOT

SHARED = ROOT.parent / "shared" / "data"
PICTURES = SHARED / "pdq_images"


@pytest.fixture(scope="session")
def pictures():
    if not PICTURES.is_dir():
        pytest.skip("shared/data/pdq_images is not here")
    return PICTURES


@pytest.fixture
def chance():
    return np.random.default_rng(20251124)


def some(chance, count):
    """Hashes at random, as words."""
    return chance.integers(0, 2**64, (count, 4), dtype=np.uint64)


def away(chance, words, distance):
    """The same hashes with exactly so many bits changed in each."""
    bits = np.unpackbits(words.view(np.uint8), axis=1)
    for row in bits:
        row[chance.choice(256, distance, replace=False)] ^= 1
    return np.packbits(bits, axis=1).view(np.uint64)


def skewed(chance, count):
    """Hashes of which every other bit is nearly always the same, and whole runs are alike."""
    often = np.where(np.arange(256) % 2, 0.02, 0.5)
    bits = chance.random((count, 256)) < often
    bits[:, :96] &= chance.random((count, 1)) < 0.2
    return np.packbits(bits, axis=1).view(np.uint64)


def one_hash(number):
    """A hash as hexadecimal digits that is far from those of other numbers."""
    return as_hex(some(np.random.default_rng(number), 1))[0]


def bits_changed(hash_, count):
    """The hash with its first bits turned over."""
    flipped = int(hash_, 16) ^ ((1 << count) - 1)
    return f"{flipped:064x}"


def words_of(*hashes):
    return as_words(list(hashes))
