"""An HTML page gives its title, its paragraphs and its time, without menus and scripts."""

import pytest

from lachan.monitor.errors import NoText, NotUtf8, TooBig
from lachan.monitor.reading.page import read_page, text_of

PAGE = """<!doctype html><html><head><title>Tên thẻ</title>
<meta property="og:title" content="Tên bài"><meta property="og:site_name" content="Báo Ví Dụ">
<meta property="article:published_time" content="2026-03-16T08:30:00+07:00">
<link rel="canonical" href="https://bao.example/bai"></head>
<body><nav><p>Trang chủ</p></nav><article><h1>Tên bài</h1><p>Đoạn một.</p><script>x()</script>
<p>Đoạn <b>hai</b>.</p></article><footer><p>Liên hệ</p></footer></body></html>"""


def test_a_page_gives_its_article():
    entry = read_page(PAGE.encode(), "https://bao.example/bai?x=1")

    assert (entry.title, entry.text) == ("Tên bài", "Đoạn một.\n\nĐoạn hai .")
    assert (entry.url, entry.external_id) == ("https://bao.example/bai", "https://bao.example/bai")
    assert entry.published_at.isoformat() == "2026-03-16T01:30:00+00:00"
    assert entry.publisher == "Báo Ví Dụ"


def test_a_plain_page_gives_what_it_has():
    page = "<html><title>T</title><body>Chữ.<time datetime='x'></time></body>"
    entry = read_page(page.encode())

    assert (entry.title, entry.text, entry.url, entry.published_at) == ("T", "Chữ.", "", None)
    assert len(entry.external_id) == 64


def test_a_canonical_address_that_is_none_is_not_believed():
    page = PAGE.replace("https://bao.example/bai", "ftp://x")

    assert read_page(page.encode(), "https://bao.example/y").url == "https://bao.example/y"


def test_a_page_in_another_code_is_told_by_its_byte():
    with pytest.raises(NotUtf8) as refusal:
        read_page("<html><p>caf\xe9</p>".encode("latin-1"))

    assert refusal.value.facts["byte"] == 12


def test_a_page_without_words_is_refused():
    with pytest.raises(NoText):
        read_page(b"<html><body><script>x()</script></body></html>")


def test_a_page_with_far_too_many_words_is_refused():
    with pytest.raises(TooBig):
        read_page(b"<html><body>" + b"chu " * 600_000 + b"</body></html>")


@pytest.mark.parametrize(
    ("html", "text"),
    [("a < b", "a < b"), ("<p>a</p> &amp; b", "a & b"), ("x\x00y ", "xy"), ("", "")],
)
def test_words_are_taken_out_of_markup(html, text):
    assert text_of(html) == text
