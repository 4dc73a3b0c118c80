from lachan.tips.models import Tip, TipDraft
from lachan.tips.receipts import grouped, is_plausible


def test_the_code_can_be_noted_as_a_neutral_file(reporter):
    reporter.tell_one_tile()
    code = reporter.code()
    file = reporter.send("/ke/ghi-chu.txt")

    assert file["Content-Disposition"] == 'attachment; filename="ghi-chu.txt"'
    assert file.content.decode().strip() == grouped(code)


def test_without_a_report_there_is_no_file(reporter):
    assert reporter.send("/ke/ghi-chu.txt", follow=False).status_code == 302


def test_the_last_four_digits_finish_it(reporter):
    reporter.tell_one_tile()
    page = reporter.step("receipt", "", last=reporter.code()[-4:])

    assert page.redirect_chain == [("/ke/xong/", 303)]
    assert not TipDraft.objects.exists() and Tip.objects.exists()


def test_wrong_digits_show_the_code_again(reporter):
    reporter.tell_one_tile()
    page = reporter.step("receipt", "", last="00")

    assert page.status_code == 400
    assert is_plausible("".join(page.context["groups"]))


def test_who_wants_no_code_may_go(reporter):
    reporter.tell_one_tile()
    page = reporter.step("receipt", "", no_follow="1")

    assert page.redirect_chain == [("/ke/xong/", 303)]


def test_closing_the_page_loses_nothing_but_the_code(reporter):
    reporter.tell_one_tile()
    reporter.client.cookies.clear()

    assert reporter.open().context["step"] == "danger"
    assert Tip.objects.count() == 1


def test_after_the_receipt_a_new_report_may_begin(reporter):
    reporter.tell_one_tile()
    reporter.step("receipt", "", no_follow="1")
    reporter.tell_one_tile("T11")

    assert Tip.objects.count() == 2


def test_the_code_is_in_no_address_title_or_header(reporter):
    page = reporter.tell_one_tile()
    code = reporter.code()
    title = page.content.decode().split("<title>")[1].split("</title>")[0]

    assert code not in str(page.redirect_chain) + str(page.headers) + title
    assert code[-4:] not in title
