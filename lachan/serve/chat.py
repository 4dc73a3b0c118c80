"""What `lachan chat` says of a file of chats."""

from collections.abc import Callable
from pathlib import Path

from lachan.config import environment
from lachan.detect.conversations.chat import CannotReadChat
from lachan.detect.conversations.command import run
from lachan.detect.conversations.model import ConversationModel
from lachan.detect.problems import BadRules


def run_chat(
    source: Path,
    model: Path | None,
    say: Callable[[str], object],
    *,
    as_lines: bool,
    names: Path | None,
) -> None:
    """Reads every chat of a file; needs no database. Ends with what is wrong when it cannot."""
    folder = model or environment.ROOT / "content" / "conversations"
    told: list[str] = []

    def note(line: str) -> None:
        told.append("")
        say(line)

    try:
        run(source, ConversationModel.load(folder), note, as_lines=as_lines, names=names)
    except (CannotReadChat, BadRules) as refusal:
        raise SystemExit(str(refusal)) from None
    except OSError as error:
        raise SystemExit(f"Cannot read or write {error.filename}: {error.strerror}.") from None
    if not told:
        raise SystemExit(f"No chat in {source.name}: a message a line, as “name: text”.")
