"""One spelling of an address: equal pages meet, different pages stay apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lachan.detect.hashes.urls import canonical_url


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("trang.example", "https://trang.example/"),
        ("HTTP://Trang.Example:80/A", "https://trang.example/A"),
        ("https://trang.example.:443", "https://trang.example/"),
        ("https://trang.example:8443/a", "https://trang.example:8443/a"),
        (" hxxps://trang[.]example/a ", "https://trang.example/a"),
        ("https://ai@trang.example/a", "https://trang.example/a"),
        ("https://trang.example/a/../b/./c/", "https://trang.example/b/c/"),
        ("https://trang.example/a/..", "https://trang.example/"),
        ("https://trang.example/%7Eai/%c3%a9", "https://trang.example/~ai/%C3%A9"),
        ("https://trang.example/bài viết", "https://trang.example/b%C3%A0i%20vi%E1%BA%BFt"),
        ("https://trang.example/a?utm_source=x&id=7&fbclid=y", "https://trang.example/a?id=7"),
        ("https://trang.example/a?utm_source=x", "https://trang.example/a"),
        ("https://trang.example/a#doan-2", "https://trang.example/a"),
        ("https://trang.example/#!/bai/7", "https://trang.example/#!/bai/7"),
        ("https://trang.example/a\n/b", "https://trang.example/a/b"),
        ("http://[2001:DB8::1]:80/", "https://[2001:db8::1]/"),
        ("https://ＴＲＡＮＧ．example/", "https://trang.example/"),
    ],
)
def test_an_address_has_one_spelling(typed, one):
    assert canonical_url(typed) == one


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://trang.example/a", "https://trang.example/b"),
        ("https://trang.example/a", "https://trang.example/a/"),
        ("https://trang.example/a", "https://trang.example/A"),
        ("https://trang.example/a?id=7", "https://trang.example/a?id=8"),
        ("https://trang.example/a?id=7", "https://trang.example/a"),
        ("https://trang.example/a%2Fb", "https://trang.example/a/b"),
        ("https://trang.example/#/a", "https://trang.example/#/b"),
        ("https://a.trang.example/", "https://trang.example/"),
        ("https://trang.example:81/", "https://trang.example/"),
        ("https://straße.example/", "https://strasse.example/"),
        ("https://trường.example/", "https://truong.example/"),
    ],
)
def test_different_pages_stay_apart(left, right):
    assert canonical_url(left) != canonical_url(right)


@pytest.mark.parametrize(
    ("letters", "ascii_"),
    [
        ("bücher", "xn--bcher-kva"),
        ("BÜCHER", "xn--bcher-kva"),
        ("bu\u0308cher", "xn--bcher-kva"),
        ("straße", "xn--strae-oqa"),
        ("XN--Bcher-KVA", "xn--bcher-kva"),
    ],
)
def test_a_host_in_any_script_is_its_punycode(letters, ascii_):
    assert canonical_url(f"https://{letters}.example/") == f"https://{ascii_}.example/"


@pytest.mark.parametrize(
    "bad",
    ["", "   ", "https://", "ftp://trang.example/", "javascript:alert(1)", "https://a..b/",
     "https://trang.example:x/", "https://trang.example:99999/", "https://[::1/", "https://a b/",
     "mailto:ai@trang.example"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(bad):
    with pytest.raises(ValueError, match=r"."):
        canonical_url(bad)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_its_own_spelling_is_left_alone_whatever_was_typed(tail):
    one = canonical_url(f"https://trang.example/{tail.replace(chr(92), '')}")

    assert canonical_url(one) == one


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_any_text_has_a_spelling_or_is_refused(text):
    try:
        one = canonical_url(text)
    except ValueError:
        return

    assert canonical_url(one) == one
