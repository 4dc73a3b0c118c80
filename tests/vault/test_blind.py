"""Finding an equal value without storing it."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lachan.common.text_vi import fold
from lachan.vault.blind import blind_index


@pytest.mark.parametrize(
    "spelling", ["nguyen van a", "NGUYỄN VĂN A", " Nguyễn  Văn\tA ", "Nguyễn Văn Ạ"]
)
def test_marks_case_and_spacing_do_not_matter(spelling):
    assert blind_index("name", spelling) == blind_index("name", "Nguyễn Văn A")


@given(st.text(min_size=1))
def test_composed_and_decomposed_spellings_are_the_same(text):
    assume(fold(text))
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]

    assert len({blind_index("name", form) for form in forms}) == 1


@given(st.text(min_size=1), st.text(min_size=1))
def test_other_values_have_other_digests(one, other):
    assume(fold(one) and fold(other) and fold(one) != fold(other))

    assert blind_index("name", one) != blind_index("name", other)


def test_columns_of_different_purpose_cannot_be_joined():
    assert blind_index("phone", "0912") != blind_index("account", "0912")


def test_without_the_key_the_digest_cannot_be_made(settings):
    before = blind_index("phone", "0912")
    settings.INDEX_KEY = bytes(range(32))

    assert blind_index("phone", "0912") != before


@pytest.mark.parametrize("nothing", ["", "  ", "\u0301"])
def test_an_empty_value_is_refused_rather_than_equal_to_every_other(nothing):
    with pytest.raises(ValueError, match="'phone'"):
        blind_index("phone", nothing)


def test_the_digest_of_a_known_value_never_changes(settings):
    """If this fails, no value indexed before would be found again."""
    settings.INDEX_KEY = bytes(range(32))

    assert blind_index("phone", "0912 345 678").hex() == (
        "8460c4a5f448f35556ab137a663688a3a60a7325fa14f7752d7b74fe67f7ff5b"
    )
