"""Signing in outside the demo: a password, then a code from one's own phone. No way around it."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import expect

from lachan.people.rules import Role
from tests.builders import people

PASSWORD = "một câu dài dễ nhớ 5X"
EMAIL = "can-bo@lachan.example"
ROOMS = ["/lam-viec/", "/lam-viec/phan-loai/", "/lam-viec/tin/", "/lam-viec/nhac-viec/"]


@pytest.fixture
def officer(transactional_db):
    cache.clear()
    return people.user(Role.INTAKE_OFFICER, email=EMAIL, password=PASSWORD)


@pytest.fixture
def looked_at(accessible, fits):
    """`looked_at(page)` looks closely at a page, narrow and wide."""

    def check(page):
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            accessible(page)
            fits(page)

    return check


def test_somebody_without_a_second_factor_gets_no_further(browse, officer):
    page = browse()
    give_password(page)

    for room in ROOMS:
        page.goto(room)
        expect(page.locator("h1")).to_have_text("Bật xác thực hai bước")


def test_somebody_enrols_leaves_and_comes_back_with_a_code(browse, officer, looked_at):
    page = browse()
    give_password(page, looked_at)
    secret = enrol(page, looked_at)
    looked_at(page)
    page.goto("/lam-viec/")
    expect(page.locator("h1")).to_have_text("Việc của tôi hôm nay")

    sign_out(page)
    half_a_minute_goes_by()
    give_password(page)
    expect(page.locator("h1")).to_have_text("Bước xác thực thứ hai")
    looked_at(page)
    give_code(page, "000000", "Đăng nhập")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    looked_at(page)
    give_code(page, code_of(secret), "Đăng nhập")
    expect(page.locator("h1")).to_have_text("Việc của tôi hôm nay")


def test_a_wrong_password_is_told_and_looks_like_an_unknown_person(browse, officer, looked_at):
    page = browse()
    told = []
    for email in (EMAIL, "khong-co@lachan.example"):
        page.goto("/lam-viec/")
        answer(page, "Đăng nhập", login=email, password="sai mật khẩu rồi")
        told.append(page.inner_text(".govuk-error-summary"))

    looked_at(page)
    assert told[0] == told[1]


def test_a_forgotten_password_comes_back_by_the_mailbox(browse, officer, looked_at):
    page = browse()
    page.goto("/tai-khoan/vao/")
    page.get_by_role("link", name="quên mật khẩu").click()
    looked_at(page)
    answer(page, "Gửi đường dẫn", email=EMAIL)
    looked_at(page)
    page.goto(link_in(mail.outbox[0].body))
    looked_at(page)
    answer(
        page, "Đặt mật khẩu", password1="một câu khác cũng dài", password2="một câu khác cũng dài"
    )
    looked_at(page)

    give_password(page, password="một câu khác cũng dài")
    expect(page.locator("h1")).to_have_text("Bật xác thực hai bước")


def test_the_pages_of_ones_own_account_are_for_everybody(browse, officer, looked_at):
    page = browse()
    give_password(page)
    enrol(page)
    page.goto("/lam-viec/")
    page.get_by_role("link", name="Tài khoản của tôi").click()
    looked_at(page)
    for name in ("Tạo mã dự phòng", "Đổi thiết bị xác thực", "Đổi mật khẩu"):
        page.goto("/tai-khoan/hai-buoc/")
        page.get_by_role("link", name=name).click()
        expect(page.locator("h1")).to_be_visible()
        looked_at(page)
    for address in ("ra/", "ngung/", "xac-nhan/", "hai-buoc/xac-nhan/", "hai-buoc/ma/"):
        page.goto(f"/tai-khoan/{address}")
        looked_at(page)


def give_password(page, looked_at=None, *, password=PASSWORD):
    page.goto("/lam-viec/")
    if looked_at:
        looked_at(page)
    answer(page, "Đăng nhập", login=EMAIL, password=password)


def enrol(page, looked_at=None):
    """Sets up the phone; the secret it keeps."""
    expect(page.locator("h1")).to_have_text("Bật xác thực hai bước")
    if looked_at:
        looked_at(page)
    secret = page.locator("main code").inner_text()
    give_code(page, code_of(secret), "Bật")
    expect(page.locator("h1")).to_have_text("Mã dự phòng")
    return secret


def give_code(page, code, button):
    answer(page, button, code=code)


def sign_out(page):
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.locator("h1")).to_have_text("Đăng nhập bàn làm việc")


def answer(page, button, **fields):
    for name, value in fields.items():
        page.fill(f"main [name={name}]", value)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button, exact=True).click()


def code_of(secret):
    """What an app on a phone shows now."""
    (counter,) = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, counter))


def half_a_minute_goes_by():
    """A code counts once; which one was used is forgotten with its half minute."""
    cache.clear()


def link_in(letter):
    return re.search(r"https?://\S+", letter)[0]
