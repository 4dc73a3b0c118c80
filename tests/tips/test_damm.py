import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.tips.damm import check_digit, is_valid

codes = st.text("0123456789", min_size=15, max_size=15).map(
    lambda digits: digits + check_digit(digits)
)


def test_the_published_example_has_its_check_digit():
    assert check_digit("572") == "4"


@given(codes)
def test_a_code_checks_itself(code):
    assert is_valid(code)


@given(codes, st.integers(0, 15), st.integers(1, 9))
def test_any_single_wrong_digit_is_caught(code, place, shift):
    wrong = str((int(code[place]) + shift) % 10)

    assert not is_valid(code[:place] + wrong + code[place + 1 :])


@given(codes, st.integers(0, 14))
def test_any_swap_of_different_neighbours_is_caught(code, place):
    first, second = code[place], code[place + 1]
    swapped = code[:place] + second + first + code[place + 2 :]

    assert is_valid(swapped) is (first == second)


@pytest.mark.parametrize("text", ["", "12a4", "１２３４", "-123"])
def test_what_is_not_digits_is_not_a_code(text):
    assert not is_valid(text)
