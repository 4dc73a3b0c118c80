"""Follows one chat turn by turn and raises an alarm at the turn at which it is warranted."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from lachan.detect.conversations.chat import Turn
from lachan.detect.conversations.circumstances import Circumstances, FanOut
from lachan.detect.conversations.cusum import Tail
from lachan.detect.conversations.evidence import Seen
from lachan.detect.conversations.pile_on import PileOn
from lachan.detect.conversations.stages import Part, Settings
from lachan.detect.conversations.timeline import Entry, Raised, Timeline
from lachan.detect.conversations.watch import Watch

_MOST_WORDS: Final = 4


class Following:
    """The state of one chat. A turn costs the same, however many went before it."""

    def __init__(self, settings: Settings, fan_out: FanOut | None = None) -> None:
        self._settings = settings
        self._around = Circumstances(settings, fan_out or FanOut())
        self._watches = [
            (PileOn if kind.together else Watch)(kind, settings) for kind in settings.kinds
        ]
        self._tails: dict[str, Tail] = defaultdict(Tail)
        self._entries: list[Entry] = []
        self._told: set[tuple[str, str]] = set()
        self._raised: dict[str, Raised] = {}
        self._turns = 0

    def take(self, turn: Turn, seen: Sequence[Seen]) -> tuple[Entry, ...]:
        """The next turn, with what was found in its words; the evidence that it adds."""
        self._turns += 1
        self._around.hear(turn)
        self._around.show(turn.speaker, _own(seen))
        around = self._around.of(turn)
        taken = [watch.take(turn, seen, around) for watch in self._watches]
        self._tails[turn.speaker].add(max((one.gained for one in taken), default=0.0))
        counted = {one.stage.code for part in taken for one in part.counted}
        signs = {sign for part in taken for sign in part.signs}
        new = [_of_words(turn, one) for one in seen if one.stage.code in counted]
        new += self._of_signs(turn, [code for code in around if code in signs])
        self._entries += new
        self._raise(turn)
        return tuple(new)

    def timeline(self) -> Timeline:
        """What the turns so far come to."""
        raised = tuple(self._raised.values())
        tails = ((tail.top_mean(), tail.skewness()) for tail in self._tails.values())
        top_mean, skewness = max(tails, default=(0.0, 0.0))
        peak = max((watch.peak for watch in self._watches), default=0.0)
        return Timeline(
            alarm=bool(raised),
            first_alarm_turn=raised[0].turn if raised else None,
            kinds=tuple(one.kind for one in raised),
            entries=tuple(self._entries),
            raised=raised,
            strength=round(peak / self._settings.threshold, 3),
            top_mean=round(top_mean, 3),
            skewness=round(skewness, 3),
            turns=self._turns,
        )

    def _of_signs(self, turn: Turn, codes: Sequence[str]) -> list[Entry]:
        """Each sign beside the words is told once of a speaker, whatever kinds it weighs for."""
        new = [code for code in codes if (turn.speaker, code) not in self._told]
        self._told |= {(turn.speaker, code) for code in new}
        signs = (self._settings.signs[code] for code in new)
        return [
            Entry(turn.number, turn.at, turn.speaker, s.code, s.label, (), f"{s.sentence}.")
            for s in signs
        ]

    def _raise(self, turn: Turn) -> None:
        for watch in self._watches:
            kind = watch.kind
            if watch.warranted and kind.code not in self._raised:
                self._raised[kind.code] = Raised(
                    kind.code, kind.label, kind.harm, turn.number, f"{kind.sentence}."
                )


def _own(seen: Sequence[Seen]) -> set[str]:
    return {one.stage.code for one in seen if one.stage.part is Part.OWN}


def _of_words(turn: Turn, one: Seen) -> Entry:
    stage = one.stage
    quoted = [" ".join(turn.text[start:end].split()) for start, end in one.spans]
    more = " …" if len(quoted) > _MOST_WORDS else ""
    sentence = f"{stage.sentence}: “{' … '.join(quoted[:_MOST_WORDS])}{more}”."
    return Entry(turn.number, turn.at, turn.speaker, stage.code, stage.label, one.spans, sentence)
