"""The check digit of receipt codes: catches any wrong digit and any swap of neighbours. Pure."""

# Damm's quasigroup of order 10 (H. M. Damm, 2004).
_TABLE = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def check_digit(digits: str) -> str:
    """The digit to append. ValueError unless the text is made of the digits 0 to 9."""
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("only digits have a check digit")
    state = 0
    for digit in digits:
        state = int(_TABLE[state][int(digit)])
    return str(state)


def is_valid(digits: str) -> bool:
    """Whether the last digit checks the ones before it."""
    return digits.isascii() and digits.isdigit() and check_digit(digits) == "0"
