"""One kind of harm in one chat, watched speaker by speaker."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from lachan.detect.conversations.chat import Turn
from lachan.detect.conversations.cusum import Cusum
from lachan.detect.conversations.evidence import Seen
from lachan.detect.conversations.stages import Kind, Part, Settings


@dataclass(slots=True)
class Account:
    """What one speaker has shown towards one kind of harm."""

    cusum: Cusum = field(default_factory=Cusum)
    own: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    signs: set[str] = field(default_factory=set)
    furthest: int = 0

    def weight(self, one: Seen, kind: str, settings: Settings) -> float:
        """What one more sign adds; the same sign again adds half, a later one in order more."""
        stage = one.stage
        seen = self.counts.get(stage.code, 0)
        self.counts[stage.code] = seen + 1
        weight = stage.weights[kind] * settings.repeated**seen
        if stage.part is not Part.OWN:
            return weight
        self.own.add(stage.code)
        in_order = not seen and 0 < self.furthest < stage.order
        self.furthest = max(self.furthest, stage.order)
        return weight + (settings.in_order if in_order else 0.0)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a turn added to a kind: log-odds in nats, the signs in its words, and those beside."""

    gained: float = 0.0
    counted: tuple[Seen, ...] = ()
    signs: tuple[str, ...] = ()


class Watch:
    """A sum for each speaker. The words of the other side, when they show fear, add to it."""

    def __init__(self, kind: Kind, settings: Settings) -> None:
        self.kind = kind
        self.warranted = False
        self.peak = 0.0
        self._settings = settings
        self._accounts: dict[str, Account] = defaultdict(Account)

    def take(self, turn: Turn, seen: Sequence[Seen], around: Sequence[str]) -> Taken:
        """One more turn; `around` are the codes of the signs beside the words that hold in it."""
        mine = [one for one in seen if self.kind.code in one.stage.weights]
        own = [one for one in mine if one.stage.part is Part.OWN]
        account = self._accounts[turn.speaker]
        gained = sum(account.weight(one, self.kind.code, self._settings) for one in own)
        signs = self._signs(account, around) if own else {}
        gained += sum(signs.values())
        self._add(account, gained + self.kind.per_turn)
        reactions = [one for one in mine if one.stage.part is Part.REACTS]
        if reactions and not self._react(turn.speaker, reactions):
            reactions = []
        return Taken(gained, (*own, *reactions), tuple(signs))

    def _signs(self, account: Account, around: Sequence[str]) -> dict[str, float]:
        new = {
            code: weight
            for code in around
            if code not in account.signs
            and (weight := self._settings.signs[code].weights.get(self.kind.code))
        }
        account.signs |= new.keys()
        return new

    def _react(self, speaker: str, reactions: Sequence[Seen]) -> bool:
        """Adds to whoever of the others has shown most; False when nobody has shown anything."""
        others = [a for who, a in self._accounts.items() if who != speaker and a.own]
        if not others:
            return False
        most = max(others, key=lambda account: account.cusum.value)
        gained = sum(most.weight(one, self.kind.code, self._settings) for one in reactions)
        self._add(most, gained)
        return True

    def _add(self, account: Account, ratio: float) -> None:
        value = account.cusum.add(ratio)
        self.peak = max(self.peak, value)
        enough = len(account.own) >= self.kind.least_signs
        self.warranted = self.warranted or (value >= self._settings.threshold and enough)
