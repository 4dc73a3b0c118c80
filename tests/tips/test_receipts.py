import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.tips import receipts


def test_codes_are_sixteen_digits_that_check():
    codes = {receipts.new_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(receipts.is_plausible(code) for code in codes)


def test_the_stored_form_is_the_same_each_time_and_not_the_code():
    code = receipts.new_code()

    assert receipts.lookup(code) == receipts.lookup(code)
    assert code.encode() not in receipts.lookup(code)


def test_another_pepper_gives_another_stored_form(settings):
    code = receipts.new_code()
    before = receipts.lookup(code)

    settings.RECEIPT_PEPPER = bytes(range(32))

    assert receipts.lookup(code) != before


def test_the_hash_costs_at_least_what_the_standard_asks():
    assert receipts.MEMORY_KIB >= 19 * 1024
    assert receipts.PASSES >= 2


def test_a_code_is_shown_in_four_groups():
    assert receipts.grouped("1234567890123456") == "1234 5678 9012 3456"


@given(st.lists(st.sampled_from(["", " ", ".", "-"]), min_size=15, max_size=15))
def test_a_code_is_found_in_a_message_however_it_is_grouped(gaps):
    code = "1234567890123450"
    code = code[:15] + receipts.damm.check_digit(code[:15])
    written = "".join(digit + gap for digit, gap in zip(code, [*gaps, ""], strict=True))

    assert receipts.codes_in(f"mã của em là {written} nhé") == [code]


def test_a_phone_number_is_not_taken_for_a_code():
    assert receipts.codes_in("gọi số 0912 345 678 giúp em") == []


def test_when_all_turns_are_taken_it_says_busy(monkeypatch):
    monkeypatch.setattr(receipts, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(receipts, "PATIENCE_SECONDS", 0.01)

    with receipts._a_turn(), pytest.raises(receipts.TooBusy):
        receipts.lookup("1")
