"""RSS and Atom are read whole or refused; broken articles are refused one by one."""

from datetime import UTC, datetime

import pytest

from lachan.detect.rows import Reason
from lachan.monitor.errors import BrokenFeed, NotAFeed, NotUtf8
from lachan.monitor.reading.entries import Entry, LineProblem
from lachan.monitor.reading.feed import read_feed

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Báo Ví Dụ</title>
<item><guid>a1</guid><title>Tin &amp; chuyện</title><link>https://bao.example/a1</link>
<description><![CDATA[<p>Đoạn một.</p><script>x()</script><p>Đoạn <b>hai</b>.</p>]]></description>
<pubDate>Mon, 16 Mar 2026 08:30:00 +0700</pubDate></item>
<item><title>Không có mã</title><link>https://bao.example/a2</link><description>Chữ.</description></item>
<item><guid>a3</guid><title></title><description> </description></item>
<item><guid>a4</guid><title>Lạ</title><link>javascript:alert(1)</link></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Trang Ví Dụ</title>
<entry><id>tag:x</id><title>Một</title><link href="https://trang.example/1"/>
<updated>2026-03-16T01:30:00Z</updated>
<content type="html">&lt;p&gt;Nội dung.&lt;/p&gt;</content></entry>
</feed>"""


def read(text):
    return list(read_feed(text.encode()))


def test_an_article_of_rss_is_read():
    assert read(RSS)[0] == Entry(
        external_id="a1",
        title="Tin & chuyện",
        text="Đoạn một. Đoạn hai .",
        url="https://bao.example/a1",
        publisher="Báo Ví Dụ",
        published_at=datetime(2026, 3, 16, 1, 30, tzinfo=UTC),
    )


def test_without_an_id_the_address_is_the_id():
    assert read(RSS)[1].external_id == "https://bao.example/a2"


def test_an_article_without_words_is_told_by_its_number():
    assert read(RSS)[2] == LineProblem(3, "text", Reason.MISSING)


def test_a_link_that_is_no_address_is_left_out():
    assert (read(RSS)[3].title, read(RSS)[3].url) == ("Lạ", "")


def test_an_article_of_atom_is_read():
    (entry,) = read(ATOM)

    assert (entry.external_id, entry.text, entry.publisher) == ("tag:x", "Nội dung.", "Trang Ví Dụ")


def test_an_article_that_is_far_too_long_is_refused_alone():
    long = "chữ " * 600_000
    found = read(RSS.replace("Chữ.", long))

    assert found[1] == LineProblem(2, "text", Reason.TOO_LONG)
    assert isinstance(found[0], Entry)


@pytest.mark.parametrize("cut", [100, 300, 600])
def test_a_feed_that_was_cut_off_is_broken(cut):
    with pytest.raises(BrokenFeed) as refusal:
        read(RSS[:cut])

    assert refusal.value.facts["line"] >= 2


def test_a_feed_cut_in_the_middle_of_a_letter_is_broken_not_foreign():
    body = RSS.encode()
    inside = body.index("Đ".encode()) + 1

    with pytest.raises(BrokenFeed):
        list(read_feed(body[:inside]))


def test_a_feed_that_is_no_xml_is_broken():
    with pytest.raises(BrokenFeed):
        read("<rss> & </rss")


def test_a_feed_in_another_code_than_it_says_is_told_by_its_byte():
    body = RSS.encode("cp1258", errors="replace")

    with pytest.raises(NotUtf8) as refusal:
        list(read_feed(body))

    assert refusal.value.facts["byte"] == next(i for i, b in enumerate(body) if b > 127)


def test_a_feed_in_another_code_that_says_so_is_read():
    latin = '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel>'
    latin += "<title>x</title><item><guid>1</guid><title>caf\xe9</title></item></channel></rss>"

    assert next(read_feed(latin.encode("latin-1"))).title == "café"


def test_xml_that_is_no_feed_is_refused():
    with pytest.raises(NotAFeed):
        read("<?xml version='1.0'?><note>x</note>")


def test_entities_of_its_own_are_never_expanded():
    bomb = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><rss><t>&b;</t></rss>'

    with pytest.raises(NotAFeed):
        read(bomb)
