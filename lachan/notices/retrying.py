"""When a mail that could not be sent is tried again. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_WAIT = timedelta(minutes=1)

LONGEST_WAIT = timedelta(hours=6)

# About three days of a silent server, then an administrator must look.
MOST_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class NextStep:
    """What follows a failed attempt: another at `at`, or none."""

    at: datetime | None

    @property
    def give_up(self) -> bool:
        return self.at is None


def after_failure(*, attempts: int, now: datetime, permanent: bool) -> NextStep:
    """Waits double from one minute up to six hours; a refused mailbox is not tried again.

    `attempts` counts those made, the failed one included.
    """
    if permanent or attempts >= MOST_ATTEMPTS:
        return NextStep(None)
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(attempts - 1, 20))
    return NextStep(now + wait)
