"""Background entry point: empties the outbox."""

from django.utils import timezone
from procrastinate.contrib.django import app

from lachan.notices import operations


@app.task(queue="mail", queueing_lock="notices.deliver")
def deliver() -> int:
    """Sends what is due; what fails waits on its row, so the job itself never needs a retry."""
    return operations.deliver_due(now=timezone.now())
