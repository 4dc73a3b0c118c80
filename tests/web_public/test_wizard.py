import pytest

from lachan.common.taxonomy import HARMS
from lachan.tips import queries
from lachan.tips.models import Tip, TipDraft
from lachan.web.public import steps, tiles


def step_of(response):
    return response.context["step"]


def test_the_danger_question_comes_first_with_the_numbers(reporter):
    page = reporter.open()

    assert step_of(page) == "danger"
    assert b"tel:113" in page.content and b"tel:111" in page.content


def test_looking_at_the_first_question_stores_nothing(reporter):
    reporter.open()

    assert not TipDraft.objects.exists()


@pytest.mark.parametrize("step", steps.NAMES[:-1])
def test_every_question_may_be_skipped(reporter, step):
    page = reporter.step(step, "skip")

    assert step_of(page) == steps.NAMES[steps.NAMES.index(step) + 1]


def test_one_tile_and_send_is_a_report(reporter):
    page = reporter.tell_one_tile("T11")

    assert len(page.context["groups"]) == 4
    assert Tip.objects.get().harm == "T11"


def test_everything_told_is_kept(reporter):
    reporter.step("danger", danger="no")
    reporter.step("who", age_band="13_15", reporter_role="friend")
    reporter.step("what", harm="T07")
    reporter.step("where", place_kind="zalo", locator=" @nhom-lop ")
    reporter.step("still", ongoing="yes")
    reporter.step("words", "send", narrative="Các bạn trêu bạn em.")

    tip = Tip.objects.get()
    assert (tip.danger, tip.age_band, tip.reporter_role) == ("no", "13_15", "friend")
    assert (tip.harm, tip.place_kind, tip.ongoing) == ("T07", "zalo", "yes")
    assert queries.reading(tip) == queries.TipRead("Các bạn trêu bạn em.", "@nhom-lop")


def test_the_address_never_changes(reporter):
    page = reporter.step("danger", danger="no")

    assert page.redirect_chain == [("/ke/", 303)]


def test_going_back_shows_the_answer_given(reporter):
    reporter.step("danger", danger="unknown")
    page = reporter.step("who", "back", age_band="u10")

    assert step_of(page) == "danger"
    assert page.context["answers"]["danger"] == "unknown"


def test_an_answer_no_page_offers_counts_as_not_answered(reporter):
    page = reporter.step("what", harm="T99", narrative="thừa")

    assert "harm" not in page.context["answers"] and "narrative" not in page.context["answers"]


def test_sending_nothing_at_all_asks_kindly(reporter):
    page = reporter.step("words", "send")

    assert page.status_code == 400
    assert "Em chọn một ô" in page.context["problem"]
    assert not Tip.objects.exists()


def test_words_alone_are_a_report(reporter):
    reporter.step("words", "send", narrative="em sợ")

    assert Tip.objects.get().harm == "T00"


def test_too_long_a_story_is_given_back_whole(reporter):
    page = reporter.step("words", "send", narrative="a" * 5001)

    assert page.status_code == 400
    assert len(page.context["answers"]["narrative"]) == 5001


def test_sending_twice_makes_one_tip_and_shows_the_same_code(reporter):
    first = reporter.tell_one_tile().context["groups"]
    second = reporter.tell_one_tile().context["groups"]

    assert second == first
    assert Tip.objects.count() == 1


def test_danger_keeps_the_numbers_on_every_page(reporter):
    page = reporter.step("danger", danger="yes")

    assert page.context["danger"]
    assert b"lachan-call" in page.content


def test_there_is_one_tile_for_each_kind_of_harm():
    assert sorted(tile.harm for tile in tiles.ALL) == sorted(HARMS)


def test_a_forged_form_is_refused(reporter):
    answer = reporter.client.post("/ke/", {"step": "what", "action": "send", "harm": "T07"})

    assert answer.status_code == 403
    assert not Tip.objects.exists()


def test_a_report_needs_few_queries(reporter, django_assert_max_num_queries):
    reporter.step("what", harm="T07")
    token = reporter.client.cookies["csrftoken"].value
    fields = {"step": "words", "action": "send", "csrfmiddlewaretoken": token}

    with django_assert_max_num_queries(25):
        reporter.client.post("/ke/", fields)
