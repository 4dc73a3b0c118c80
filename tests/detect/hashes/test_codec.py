"""The ways of giving a hash say the same, and what is no hash is refused."""

import numpy as np
import pytest

from lachan.detect.hashes.codec import as_hex, as_ids, as_words

from .conftest import one_hash

HEX = one_hash(1)
RAW = bytes.fromhex(HEX)
FORMS = [
    HEX,
    HEX.upper(),
    RAW,
    [HEX],
    [RAW],
    np.frombuffer(RAW, np.uint8),
    np.frombuffer(RAW, np.uint8)[None],
    np.frombuffer(RAW, "<u8")[None],
    np.array([HEX]),
]


@pytest.mark.parametrize("given", FORMS, ids=range(len(FORMS)))
def test_every_form_of_a_hash_is_the_same_hash(given):
    assert as_hex(as_words(given)) == [HEX]


@pytest.mark.parametrize("bad", ["", "f" * 63, "g" * 64, "f" * 63 + " ", b"short", 5, None])
def test_what_is_no_hash_is_refused_with_its_number(bad):
    with pytest.raises(ValueError, match="Hash number 1"):
        as_words([HEX, bad])


@pytest.mark.parametrize("shape", [(2, 31), (2, 32, 1), (0,)])
def test_an_array_of_another_shape_is_refused(shape):
    with pytest.raises(ValueError, match="holds no hashes"):
        as_words(np.zeros(shape, np.uint8))


def test_no_hashes_are_an_empty_batch():
    assert as_words([]).shape == (0, 4)


def test_ids_are_numbers_or_text():
    assert as_ids([3, np.int64(4)]).tolist() == [3, 4]
    assert as_ids(["a", ""]) == ["a", ""]
    assert as_ids(np.array([5], np.uint8)).tolist() == [5]


@pytest.mark.parametrize("bad", [[1, "a"], [True], [None], "abc", [1.5]])
def test_a_mixture_of_ids_is_refused(bad):
    with pytest.raises(TypeError):
        as_ids(bad)


@pytest.mark.parametrize("bad", [[2**63], np.array([2**63], np.uint64)])
def test_a_number_of_64_bits_is_refused(bad):
    with pytest.raises(OverflowError):
        as_ids(bad)
