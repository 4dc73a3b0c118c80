import re
import shutil

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from lachan.tips.models import TipDraft, TipVisit
from lachan.web.public import shelf, tiles
from lachan.web.public.urls import urlpatterns

PAGES = [
    "/",
    "/ke/",
    "/ke/xong/",
    "/tra-loi/",
    "/hoc/",
    "/giup/",
    "/an-toan/",
    *[f"/hoc/{one.slug}/" for one in shelf.lessons()],
]
LONGEST_SENTENCE = 15


def words_of(html):
    body = re.search(r"<main.*?</main>", html, re.S).group()
    text = re.sub(r"<(script|style|svg).*?</\1>", "", body, flags=re.S)
    blocks = re.split(r"</(?:p|li|h1|h2|label|legend|div|button|a|summary|span|b)>", text)
    return [re.sub(r"<[^>]+>|\s+", " ", block).strip() for block in blocks]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_kept_nowhere(client, address):
    answer = client.get(address)

    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert ("noarchive" in answer.get("X-Robots-Tag", "")) is (address != "/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_no_cookie_outlives_the_browser(client, address):
    answer = client.get(address)

    for cookie in answer.cookies.values():
        assert not cookie["max-age"] and not cookie["expires"]
        assert cookie["httponly"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_the_quick_way_out_and_the_numbers(client, address):
    html = client.get(address).content.decode()

    assert f'href="{reverse("public_leave")}"' in html
    assert "tel:111" in html and "tel:113" in html


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_sentences_are_short(client, address):
    for block in words_of(client.get(address).content.decode()):
        for sentence in re.split(r"[.?!:]", block):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_nothing_comes_from_elsewhere(client, address):
    html = client.get(address).content.decode()

    assert not re.findall(r'(?:src|href)="(?:https?:)?//', html)


@pytest.mark.django_db
def test_the_language_can_be_changed_and_is_forgotten_with_the_browser(client):
    answer = client.post(reverse("set_language"), {"language": "en", "next": "/"})

    assert answer.status_code == 302
    assert not answer.cookies["django_language"]["max-age"]
    assert 'lang="en"' in client.get("/").content.decode()


def test_no_address_takes_more_than_the_name_of_a_lesson():
    taking = [str(one.pattern) for one in urlpatterns if "<" in str(one.pattern)]

    assert taking == ["hoc/<slug:slug>/"]


def test_a_lesson_that_is_not_there_is_not_found(client, db):
    assert client.get("/hoc/khong-co/").status_code == 404


def test_there_are_five_lessons_each_with_something_to_do():
    assert len(shelf.lessons()) == 5
    assert all(any(part.tips for part in lesson.parts) for lesson in shelf.lessons())


def test_every_number_has_a_source_and_can_be_dialled():
    assert {"111", "113", "115", "0796863111"} == {one.dial for one in shelf.helpers()}
    assert all(one.source for one in shelf.helpers())


@pytest.mark.django_db
def test_an_unverified_number_says_so(client):
    html = client.get("/giup/").content.decode()

    unverified = [one for one in shelf.helpers() if not one.verified]
    assert html.count("chưa được kiểm tra") == len(unverified) == 1


@pytest.mark.parametrize("tile", tiles.ALL, ids=lambda tile: tile.harm)
def test_tiles_say_it_in_few_words(tile):
    assert len(tile.words.split()) <= 9


@pytest.mark.django_db
def test_leaving_forgets_everything_and_goes_somewhere_ordinary(reporter, settings):
    settings.EXIT_TO = "https://thoi-tiet.example/"
    reporter.step("words", narrative="điều riêng")
    answer = reporter.open("/thoat/")

    assert answer["Location"] == "https://thoi-tiet.example/"
    assert not TipDraft.objects.exists() and not TipVisit.objects.exists()
    assert reporter.open().context["step"] == "danger"


@pytest.mark.django_db
def test_leaving_without_having_written_anything_works_too(client):
    assert client.get("/thoat/").status_code == 302


@pytest.mark.parametrize(
    ("part", "text", "told"),
    [
        ("learn", "ten: Chỉ có tên\n", r"hong\.yaml, dòng 1, mục “thu_tu”"),
        ("learn", "a: [", r"hong\.yaml, dòng 1: sai cấu trúc YAML"),
        ("help", "- so: 113\n", r"hong\.yaml, dòng 1, mục “0.so”"),
    ],
)
def test_a_broken_file_is_a_fault_that_names_file_line_and_field(
    tmp_path, settings, part, text, told
):
    shutil.copytree(settings.CONTENT / part, tmp_path / part)
    (tmp_path / part / "hong.yaml").write_text(text)
    settings.CONTENT = tmp_path

    with pytest.raises(shelf.ShelfBroken, match=told):
        {"learn": shelf.lessons, "help": shelf.helpers}[part].__wrapped__()


def back(answer):
    """Where the page leads whoever is lost."""
    (link,) = re.findall(r'href="([^"]*)">Về trang đầu', answer.content.decode())
    return link


@pytest.mark.django_db
@pytest.mark.parametrize("face", ["public", "desk"])
def test_an_address_that_is_not_there_is_said_kindly_on_either_face(client, settings, face):
    settings.ROOT_URLCONF = f"lachan.config.urls_{face}"
    answer = client.get("/khong-co-trang-nay/")

    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()
    assert back(answer) == {"public": "/", "desk": "/lam-viec/"}[face]


@pytest.mark.django_db
def test_who_was_at_the_desk_is_led_back_to_the_desk(client):
    assert back(client.get("/lam-viec/khong-co-trang-nay/")) == "/lam-viec/"
    assert back(client.get("/khong-co-trang-nay/")) == "/"


@pytest.mark.django_db
@pytest.mark.parametrize("face", ["public", "desk"])
def test_an_old_form_is_refused_kindly_on_either_face(client, settings, face):
    settings.ROOT_URLCONF = f"lachan.config.urls_{face}"
    client.handler.enforce_csrf_checks = True
    answer = client.post(reverse("set_language"), {"language": "en"})

    assert answer.status_code == 403
    assert "gửi lại" in answer.content.decode()
    assert back(answer) == {"public": "/", "desk": "/lam-viec/"}[face]


@pytest.mark.parametrize("page", ["500.html", "unavailable.html"])
def test_pages_of_last_resort_need_nothing(page):
    assert "tel:113" in render_to_string(page)
