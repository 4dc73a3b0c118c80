import re

import pytest

from lachan.web.public import shelf
from tests.i18n.words import vietnamese_in
from tests.web_public.conftest import Reporter
from tests.web_public.test_pages import LONGEST_SENTENCE, PAGES, words_of

STEPS = ["what", "danger", "who", "where", "still", "words"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*PAGES, "/khong-co/", "/tai-khoan/dang-nhap/"])
def test_a_page_in_english_holds_no_vietnamese(reader, address):
    page = reader.get(address, follow=True)

    assert vietnamese_in(page.content.decode()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_english_sentences_are_short_too(reader, address):
    for block in words_of(reader.get(address).content.decode()):
        for sentence in re.split(r"[.?!:]", block):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


@pytest.mark.django_db
def test_the_whole_way_of_a_report_is_in_english(reader):
    reporter = Reporter(reader)
    pages = [reporter.open(), *_answered(reporter)]

    assert [vietnamese_in(page.content.decode()) for page in pages] == [[]] * len(pages)


def _answered(reporter):
    answers = {"what": {"harm": "T07"}}
    for step in STEPS:
        yield reporter.step(step, "send" if step == STEPS[-1] else "next", **answers.get(step, {}))
    code = reporter.code()
    yield reporter.send(step="receipt", last="0000")
    yield reporter.send(step="receipt", last=code[-4:])
    yield reporter.send("/tra-loi/", code="1")
    yield reporter.send("/tra-loi/", code=code)


@pytest.mark.django_db
def test_every_lesson_has_english_all_through(reader, translated):
    for lesson in shelf.lessons():
        assert {lesson.title, lesson.summary, lesson.remember} <= translated
