"""Every write of the tip-line."""

from lachan.tips.operations.copying import note_copy
from lachan.tips.operations.drafts import discard, open_visit, purge, save_draft
from lachan.tips.operations.handing_over import hand_over
from lachan.tips.operations.importing import Checked, Table, import_tips, look_over, rows_of
from lachan.tips.operations.messages import (
    mark_read,
    seen_by_reporter,
    write_from_reporter,
    write_to_reporter,
)
from lachan.tips.operations.receiving import Received, receive
from lachan.tips.operations.screening import move
from lachan.tips.operations.writing_down import write_down

__all__ = [
    "Checked",
    "Received",
    "Table",
    "discard",
    "hand_over",
    "import_tips",
    "look_over",
    "mark_read",
    "move",
    "note_copy",
    "open_visit",
    "purge",
    "receive",
    "rows_of",
    "save_draft",
    "seen_by_reporter",
    "write_down",
    "write_from_reporter",
    "write_to_reporter",
]
