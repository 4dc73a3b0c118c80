"""The reading of chats with what officers keep in `content/conversations`."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from lachan.detect.conversations.chat import Chat, Turn
from lachan.detect.conversations.circumstances import FanOut
from lachan.detect.conversations.evidence import Finder
from lachan.detect.conversations.following import Following
from lachan.detect.conversations.stages import Settings, Stage, read_content
from lachan.detect.conversations.timeline import Entry, Timeline
from lachan.detect.problems import BadRules
from lachan.detect.teencode import Teencode, read_teencode

# Raised when the way of adding up changes what is found, so that old readings are told apart.
READING_VERSION: Final = 1
_BATCH: Final = 1024


class ConversationModel:
    """Stages, weights and threshold, compiled. `digest` names them: 64 hex digits."""

    def __init__(
        self,
        settings: Settings,
        stages: Sequence[Stage],
        digest: str = "",
        teen: Teencode | None = None,
    ) -> None:
        self.settings = settings
        self.stages = tuple(stages)
        self.digest = digest
        self._finder = Finder(stages, settings.advice, teen)

    @classmethod
    def load(cls, folder: Path) -> "ConversationModel":
        """The model in a folder, with the spellings of people who type fast in `../teencode`.

        Raises BadRules, which lists every mistake with file, line and remedy.
        """
        settings, stages, problems = read_content(folder)
        teen, misspelt = read_teencode(folder.parent / "teencode")
        if settings is None or problems or misspelt:
            raise BadRules(problems + misspelt)
        return cls(settings, stages, _digest(folder), teen)

    def read(self, chat: Chat, fan_out: FanOut | None = None) -> Timeline:
        """The whole chat. `fan_out` carries over what the same speakers did in other chats."""
        following = Following(self.settings, fan_out)
        turns = iter(chat.turns)
        while batch := list(islice(turns, _BATCH)):
            seen = self._finder.find([turn.text for turn in batch])
            for turn, found in zip(batch, seen, strict=True):
                following.take(turn, found)
        return following.timeline()

    def read_all(self, chats: Iterable[Chat]) -> Iterator[tuple[Chat, Timeline]]:
        """Chats that share their pseudonyms, in order: a speaker of several is seen as such."""
        fan_out = FanOut()
        for chat in chats:
            yield chat, self.read(chat, fan_out)

    def follow(self, fan_out: FanOut | None = None) -> "Live":
        """For turns that come one at a time."""
        return Live(self._finder, Following(self.settings, fan_out))


class Live:
    """One chat whose turns come one at a time: what `read` says after so many turns."""

    def __init__(self, finder: Finder, following: Following) -> None:
        self._finder = finder
        self._following = following

    def take(self, turn: Turn) -> tuple[Entry, ...]:
        """The evidence that the next turn adds."""
        return self._following.take(turn, self._finder.find([turn.text])[0])

    def timeline(self) -> Timeline:
        """What the turns so far come to."""
        return self._following.timeline()


def _digest(folder: Path) -> str:
    digest = hashlib.sha256(f"conversations {READING_VERSION}".encode())
    files = [folder / "model.yaml", *sorted((folder / "stages").glob("*.yaml"))]
    for path in (*files, *sorted((folder.parent / "teencode").glob("*.yaml"))):
        body = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"\n{path.parent.name}/{path.name} {body}".encode())
    return digest.hexdigest()
