"""What weighs beside the words: the hour, a gap in age, the same account in other chats."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from lachan.detect.conversations.ages import stated_age
from lachan.detect.conversations.chat import Turn
from lachan.detect.conversations.stages import Settings

AGE_GAP: Final = "chenh_lech_tuoi"
A_CHILD: Final = "co_tre_em"
NIGHT: Final = "ban_dem"
OTHER_CHATS: Final = "nhieu_cuoc"
# From so many different signs on a chat counts among those in which a speaker has shown some.
_SIGNS_OF_A_CHAT: Final = 2


@dataclass(slots=True)
class FanOut:
    """In how many chats each speaker has shown signs. One object for all chats of a file or case,
    which have to share their pseudonyms."""

    chats: dict[str, int] = field(default_factory=lambda: defaultdict(int))


class Circumstances:
    """What is known of the speakers of one chat so far."""

    def __init__(self, settings: Settings, fan_out: FanOut) -> None:
        self._settings = settings
        self._fan_out = fan_out
        self._children: set[str] = set()
        self._adults: set[str] = set()
        self._shown: dict[str, set[str]] = defaultdict(set)
        self._elsewhere: dict[str, int] = {}

    def hear(self, turn: Turn) -> None:
        """Notes an age that the speaker gives."""
        age = stated_age(turn.text)
        if age is not None and age[0] < self._settings.child_under:
            self._children.add(turn.speaker)
        elif age is not None and age[0] >= self._settings.adult_from:
            self._adults.add(turn.speaker)

    def show(self, speaker: str, stages: set[str]) -> None:
        """Notes that the speaker has shown these signs in this chat."""
        self._shown[speaker] |= stages
        if len(self._shown[speaker]) >= _SIGNS_OF_A_CHAT and speaker not in self._elsewhere:
            self._elsewhere[speaker] = self._fan_out.chats[speaker]
            self._fan_out.chats[speaker] += 1

    def of(self, turn: Turn) -> list[str]:
        """The codes of the signs that hold for who speaks in this turn."""
        child = bool(self._children - {turn.speaker})
        holds = {
            AGE_GAP: child and turn.speaker in self._adults,
            A_CHILD: child and turn.speaker not in self._children,
            NIGHT: turn.at is not None and self._is_night(turn.at.hour),
            OTHER_CHATS: self._elsewhere.get(turn.speaker, 0) > 0,
        }
        return [code for code, true in holds.items() if true]

    def _is_night(self, hour: int) -> bool:
        first, last = self._settings.night
        return hour >= first or hour < last if first > last else first <= hour < last
