"""Many against one: a kind of harm that the chat as a whole shows, not one speaker."""

from collections import Counter
from collections.abc import Sequence

from lachan.detect.conversations.chat import Turn
from lachan.detect.conversations.cusum import Cusum
from lachan.detect.conversations.evidence import Seen
from lachan.detect.conversations.stages import Kind, Part, Settings
from lachan.detect.conversations.watch import Taken

_SPEAKERS_OF_A_GROUP = 3
_ATTACKERS = 2


class PileOn:
    """One sum for the chat: attacks, those who join in, and what the one under attack says.

    It is warranted only in a group, with two or more attackers and signs of different kinds: two
    people who quarrel are no pile-on.
    """

    def __init__(self, kind: Kind, settings: Settings) -> None:
        self.kind = kind
        self.warranted = False
        self._settings = settings
        self._cusum = Cusum()
        self._speakers: set[str] = set()
        self._attackers: dict[str, int] = {}
        self._signs: set[str] = set()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._turns = 0

    @property
    def peak(self) -> float:
        return self._cusum.peak

    def take(self, turn: Turn, seen: Sequence[Seen], around: Sequence[str]) -> Taken:
        """One more turn. The signs beside the words weigh nothing here."""
        self._turns += 1
        self._speakers.add(turn.speaker)
        counted: list[Seen] = []
        gained = 0.0
        for one in seen:
            if self.kind.code in one.stage.weights and self._counts_for(turn.speaker, one):
                counted.append(one)
                gained += self._weight(turn.speaker, one)
        value = self._cusum.add(gained + self.kind.per_turn)
        self.warranted = self.warranted or (value >= self._settings.threshold and self._is_group())
        return Taken(gained, tuple(counted))

    def _counts_for(self, speaker: str, one: Seen) -> bool:
        """An attack always; what answers one only when somebody else has attacked."""
        others = self._attackers.keys() - {speaker}
        if one.stage.part is Part.REACTS:
            return bool(others) and speaker not in self._attackers
        return one.stage.part is Part.OWN or bool(others)

    def _weight(self, speaker: str, one: Seen) -> float:
        stage, settings = one.stage, self._settings
        self._signs.add(stage.code)
        seen = self._counts[speaker, stage.code]
        self._counts[speaker, stage.code] += 1
        weight = stage.weights[self.kind.code] * settings.repeated**seen
        if stage.part is Part.REACTS:
            return weight
        if stage.part is Part.JOINS and self._turns - self._last_of_others(speaker) > (
            settings.join_within
        ):
            return 0.0
        return weight + self._attack(speaker)

    def _last_of_others(self, speaker: str) -> int:
        return max(at for who, at in self._attackers.items() if who != speaker)

    def _attack(self, speaker: str) -> float:
        """Notes the attack; what one more attacker adds."""
        more = bool(self._attackers) and speaker not in self._attackers
        self._attackers[speaker] = self._turns
        return self._settings.one_more if more else 0.0

    def _is_group(self) -> bool:
        return (
            len(self._speakers) >= _SPEAKERS_OF_A_GROUP
            and len(self._attackers) >= _ATTACKERS
            and len(self._signs) >= self.kind.least_signs
        )
