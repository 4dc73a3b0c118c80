"""What `lachan chat` does: reads the chats of a file and tells what was seen, turn by turn."""

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from lachan.detect.conversations.chat import Chat, Pseudonyms
from lachan.detect.conversations.model import ConversationModel
from lachan.detect.conversations.reading import read_chats
from lachan.detect.conversations.timeline import Entry, Timeline, as_json

Say = Callable[[str], object]
REFUSED_FILE: Final = ".rejected.jsonl"


def run(
    source: Path,
    model: ConversationModel,
    say: Say,
    *,
    as_lines: bool = False,
    names: Path | None = None,
) -> int:
    """Reads every chat of `source`; returns how many raised an alarm.

    `as_lines` says one JSON object for each chat. Speakers are letters; who is behind them goes
    to the file `names` (JSON, letter to name) when asked for, and nowhere else. Messages that
    cannot be read are kept beside the source, in `<source>.rejected.jsonl`.
    Raises CannotReadChat or OSError.
    """
    people = Pseudonyms()
    aside = source.with_name(source.name + REFUSED_FILE)
    alarms = refused = 0
    with aside.open("w", encoding="utf-8") as kept:
        for chat, timeline in model.read_all(read_chats(source, people)):
            alarms += timeline.alarm
            refused += len(chat.refused)
            kept.writelines(_dump(_refusal(one)) + "\n" for one in chat.refused)
            if as_lines:
                say(_dump({"chat": chat.key, "model": model.digest, **as_json(timeline)}))
            else:
                say("\n".join(_told(chat, timeline)))
    if not refused:
        aside.unlink()
    elif not as_lines:
        say(f"{refused} messages could not be read; they are in {aside}")
    if names is not None:
        names.write_text(_dump(people.names), encoding="utf-8")
    return alarms


def _told(chat: Chat, timeline: Timeline) -> Iterator[str]:
    yield f"{chat.key or 'chat'}: {timeline.turns} turns, strength {timeline.strength}"
    for raised in timeline.raised:
        yield f"  turn {raised.turn}: {raised.harm} {raised.sentence}"
    for turn, entries in groupby(timeline.entries, key=lambda entry: entry.turn):
        yield from (f"  {_place(turn, entry)} {entry.sentence}" for entry in entries)


def _place(turn: int, entry: Entry) -> str:
    when = f" {entry.at:%d/%m/%Y %H:%M}" if entry.at else ""
    return f"[{turn}{when}] {entry.speaker}:"


def _refusal(one: Any) -> dict[str, Any]:
    return {"place": one.place, "field": one.field, "reason": one.reason.value, "raw": one.raw}


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
