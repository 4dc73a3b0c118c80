"""Public holidays by law and lunar calendar, from the `holidays` library. Files override it."""

from collections.abc import Iterable
from datetime import date

import holidays

SOURCE = "Điều 112 Bộ luật Lao động 2019, tính bằng thư viện holidays"

# How the library names a swapped day off. It does not know which weekend is worked in its place,
# so the pair must come from a file and the half of it is not taken.
_SWAPPED = "Ngày nghỉ (thay cho"


def public_holidays(years: Iterable[int]) -> dict[date, str]:
    """Day to Vietnamese name, compensatory days included, in order."""
    found = holidays.country_holidays("VN", years=sorted(years), language="vi")
    return {on: found[on] for on in sorted(found) if not found[on].startswith(_SWAPPED)}
