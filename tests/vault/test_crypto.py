"""The format on disk stays readable."""

import pytest

from lachan.vault import crypto
from lachan.vault.errors import Tampered

KEY = bytes(range(32))
PLACE = b"tips_tip|narrative|1|1"
KNOWN = bytes.fromhex("01000102030405060708090a0b026ff670245e4150fbd12440c772472a1550922107d56a")


def test_a_ciphertext_written_by_an_earlier_version_opens():
    """If this fails, nothing sealed before could be read: do not adjust the value."""
    assert crypto.unlock(KEY, KNOWN, place=b"t|c|r|1").decode() == "Em kể"


def test_an_unknown_format_is_refused():
    with pytest.raises(Tampered):
        crypto.unlock(KEY, b"\x02" + KNOWN[1:], place=b"t|c|r|1")


def test_another_key_does_not_open():
    sealed = crypto.lock(KEY, b"x", place=PLACE)

    with pytest.raises(Tampered):
        crypto.unlock(bytes(32), sealed, place=PLACE)


def test_a_nonce_is_never_used_twice():
    nonces = {crypto.lock(KEY, b"", place=PLACE)[1:13] for _ in range(2000)}

    assert len(nonces) == 2000


def test_new_keys_are_long_and_different():
    keys = {crypto.new_key() for _ in range(100)}

    assert len(keys) == 100
    assert {len(key) for key in keys} == {32}
