"""The features of a text, one by one: what `kernel.py` works out for whole batches.

The plain way is the measure of the compiled one, and says which passage a feature comes from.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lachan.detect.fold import Folded
from lachan.detect.letters import MARK_BITS
from lachan.detect.model.hashing import (
    CODED_GRAM,
    CODED_PAIR,
    CODED_WORD,
    CODES,
    FEWEST_SPELLED,
    LEET,
    LONGEST_GRAM,
    LONGEST_WORD,
    MOST_SIGNS,
    PLAIN_GRAM,
    PLAIN_PAIR,
    PLAIN_WORD,
    SHORTEST_GRAM,
    SIGN,
    SIGNS,
    SPELLED_WITH,
    bucket,
    pair_hash,
    word_hash,
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a run of signs: folded span, letters without marks and with them (one byte each).

    The letters are as meant: stretched ones once, digits between letters read as letters, letters
    typed one by one joined.
    """

    start: int
    end: int
    plain: bytes
    coded: bytes
    is_word: bool

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Feature:
    """A bucket of the table of weights, and the folded spans of the one or two tokens behind it."""

    bucket: int
    spans: tuple[Span, ...]


def features(page: Folded, bits: int) -> list[Feature]:
    """Every feature of a page, in order, as often as it counts.

    A word counts once, however often it stands there; pairs of words and signs count each time.
    Marks are read only on a page that has any: without marks no word can be told from its like.
    """
    marked = any(mark & MARK_BITS for mark in page.marks)
    found: list[Feature] = []
    seen: set[int] = set()
    before: Token | None = None
    for token in tokens(page):
        if not token.is_word:
            values = _of_signs(token)
        else:
            key = word_hash(token.coded)
            values = list(_of_word(token, marked)) if key not in seen else []
            seen.add(key)
        found += [Feature(bucket(*value, bits), (token.span,)) for value in values]
        if token.is_word and before is not None:
            pair = _of_pair(token, before, marked)
            spans = before.span, token.span
            found += [Feature(bucket(*value, bits), spans) for value in pair]
        before = token if token.is_word else before
    return found


def tokens(page: Folded) -> Iterator[Token]:
    """The words and runs of signs of a page, in order."""
    at = 0
    while at < len(page.text):
        if page.text[at] in " \n":
            at += 1
            continue
        token = _word(page, at) if page.text[at].isalnum() else _signs(page, at)
        yield token
        at = token.end


def _of_word(token: Token, marked: bool) -> Iterator[tuple[int, int]]:
    yield from _grams(token.plain, PLAIN_GRAM)
    yield word_hash(token.plain), PLAIN_WORD
    if marked:
        yield from _grams(token.coded, CODED_GRAM)
        yield word_hash(token.coded), CODED_WORD


def _grams(letters: bytes, kind: int) -> Iterator[tuple[int, int]]:
    padded = b" " + letters + b" "
    for start in range(len(padded)):
        for size in range(SHORTEST_GRAM, LONGEST_GRAM + 1):
            if start + size <= len(padded):
                yield int.from_bytes(padded[start : start + size], "big"), kind + size


def _of_pair(token: Token, before: Token, marked: bool) -> list[tuple[int, int]]:
    plain = pair_hash(word_hash(token.plain), word_hash(before.plain)), PLAIN_PAIR
    if not marked:
        return [plain]
    return [plain, (pair_hash(word_hash(token.coded), word_hash(before.coded)), CODED_PAIR)]


def _of_signs(token: Token) -> list[tuple[int, int]]:
    single = [(byte, SIGN) for byte in token.plain[:MOST_SIGNS]]
    return [(word_hash(token.plain), SIGNS), *single]


def _signs(page: Folded, start: int) -> Token:
    end = start
    while end < len(page.text) and end - start < LONGEST_WORD and _is_sign(page.text[end]):
        end += 1
    run = page.text[start:end].encode()
    return Token(start, end, run, run, is_word=False)


def _is_sign(char: str) -> bool:
    return not char.isalnum() and char not in " \n"


def _word(page: Folded, start: int) -> Token:
    places = _spelled(page.text, start) or _run(page.text, start)
    plain, coded = bytearray(), bytearray()
    for at in places:
        letter, code = _letter(page, at)
        if plain and plain[-1] == letter and chr(letter).isalpha():
            # Stretched: once, with the marks wherever they were typed.
            coded[-1] = code if coded[-1] == letter else coded[-1]
        else:
            plain.append(letter)
            coded.append(code)
    return Token(start, places[-1] + 1, bytes(plain), bytes(coded), is_word=True)


def _run(text: str, start: int) -> range:
    end = start
    while end < len(text) and end - start < LONGEST_WORD and _in_word(text, end):
        end += 1
    return range(start, end)


def _spelled(text: str, start: int) -> list[int]:
    """The places of letters typed one by one from here on, empty when there are too few."""
    places: list[int] = []
    at = start
    while len(places) < LONGEST_WORD and _is_alone(text, at):
        places.append(at)
        if text[at + 1 : at + 2] not in SPELLED_WITH:
            break
        at += 2
    return places if len(places) >= FEWEST_SPELLED else []


def _is_alone(text: str, at: int) -> bool:
    return text[at : at + 1].isalpha() and not text[at + 1 : at + 2].isalnum()


def _in_word(text: str, at: int) -> bool:
    return text[at].isalnum() or (text[at] == "@" and _between_letters(text, at))


def _between_letters(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isalpha() and text[at + 1 : at + 2].isalpha()


def _letter(page: Folded, at: int) -> tuple[int, int]:
    """A letter without its marks and with them; a digit between letters is the letter it hides."""
    char = page.text[at]
    if char in LEET and _between_letters(page.text, at):
        return ord(LEET[char]), ord(LEET[char])
    return ord(char), CODES[ord(char)][page.marks[at] & MARK_BITS]
