"""Banks: each with its limit, the harmless first, floods held back."""

import hashlib

import pytest

from lachan.detect.hashes.banks import Bank, Banks, Kind, Match, key_of
from lachan.detect.hashes.flood import FloodGuard

from .conftest import bits_changed, one_hash

A, B = one_hash(1), one_hash(2)
WIDE = Bank("wide", Kind.PDQ, limit=31)
NARROW = Bank("narrow", Kind.PDQ, limit=8)
HARMLESS = Bank("harmless", Kind.PDQ, limit=5, negative=True)


@pytest.fixture
def banks():
    banks = Banks([WIDE, NARROW, HARMLESS, Bank("files", Kind.SHA256), Bank("pages", Kind.URL)])
    banks.add("wide", {"w": A})
    banks.add("narrow", {"n": A})
    return banks


@pytest.mark.parametrize(
    ("away", "names"), [(8, ["wide", "narrow"]), (9, ["wide"]), (31, ["wide"]), (32, [])]
)
def test_each_bank_has_its_own_limit(banks, away, names):
    [answer] = banks.match(Kind.PDQ, [bits_changed(A, away)])

    assert [match.bank for match in answer.matches] == names


def test_the_nearest_match_comes_first(banks):
    banks.add("wide", {"nearer": bits_changed(A, 4)})

    [answer] = banks.match(Kind.PDQ, [bits_changed(A, 5)])

    assert answer.matches[0] == Match("wide", "nearer", 1)


@pytest.mark.parametrize(("away", "cleared"), [(5, True), (6, False)])
def test_what_a_harmless_entry_is_near_to_is_asked_of_no_other_bank(banks, away, cleared):
    banks.add("harmless", {"meme": A})

    [answer, other] = banks.match(Kind.PDQ, [bits_changed(A, away), bits_changed(A, 20)])

    assert (answer.cleared_by is not None) == (not answer.matches) == cleared
    assert [match.bank for match in other.matches] == ["wide"]


def test_a_disabled_harmless_entry_clears_nothing(banks):
    banks.add("harmless", {"meme": A})
    banks.disable("harmless", ["meme"])

    assert len(banks.match(Kind.PDQ, [A])[0].matches) == 2


def test_files_are_the_same_or_not(banks):
    digest = hashlib.sha256(b"a file").hexdigest()
    banks.add("files", {"f": digest})

    same, other = banks.match(Kind.SHA256, [digest.upper(), bits_changed(digest, 1)])

    assert same.matches == (Match("files", "f", 0),)
    assert not other.matches


def test_md5_is_known_by_its_32_digits():
    banks = Banks([Bank("old", Kind.MD5)])
    digest = "0" * 31 + "1"
    banks.add("old", {1: digest})

    assert banks.match(Kind.MD5, [digest])[0].matches == (Match("old", 1, 0),)


def test_keys_of_md5_fill_every_slot():
    assert key_of(Kind.MD5, "0f" * 16) == bytes([15]) * 32


def test_a_page_is_found_however_its_address_was_typed(banks):
    banks.add("pages", {"p": "https://trang.example/bai-viet?id=7"})

    [answer] = banks.match(Kind.URL, ["HTTP://Trang.Example:80/bai%2Dviet?id=7&fbclid=x#doc"])

    assert answer.matches == (Match("pages", "p", 0),)


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Kind.MD5, A), (Kind.SHA256, "0" * 32), (Kind.PDQ, "x" * 64), (Kind.URL, "ftp://a.example/")],
)
def test_a_value_of_another_kind_is_refused(kind, value):
    with pytest.raises(ValueError, match=r"."):
        key_of(kind, value)


def test_nothing_of_a_batch_with_a_bad_value_is_added(banks):
    with pytest.raises(ValueError, match="64"):
        banks.add("wide", {"good": B, "bad": "x"})

    assert not banks.match(Kind.PDQ, [B])[0].matches


@pytest.mark.parametrize(
    "wrong",
    [{"limit": 32}, {"limit": -1}, {"kind": Kind.URL, "limit": 1}, {"name": "../x"}, {"name": ""}],
)
def test_an_impossible_bank_is_refused(wrong):
    with pytest.raises(ValueError, match=r"bank"):
        Bank(**{"name": "x", "kind": Kind.PDQ, **wrong})


def test_two_banks_of_one_name_are_refused():
    with pytest.raises(ValueError, match="Two banks"):
        Banks([WIDE, Bank("wide", Kind.MD5)])


def test_banks_in_a_folder_are_there_again(tmp_path):
    first = Banks([WIDE], tmp_path)
    first.add("wide", {"w": A})
    first.close()

    again = Banks([WIDE], tmp_path)

    assert again.match(Kind.PDQ, [A])[0].matches[0].id == "w"
    again.close()


def test_a_flood_is_held_back_and_not_lost():
    banks = Banks([WIDE], guard=FloodGuard(floor=3))
    banks.add("wide", {"blank": A, "other": B})
    banks.match(Kind.PDQ, [A] * 4)

    [flood, other] = banks.match(Kind.PDQ, [A, B])

    assert not flood.matches
    assert flood.held == (Match("wide", "blank", 0),)
    assert [match.id for match in other.matches] == ["other"]


def test_what_is_released_matches_again_as_often_as_it_did():
    banks = Banks([WIDE], guard=FloodGuard(floor=3))
    banks.add("wide", {"common": A})
    banks.match(Kind.PDQ, [A] * 9)

    banks.guard.release(("wide", "common"))

    assert all(answer.matches for answer in banks.match(Kind.PDQ, [A] * 20))
