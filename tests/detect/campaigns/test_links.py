"""A link is spelled the same wherever it stands; what strangers share is no link."""

import pytest

from lachan.detect.campaigns.links import Kind, Link, links_of, of_address, rows_with_links
from lachan.detect.campaigns.sites import is_shared, registrable_domain
from lachan.detect.fold import fold
from lachan.detect.views import fold_batch


def links(text):
    return {f"{link.kind} {link.value}" for link in links_of(fold(text))}


@pytest.mark.parametrize(
    "text",
    ["gọi 0912 345 678 nhé", "LH: +84912345678", "sđt 0912.345.678", "zalo.me/0912345678"],
)
def test_a_telephone_number_in_any_spelling(text):
    assert "phone 0912345678" in links(text)


@pytest.mark.parametrize(
    "text",
    ["stk 0123 4567 8901 mb bank", "chuyển khoản vào stk: 012345678901", "STK: 012345678901"],
)
def test_a_bank_account_in_any_spelling(text):
    assert "bank_account 012345678901" in links(text)


@pytest.mark.parametrize(
    "text",
    [
        "vào http://www.qua-tang-mau.xyz/nhan?utm_source=x",
        "hxxps://m.qua-tang-mau[.]xyz/nhan",
        "QUA-TANG-MAU.xyz/nhan.",
    ],
)
def test_a_page_and_its_site_in_any_spelling(text):
    assert links(text) >= {"page qua-tang-mau.xyz/nhan", "site qua-tang-mau.xyz"}


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("https://www.facebook.com/groups/12345/", "facebook.com/groups/12345"),
        ("youtube.com/watch?v=AbC_1&utm_source=x", "youtube.com/watch?v=AbC_1"),
        ("https://sites.google.com/view/mau", "google.com/view/mau"),
    ],
)
def test_a_shared_host_links_by_its_page_only(text, page):
    found = {link for link in links(text) if not link.startswith("account")}

    assert found == {f"page {page}"}


def test_the_front_door_of_a_shared_host_is_no_link():
    assert links("xem trên facebook.com nhé") == set()


@pytest.mark.parametrize("text", ["t.me/nhom_mau_01", "nick: nhom_mau_01", "hỏi @nhom_mau_01"])
def test_an_account_has_one_name_on_every_network(text):
    assert "account @nhom_mau_01" in links(text)


@pytest.mark.parametrize(
    "text", ["facebook.com/watch/?v=1", "facebook.com/groups/1", "nick: banbe", "t.me/+AbCdEf123"]
)
def test_what_is_nobodys_name_is_no_account(text):
    assert not {link for link in links(text) if link.startswith("account")}


def test_the_address_of_a_post_links_by_its_page():
    assert list(of_address("https://bao-mau.xyz/a?b=1", page_only=True)) == [
        Link(Kind.PAGE, "bao-mau.xyz/a")
    ]
    assert list(of_address("mailto:a@b.c")) == list(of_address("")) == []


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("a.b.example.com.vn", "example.com.vn"),
        ("www.example.vn", "example.vn"),
        ("ten.blogspot.com", "ten.blogspot.com"),
        ("EXAMPLE.net.", "example.net"),
        ("192.0.2.7", "192.0.2.7"),
        ("m.example.co.uk", "example.co.uk"),
    ],
)
def test_whose_a_host_is(host, domain):
    assert registrable_domain(host) == domain


@pytest.mark.parametrize("domain", ["facebook.com", "thainguyen.gov.vn", "thcs-mau.edu.vn"])
def test_what_strangers_share(domain):
    assert is_shared(domain) and not is_shared("qua-tang-mau.xyz")


def test_only_rows_that_may_hold_a_link_are_looked_at():
    texts = ["hôm nay trời đẹp", "gọi 0912345678", "", "a.xyz", "@ten_01", "đi học về nhà"]

    assert rows_with_links(fold_batch(texts)).tolist() == [1, 3, 4]
