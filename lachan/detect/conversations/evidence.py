"""Finds in turns what the stages are made of: phrases with their places, what cancels them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from lachan.detect.conversations.phrases import Slot
from lachan.detect.conversations.stages import Phrase, Stage
from lachan.detect.fold import fold
from lachan.detect.syllables import Marks
from lachan.detect.teencode import Teencode
from lachan.detect.terms import Term, TermIndex
from lachan.detect.views import fold_batch

GAP_CAP: Final = 24
"""Most characters that `…` stands for: four or five words."""

Span = tuple[int, int]
Places = Mapping[str, Sequence[Span]]
_JOINED: Final = re.compile(r"[\s_-]{1,3}")
_NOT: Final = re.compile(r"\b(khong|dung|cam|chang|chua|ko|k) ((nen|duoc|co|he|can|phai) )?$")
_LOOK_BACK: Final = 24
_LITTLE: Final = re.compile(r"\s+(?:\w{1,5}\s+)?")


@dataclass(frozen=True, slots=True)
class Seen:
    """A stage in one turn. `spans` are half-open, in characters of the turn, apart, in order."""

    stage: Stage
    spans: tuple[Span, ...]


class _Sought(NamedTuple):
    """A phrase of a stage (by number), and the words of which it needs one from each set."""

    stage: int
    phrase: Phrase
    rest: tuple[frozenset[str], ...]


class Finder:
    """All words of all phrases, compiled once. `teen` adds how people who type fast spell them."""

    def __init__(
        self, stages: Sequence[Stage], advice: Sequence[Phrase], teen: Teencode | None = None
    ) -> None:
        self._stages = tuple(stages)
        self._advice = tuple(advice)
        words = _words(stages, advice)
        meant = _spellings(words, teen or Teencode())
        self._index = TermIndex(meant)
        # By number of the term: how it is typed, and the words that it may be.
        self._meant = [(term.text, meant[term]) for term in self._index.terms]
        # Where the first word of a phrase is not, nothing more of it is looked for.
        self._by_first: dict[str, list[_Sought]] = defaultdict(list)
        for number, stage in enumerate(self._stages):
            for phrase in stage.phrases:
                rest = tuple(frozenset(s.words) for s in phrase[1:] if not s.optional)
                for word in phrase[0].words:
                    self._by_first[word].append(_Sought(number, phrase, rest))

    def find(self, texts: Sequence[str]) -> list[tuple[Seen, ...]]:
        """What each turn holds, in the order of the stages; all turns in one pass."""
        places: list[dict[str, list[Span]]] = [defaultdict(list) for _ in texts]
        marked = [writes_marks(text) for text in texts]
        views = fold_batch(texts)
        found = self._index.find_batch(views)
        row, begins = -1, None
        for number, term, start, end in zip(*(part.tolist() for part in found), strict=True):
            if number != row:
                row, begins = number, views.characters(number).tolist()
            assert begins is not None
            span = (begins[start], begins[end])
            typed, words = self._meant[term]
            bare = marked[row] and texts[row][slice(*span)].isascii()
            for word in words:
                # Who writes marks and leaves them out here means the word that has none.
                if not bare or word.isascii() or word != typed:
                    places[row][word].append(span)
        return [self._seen(*pair) for pair in zip(texts, places, strict=True)]

    def _seen(self, text: str, places: Places) -> tuple[Seen, ...]:
        spans: dict[int, list[Span]] = defaultdict(list)
        there = places.keys()
        tried: set[int] = set()
        for word in places:
            for number, phrase, rest in self._by_first.get(word, ()):
                if id(phrase) not in tried and not any(map(there.isdisjoint, rest)):
                    tried.add(id(phrase))
                    spans[number] += self._standing(text, number, phrase, places)
        seen = sorted((number, found) for number, found in spans.items() if found)
        if not seen or any(chains(text, phrase, places) for phrase in self._advice):
            return ()
        return tuple(
            Seen(self._stages[number], joined(text, found))
            for number, found in seen
            if not any(chains(text, phrase, places) for phrase in self._stages[number].unless)
        )

    def _standing(self, text: str, number: int, phrase: Phrase, places: Places) -> list[Span]:
        found = chains(text, phrase, places)
        if self._stages[number].negatable:
            found = [chain for chain in found if not _negated(text, chain[0][0])]
        return [span for chain in found for span in chain]


def _words(stages: Iterable[Stage], advice: Iterable[Phrase]) -> list[str]:
    lists = [advice, *(part for stage in stages for part in (stage.phrases, stage.unless))]
    return sorted({w for part in lists for phrase in part for slot in phrase for w in slot.words})


def _spellings(words: Sequence[str], teen: Teencode) -> dict[Term, list[str]]:
    """What may be typed for a word or phrase, each with those it may mean."""
    short: dict[str, list[Term]] = defaultdict(list)
    for token, plain in (*teen.anywhere.items(), *teen.alone.items()):
        short[plain].append(Term(token))
    for token, plain in teen.as_typed.items():
        short[plain].append(Term(token, Marks.REQUIRED))
    meant: dict[Term, list[str]] = defaultdict(list)
    # “a” is short for “anh” and not for “ảnh”.
    known = {syllable for word in words for syllable in word.split()}
    for word in words:
        for term in dict.fromkeys((Term(word), *_shortened(word, short, known))):
            meant[term].append(word)
    return meant


def _shortened(
    word: str, short: Mapping[str, Sequence[Term]], known: Container[str]
) -> Iterator[Term]:
    """The word with one of its syllables shortened, the phrase itself, or all that can be."""
    syllables = word.split()
    yield from short.get(fold(word).text, ()) if len(syllables) > 1 else ()
    every = list(syllables)
    for place, syllable in enumerate(syllables):
        plain = fold(syllable).text
        for term in short.get(plain, ()) if syllable == plain or plain not in known else ():
            yield Term(
                " ".join((*syllables[:place], term.text, *syllables[place + 1 :])), term.marks
            )
            every[place] = term.text if every[place] == syllable else every[place]
    if len(syllables) > 1 and every != syllables:
        yield Term(" ".join(every))


def writes_marks(text: str) -> bool:
    """Whether who wrote the turn puts marks on words: on two at least, and on every fourth."""
    words = text.split()
    marked = sum(not word.isascii() and any(map(str.isalpha, word)) for word in words)
    return marked >= 2 and marked * 4 >= len(words)


def chains(text: str, phrase: Phrase, places: Places) -> list[tuple[Span, ...]]:
    """Each place where the slots of a phrase follow one another, as the spans of its words."""
    found: list[tuple[Span, ...]] = [(span,) for span in _of(phrase[0], places)]
    for slot in phrase[1:]:
        if not found:
            return []
        spans = _of(slot, places)
        longer: list[tuple[Span, ...]] = []
        for chain in found:
            nexts = _following(text, chain[-1][1], spans, slot)
            longer += [(*chain, span) for span in nexts]
            if slot.optional:
                longer.append(chain)
        found = longer
    return found


def _of(slot: Slot, places: Places) -> list[Span]:
    return sorted({span for word in slot.words if word in places for span in places[word]})


def _following(text: str, end: int, spans: Sequence[Span], slot: Slot) -> list[Span]:
    """The spans that come next: right after, or the first within reach of a gap."""
    at = bisect_left(spans, (end, end))
    if at == len(spans) or spans[at][0] - end > (GAP_CAP if slot.apart else 3):
        return []
    between = text[end : spans[at][0]]
    if "\n\n" in between or not (slot.apart or _JOINED.fullmatch(between)):
        return []
    # A word and a longer one that begins with it are two ways to go on.
    stop = at
    while stop < len(spans) and spans[stop][0] == spans[at][0]:
        stop += 1
    return list(spans[at:stop])


def _negated(text: str, start: int) -> bool:
    return _NOT.search(fold(text[max(0, start - _LOOK_BACK) : start]).text) is not None


def joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those with nothing or one short word between them made one."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if kept and (start <= kept[-1][1] or _LITTLE.fullmatch(text, kept[-1][1], start)):
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)
