from babel.messages.catalog import Catalog


def catalogue(*entries):
    made = Catalog(locale="en")
    for entry in entries:
        made.add(**entry)
    return made


def problems(messages, source, **translation):
    on_screen = Catalog()
    on_screen.add(source, locations=[("page.html", 0)])
    return list(messages.problems_of(on_screen, catalogue({"id": source} | translation)))


def test_everything_on_screen_has_its_english(messages):
    assert list(messages.problems_of(messages.found(), messages.english())) == []


def test_a_string_without_english_is_told(messages):
    (told,) = problems(messages, "Chưa có gì.", string="")

    assert "no English" in told and "page.html" in told


def test_a_lost_placeholder_is_told(messages):
    (told,) = problems(messages, "Trang %(number)s", string="Page %(page)s")

    assert "other placeholders" in told


def test_placeholders_may_change_places(messages):
    assert not problems(messages, "%(a)s của %(b)s", string="of %(b)s, %(a)s")


def test_a_guess_is_not_english(messages):
    (told,) = problems(messages, "Mới", string="New", flags={"fuzzy"})

    assert "fuzzy" in told


def test_words_that_left_the_screen_leave_the_catalogue(messages):
    (told,) = messages.problems_of(Catalog(), catalogue({"id": "Cũ", "string": "Old"}))

    assert "no longer on screen" in told


def test_strings_of_a_template_are_those_that_django_looks_up(messages):
    text = """{% load i18n %}{% translate "Một" as one %}{{ x|default:_("Hai") }}
    {% blocktranslate with n=m %}Có {{ n }} dòng.{% endblocktranslate %}"""

    assert set(messages.strings_of_template(text, "x")) == {"Một", "Hai", "Có %(n)s dòng."}


def test_strings_of_content_are_found_at_any_depth(messages):
    values = {"ten": "Một", "so": "113", "phan": [{"muc": "Hai", "cau": ["Ba", "Bốn"]}]}
    keys = frozenset({"ten", "muc", "cau"})

    assert list(messages.strings_of_content(values, keys)) == ["Một", "Hai", "Ba", "Bốn"]
