"""The rows a model learns from: what the data says, and what follows from it.

Three things are added to each labelled text, so that the model learns what matters in it:
- the same text without marks, so that it does as well on people who type none;
- where spans say which words are not clean, the text without them, which is clean;
- where a context comes before the text (the title of the post a comment answers), the text alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lachan.detect.model.folds import key
from lachan.detect.model.gold import CLEAN, Gold
from lachan.detect.model.labelled import Example

# A clean text of another kind (the press) weighs more than one among those that are labelled.
CLEAN_WEIGHT: Final = 5.0
_PART_WEIGHT: Final = 0.5
# Lines of a file of clean texts are also read two and three at a time, since items of the press
# are longer than a line; no run goes over the end of a block, so that blocks can be held out.
LONGEST_RUN: Final = 3
BLOCK: Final = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A text with what it teaches. Rows of one `group` are never parted when some are held out.

    `told` rows are texts as they came, which held-out figures are made of; the rest is made.
    `other` rows are of another kind than those that were labelled.
    """

    text: str
    gold: Gold
    weight: float
    group: str
    told: bool
    other: bool = False


def labelled_rows(examples: Iterable[Example], separator: str = "") -> Iterator[Row]:
    """Rows of labelled texts. `separator` ends the context that comes before the text, if any."""
    for example in examples:
        if not example.text.strip():
            continue
        group = key(example.text)
        _, found, alone = example.text.partition(separator) if separator else ("", "", "")
        if found and alone.strip():
            yield Row(example.text, example.gold, _PART_WEIGHT, group, told=True)
            yield Row(alone.strip(), example.gold, _PART_WEIGHT, group, told=False)
        else:
            yield Row(example.text, example.gold, 1.0, group, told=True)
        if example.rest.strip():
            yield Row(example.rest, CLEAN, _PART_WEIGHT, group, told=False)


def clean_rows(examples: Iterable[Example]) -> Iterator[Row]:
    """Rows of texts that are all clean, alone and in runs, as they follow each other in a file."""
    texts = [example.text for example in examples if example.text.strip()]
    for start in range(0, len(texts), BLOCK):
        block = texts[start : start + BLOCK]
        group = f"clean {start // BLOCK}"
        for size in range(1, LONGEST_RUN + 1):
            for at in range(len(block) - size + 1):
                run = " ".join(block[at : at + size])
                yield Row(run, CLEAN, CLEAN_WEIGHT, group, told=True, other=True)
