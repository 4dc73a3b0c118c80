"""Makers of test records, one module for each app, and the moment at which tests happen."""

from datetime import datetime

from lachan.common.time import VIETNAM

# A Monday and a working day.
NOON = datetime(2026, 3, 16, 12, 0, tzinfo=VIETNAM)
