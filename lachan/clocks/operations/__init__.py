"""Every write of the clocks. Called by the operations of higher storeys, in their transaction."""

from lachan.clocks.operations.content import load_content
from lachan.clocks.operations.extensions import (
    approve_extension,
    extend,
    refuse_extension,
    request_extension,
)
from lachan.clocks.operations.heartbeat import note_finished, note_started
from lachan.clocks.operations.ladder import climb_ladder, confirm_call
from lachan.clocks.operations.pauses import pause, resume
from lachan.clocks.operations.recount import recount
from lachan.clocks.operations.running import cancel, hand_over, meet, start

__all__ = [
    "approve_extension",
    "cancel",
    "climb_ladder",
    "confirm_call",
    "extend",
    "hand_over",
    "load_content",
    "meet",
    "note_finished",
    "note_started",
    "pause",
    "recount",
    "refuse_extension",
    "request_extension",
    "resume",
    "start",
]
