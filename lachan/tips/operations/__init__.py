"""Every write of the tip-line."""

from lachan.tips.operations.drafts import discard, open_visit, purge, save_draft
from lachan.tips.operations.messages import (
    mark_read,
    seen_by_reporter,
    write_from_reporter,
    write_to_reporter,
)
from lachan.tips.operations.receiving import Received, receive
from lachan.tips.operations.screening import move

__all__ = [
    "Received",
    "discard",
    "mark_read",
    "move",
    "open_visit",
    "purge",
    "receive",
    "save_draft",
    "seen_by_reporter",
    "write_from_reporter",
    "write_to_reporter",
]
