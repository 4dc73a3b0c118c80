"""Official numbers: one series for each prefix and year."""

from datetime import datetime

from django.db import connection

from lachan.cases.rules.guards import record_number
from lachan.common.time import local

_NEXT = """
INSERT INTO cases_numberseries (prefix, year, last) VALUES (%s, %s, 1)
ON CONFLICT (prefix, year) DO UPDATE SET last = cases_numberseries.last + 1
RETURNING last
"""


def next_number(prefix: str, *, now: datetime) -> str:
    """The next official number of the year in Viet Nam, without gaps: openings wait their turn."""
    year = local(now).year
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [prefix, year])
        (serial,) = cursor.fetchone()
    return record_number(prefix=prefix, year=year, serial=serial)
